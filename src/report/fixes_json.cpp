// SPDX-License-Identifier: Apache-2.0
#include "report/fixes_json.h"

#include <algorithm>
#include <string_view>
#include <variant>

#include "fix/file_fixer.h"

namespace s1::report {
namespace {

constexpr std::size_t kContentOfOne = 16'000;
constexpr std::size_t kContentOfAll = 40'000;

std::size_t length_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace).size() + 1;
}

Json outcome_to_json(const fix::Outcome& outcome) {
  Json json = {{"fingerprint", outcome.fingerprint}};
  if (outcome.rule != nullptr) {
    json["rule"] = outcome.rule->id;
    json["path"] = outcome.path;
    json["line"] = outcome.line;
  }
  if (outcome.why.empty())
    json["grade"] = rules::name(outcome.grade);
  else
    json["why"] = outcome.why;
  return json;
}

// As many as fit into `most` bytes.
Json outcomes_to_json(const std::vector<fix::Outcome>& outcomes, std::size_t most) {
  Json array = Json::array();
  for (const fix::Outcome& outcome : outcomes) {
    Json json = outcome_to_json(outcome);
    const std::size_t length = most == SIZE_MAX ? 0 : length_of(json);
    if (length > most) break;
    if (most != SIZE_MAX) most -= length;
    array.push_back(std::move(json));
  }
  return array;
}

}  // namespace

Json files_to_json(std::span<const fix::FixedFile> files, std::size_t most, std::size_t most_names, std::string& diff) {
  Json array = Json::array();
  std::size_t content_left = kContentOfAll;
  for (const fix::FixedFile& file : files) {
    const bool created = std::holds_alternative<fix::Create>(file.edit.what);
    const bool deleted = std::holds_alternative<fix::Delete>(file.edit.what);
    Json json = {{"path", file.edit.path}, {"action", created ? "create" : deleted ? "delete" : "modify"}};
    fix::ShownDiff shown = fix::shown_diff(file);
    if (shown.redacted) json["redacted"] = true;
    // A diff stands in the answer twice: here, and in `diff`.
    const std::size_t length = most == SIZE_MAX ? 0 : 2 * length_of(shown.text);
    const bool omitted = length > most;
    if (omitted) json["diff_omitted"] = true;
    const std::size_t rest = most_names == SIZE_MAX ? 0 : length_of(json);
    if (rest > most_names) break;
    if (most_names != SIZE_MAX) most_names -= rest;
    if (!omitted && !shown.text.empty()) {
      if (most != SIZE_MAX) most -= length;
      diff += shown.text;
      json["diff"] = std::move(shown.text);
    }
    if (created && !shown.redacted) {
      const std::size_t size = file.new_text.size();
      if (size <= kContentOfOne && size <= content_left) {
        content_left -= size;
        json["content"] = file.new_text;
      } else {
        json["content_omitted"] = true;
      }
    }
    array.push_back(std::move(json));
  }
  return array;
}

Json fixes_to_json(const fix::Fixes& fixes, bool written, std::size_t bytes) {
  // What was tried comes before what has no fix.
  std::vector<fix::Outcome> not_fixed = fixes.not_fixed;
  std::ranges::stable_partition(not_fixed, [](const fix::Outcome& each) { return each.why != fix::kNoFix; });

  const auto part = [&](std::size_t percent) { return bytes == SIZE_MAX ? SIZE_MAX : bytes / 100 * percent; };
  Json fixed = outcomes_to_json(fixes.fixed, part(25));
  std::string diff;
  Json files = files_to_json(fixes.files, part(40), part(20), diff);
  const std::size_t files_left = fixes.files.size() - files.size();

  Json json = {{"summary",
                {{"fixed", fixes.fixed.size()},
                 {"not_fixed", fixes.not_fixed.size()},
                 {"files", fixes.files.size()},
                 {"written", written}}}};
  json["fixed"] = std::move(fixed);
  json["diff"] = std::move(diff);
  json["files"] = std::move(files);
  std::size_t unread_left = part(10);
  for (const engine::Diagnostic& each : fixes.unread) {
    Json diagnostic = diagnostic_to_json(each);
    const std::size_t length = bytes == SIZE_MAX ? 0 : length_of(diagnostic);
    if (length > unread_left) break;
    unread_left -= length;
    json["diagnostics"].push_back(std::move(diagnostic));
  }
  const std::size_t used = bytes == SIZE_MAX ? 0 : length_of(json) + 200;
  json["not_fixed"] = outcomes_to_json(not_fixed, bytes == SIZE_MAX ? SIZE_MAX : bytes - std::min(bytes, used));
  const std::size_t fixed_left = fixes.fixed.size() - json["fixed"].size();
  const std::size_t not_fixed_left = not_fixed.size() - json["not_fixed"].size();
  if (fixed_left + not_fixed_left + files_left != 0)
    json["omitted"] = {{"fixed", fixed_left}, {"not_fixed", not_fixed_left}, {"files", files_left}};
  return json;
}

}  // namespace s1::report
