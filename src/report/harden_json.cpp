// SPDX-License-Identifier: Apache-2.0
#include "report/harden_json.h"

#include <string_view>
#include <utility>

#include "fix/redact.h"
#include "report/fixes_json.h"

namespace s1::report {
namespace {

std::size_t length_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace).size() + 1;
}

bool may_show(std::string_view text) {
  return fix::Showable(text).may_show({0, static_cast<std::uint32_t>(text.size())});
}

// In the words of the fixes: what level `all` adds may change behaviour.
std::string_view grade(fix::Level level) {
  return level == fix::Level::all ? rules::name(rules::Fix::unsafe) : fix::name(level);
}

Json change_to_json(const fix::HardenChange& change) {
  Json json = {{"path", change.path}, {"rule", change.rule->id}, {"grade", grade(change.level)}, {"line", change.line}};
  const bool shown = may_show(change.before) && may_show(change.after);
  json["before"] = shown ? change.before : std::string();
  json["after"] = shown ? change.after : std::string();
  if (!shown) json["redacted"] = true;
  json["why"] = change.why;
  json["checked"] = change.checked;
  return json;
}

Json skip_to_json(const fix::HardenSkip& skip) {
  return {{"path", skip.path}, {"rule", skip.rule->id}, {"line", skip.line}, {"why", skip.why}};
}

// As many as fit into `most` bytes.
template <class Items, class ToJson>
Json array_of(const Items& items, ToJson to_json, std::size_t most) {
  Json array = Json::array();
  for (const auto& item : items) {
    Json json = to_json(item);
    const std::size_t length = most == SIZE_MAX ? 0 : length_of(json);
    if (length > most) break;
    if (most != SIZE_MAX) most -= length;
    array.push_back(std::move(json));
  }
  return array;
}

}  // namespace

Json hardening_to_json(const fix::Hardening& hardening, std::size_t bytes) {
  const auto part = [&](std::size_t percent) { return bytes == SIZE_MAX ? SIZE_MAX : bytes / 100 * percent; };
  std::string diff;
  Json files = files_to_json(hardening.files, part(35), part(10), diff);
  Json json = {{"changed", !hardening.files.empty()},
               {"findings_before", hardening.findings_before},
               {"findings_after", hardening.findings_after}};
  json["diff"] = std::move(diff);
  json["files"] = std::move(files);
  json["changes"] = array_of(hardening.changes, change_to_json, part(35));
  json["skipped"] = array_of(hardening.skipped, skip_to_json, part(12));
  json["diagnostics"] = array_of(hardening.unread, diagnostic_to_json, part(5));
  if (json["diagnostics"].empty()) json.erase("diagnostics");
  const std::size_t changes_left = hardening.changes.size() - json["changes"].size();
  const std::size_t skipped_left = hardening.skipped.size() - json["skipped"].size();
  const std::size_t files_left = hardening.files.size() - json["files"].size();
  if (changes_left + skipped_left + files_left != 0)
    json["omitted"] = {{"changes", changes_left}, {"skipped", skipped_left}, {"files", files_left}};
  return json;
}

}  // namespace s1::report
