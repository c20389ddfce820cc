// SPDX-License-Identifier: Apache-2.0
#include "config/read.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <initializer_list>
#include <utility>

#include "config/mapping_reader.h"
#include "syntax/yaml/read.h"

namespace s1::config {
namespace {

using data::Value;

constexpr std::string_view kSeverities[] = {"info", "low", "medium", "high", "critical"};

std::optional<Severity> severity_of(const Value& value, std::string_view key, Errors& errors) {
  const std::optional<std::size_t> choice = errors.choice(value, key, kSeverities);
  return choice ? std::optional(static_cast<Severity>(*choice)) : std::nullopt;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int parts[3] = {};
  int part = 0;
  for (const char c : text) {
    if (c == '-')
      ++part;
    else if (part > 2 || std::isdigit(static_cast<unsigned char>(c)) == 0)
      return false;
    else
      parts[part] = parts[part] * 10 + (c - '0');
  }
  return part == 2 &&
         std::chrono::year_month_day(std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                                     std::chrono::day(static_cast<unsigned>(parts[2])))
             .ok();
}

// ---- rules: {dockerfile/latest-tag: off, DL3008: high, "compose/*": {severity: low}}

void read_rule(const data::Member& member, Config& config, Errors& errors) {
  RuleSetting setting;
  setting.rule = member.key.text();
  setting.line = member.key.line();
  Value level = member.value;
  if (level.is_mapping()) {
    read_mapping(level, "rules." + setting.rule,
                 {{"severity", [&](const Value& value) { setting.severity = severity_of(value, "severity", errors); }}},
                 errors);
    if (!level["severity"])
      errors.add(level, "rules." + setting.rule + " says nothing", "give it a severity, or `off`");
  } else if (const std::optional<bool> on = level.boolean()) {
    setting.on = *on;  // YAML 1.1's readers and editors turn on and off into these
  } else {
    constexpr std::string_view levels[] = {"info", "low", "medium", "high", "critical", "off", "on"};
    const std::optional<std::size_t> choice = errors.choice(level, "rules." + setting.rule, levels);
    if (!choice) return;
    setting.on = *choice != 5;
    if (*choice < 5) setting.severity = static_cast<Severity>(*choice);
  }
  config.rules.push_back(std::move(setting));
}

// ---- ignore: [{rule: DL3008, path: legacy/, reason: …, until: 2026-12-31}]

void read_ignore(const Value& entry, Config& config, Errors& errors) {
  Ignore ignore;
  ignore.line = entry.line();
  const auto text = [&](std::string_view key, std::string& into) {
    return Key{key, [&errors, &into, key](const Value& value) { into = errors.text(value, key); }};
  };
  if (!read_mapping(entry, "ignore",
                    {text("rule", ignore.rule), text("path", ignore.path), text("resource", ignore.resource),
                     text("reason", ignore.reason), text("until", ignore.until)},
                    errors))
    return;
  if (entry["until"] && !ignore.until.empty() && !is_date(ignore.until))
    errors.add(entry["until"], "until is not a date", "write it as 2026-12-31");
  if (!entry["rule"] && !entry["path"] && !entry["resource"])
    errors.add(entry, "this ignore would match every finding", "give it a rule, a path or a resource");
  config.ignore.push_back(std::move(ignore));
}

// ---- labels: {maintainer: email, org.opencontainers.image.source: {type: url, required: true}}

void read_label(const data::Member& member, Config& config, Errors& errors) {
  constexpr std::string_view types[] = {"text", "url", "rfc3339", "spdx", "hash", "semver", "email"};
  Label label{.key = std::string(member.key.text())};
  const std::string path = "labels." + label.key;
  const auto read_type = [&](const Value& value) {
    if (const std::optional<std::size_t> choice = errors.choice(value, "type", types))
      label.type = static_cast<LabelType>(*choice);
  };
  if (member.value.is_mapping()) {
    read_mapping(member.value, path,
                 {{"type", read_type},
                  {"required",
                   [&](const Value& value) {
                     const std::optional<bool> required = value.boolean();
                     if (errors.expect(value, required.has_value(), "required", "true or false"))
                       label.required = required.value_or(false);
                   }}},
                 errors);
  } else if (const std::optional<std::size_t> choice = errors.choice(member.value, path, types)) {
    label.type = static_cast<LabelType>(*choice);
  }
  config.images.labels.push_back(std::move(label));
}

void read_root(const Value& root, Config& config, Errors& errors) {
  read_mapping(
      root, "",
      {
          {"profile",
           [&](const Value& value) {
             constexpr std::string_view names[] = {"default", "strict", "all"};
             if (const std::optional<std::size_t> choice = errors.choice(value, "profile", names))
               config.profile = static_cast<Profile>(*choice);
           }},
          {"platforms",
           [&](const Value& value) {
             config.platforms_line = value.line();
             config.platforms = errors.texts(value, "platforms");
           }},
          {"rules",
           [&](const Value& value) {
             if (errors.expect(value, value.is_mapping(), "rules", "a mapping of rules to `off` or a severity"))
               for (const data::Member& member : value.members()) read_rule(member, config, errors);
           }},
          {"ignore",
           [&](const Value& value) {
             if (errors.expect(value, value.is_sequence(), "ignore", "a list of {rule, path, resource, reason, until}"))
               for (const Value& entry : value.items()) read_ignore(entry, config, errors);
           }},
          {"exclude", [&](const Value& value) { config.exclude = errors.texts(value, "exclude"); }},
          {"min_severity",
           [&](const Value& value) { config.min_severity = severity_of(value, "min_severity", errors); }},
          {"fail_on",
           [&](const Value& value) {
             config.fail_on_none = value.text() == "none" || value.is_null();
             if (!config.fail_on_none) config.fail_on = severity_of(value, "fail_on", errors);
           }},
          {"limits",
           [&](const Value& value) {
             read_mapping(value, "limits",
                          {{"file_bytes",
                            [&](const Value& bytes) {
                              config.file_bytes = errors.number(bytes, "limits.file_bytes", 1, 1U << 30);
                            }},
                           {"files",
                            [&](const Value& files) {
                              if (const auto number = errors.number(files, "limits.files", 1, 100'000'000))
                                config.files = static_cast<std::uint32_t>(*number);
                            }}},
                          errors);
           }},
          {"registries", [&](const Value& value) { config.images.registries = errors.texts(value, "registries"); }},
          {"labels",
           [&](const Value& value) {
             if (errors.expect(value, value.is_mapping(), "labels", "a mapping of labels to the type of their value"))
               for (const data::Member& member : value.members()) read_label(member, config, errors);
           }},
      },
      errors);
}

}  // namespace

Reading read(const Source& source) {
  Reading reading;
  Errors errors(reading.errors);
  const data::File file = yaml::read(source);
  for (const Diagnostic& diagnostic : file.diagnostics)
    reading.errors.push_back(error_at(source.line_of(diagnostic.span.begin), diagnostic.message, diagnostic.hint));
  if (file.documents.size() > 1) errors.add(file.root(1), "there is more than one document here", "keep one");
  // Of a file that is no YAML the rest would be guesses.
  const Value root = file.root();
  if (root && !root.is_null() && reading.errors.empty()) read_root(root, reading.config, errors);
  std::ranges::stable_sort(reading.errors, {}, [](const Error& error) { return line_of(error); });
  return reading;
}

}  // namespace s1::config
