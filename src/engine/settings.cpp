// SPDX-License-Identifier: Apache-2.0
// The configuration under what was asked for outright.
#include <algorithm>
#include <map>
#include <utility>

#include "config/read.h"
#include "engine/request.h"
#include "engine/rule_patterns.h"
#include "facts/secret_patterns.h"
#include "text/suggest.h"
#include "workspace/text_file.h"

namespace s1::engine {
namespace {

constexpr std::uint64_t kMostConfigBytes = 1U << 20;

rules::Severity severity_of(config::Severity severity) {
  static_assert(static_cast<int>(config::Severity::critical) == static_cast<int>(rules::Severity::critical));
  return static_cast<rules::Severity>(severity);
}

Depth depth_of(config::Profile profile) {
  static_assert(static_cast<int>(config::Profile::all) == static_cast<int>(Depth::all));
  return static_cast<Depth>(profile);
}

std::vector<Error> errors_of(Error error) {
  std::vector<Error> errors;
  errors.push_back(std::move(error));
  return errors;
}

// The file, read; defaults where there is none.
std::expected<config::Reading, std::vector<Error>> read_config(const workspace::Root& root, Settings& settings) {
  const std::string path(config::kFileName);
  Result<std::string> bytes = root.read(path, kMostConfigBytes);
  if (!bytes && bytes.error().code == "not-found") {
    const std::string mistaken = path.substr(0, path.rfind('.')) + ".yml";
    if (root.read(mistaken, kMostConfigBytes))
      settings.diagnostics.push_back({mistaken, 0, "misnamed-config", "this file is not read", "name it " + path});
    return config::Reading();
  }
  if (bytes)
    if (std::optional<Error> problem = workspace::not_text(path, *bytes)) bytes = std::unexpected(*std::move(problem));
  if (!bytes) return std::unexpected(errors_of(bytes.error()));
  return config::read(Source(*std::move(bytes)));
}

void check_rule(const std::string& name, std::uint32_t line, std::vector<Error>& errors) {
  if (!rules_named(name).empty()) return;
  const std::string_view near = nearest_rule(name);
  errors.push_back(
      config::error_at(line, "no rule has the id or alias `" + facts::scrub(name) + "`",
                       near.empty() ? "`s1-infra rules` lists them" : "did you mean " + std::string(near) + "?"));
}

void check_names(const config::Config& config, std::vector<Error>& errors) {
  for (const std::string& name : config.platforms) {
    if (std::ranges::find(platforms(), name) != platforms().end()) continue;
    const std::string_view near = nearest(name, platforms());
    std::string hint = near.empty() ? "one of:" : "did you mean " + std::string(near) + "? one of:";
    for (const std::string_view each : platforms()) hint += " " + std::string(each);
    errors.push_back(
        config::error_at(config.platforms_line, "there is no platform `" + facts::scrub(name) + "`", hint));
  }
  for (const config::RuleSetting& setting : config.rules) check_rule(setting.rule, setting.line, errors);
  for (const config::Ignore& ignore : config.ignore)
    if (!ignore.rule.empty()) check_rule(ignore.rule, ignore.line, errors);
}

// Of several settings that match a rule the last one holds.
void take_rules(const config::Config& config, Settings& settings) {
  std::map<const rules::Rule*, const config::RuleSetting*> last;
  for (const config::RuleSetting& setting : config.rules)
    for (const rules::Rule* rule : rules_named(setting.rule)) last[rule] = &setting;
  for (const auto& [rule, setting] : last) {
    (setting->on ? settings.selection.also : settings.selection.without).emplace_back(rule->id);
    if (setting->severity) settings.severities.emplace_back(rule, severity_of(*setting->severity));
  }
}

void take_config(const config::Config& config, std::string_view today, Settings& settings) {
  if (config.profile) settings.selection.profile = depth_of(*config.profile);
  settings.selection.platforms = config.platforms;
  take_rules(config, settings);
  if (config.min_severity) settings.min_severity = severity_of(*config.min_severity);
  if (config.fail_on) settings.fail_on = severity_of(*config.fail_on);
  settings.fail_on_none = config.fail_on_none;
  if (config.file_bytes) settings.limits.file_bytes = *config.file_bytes;
  if (config.files) settings.limits.files = *config.files;
  settings.ignores = ConfigIgnores(config.ignore, today);
  settings.exclude = PathPatterns(config.exclude);
  settings.policy = config.images;
}

}  // namespace

std::expected<Settings, std::vector<Error>> settings_for(const workspace::Root& root, const Request& request,
                                                         std::string_view today) {
  Settings settings;
  if (request.use_config) {
    std::expected<config::Reading, std::vector<Error>> reading = read_config(root, settings);
    if (!reading) return std::unexpected(std::move(reading.error()));
    check_names(reading->config, reading->errors);
    if (!reading->errors.empty()) return std::unexpected(std::move(reading->errors));
    take_config(reading->config, today, settings);
  }
  if (request.profile) settings.selection.profile = *request.profile;
  if (!request.platforms.empty()) settings.selection.platforms = request.platforms;
  settings.selection.rules = request.rules;
  if (request.min_severity) settings.min_severity = *request.min_severity;
  return settings;
}

}  // namespace s1::engine
