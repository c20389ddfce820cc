// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/specialist_json.h"

#include <algorithm>
#include <string>

#include "facts/secret_patterns.h"
#include "report/json_text.h"
#include "report/specialist/fields.h"

namespace s1::report {
namespace {

// Of one text in an answer; a hostile or careless one is not to fill it alone.
constexpr std::size_t kTextBytes = 4'000;
constexpr std::size_t kMostItems = 100;
constexpr std::size_t kMostGaps = 40;

// What the report itself may take of an answer, the roomiest first.
struct Room {
  std::size_t items;  // of a list
  std::size_t text;   // bytes of a text
};
constexpr Room kRooms[] = {{kMostItems, kTextBytes}, {40, 2'000}, {15, 1'000}, {5, 400}};

std::string shown(std::string_view text, std::size_t most = kTextBytes) {
  std::string result = facts::scrub(text);
  if (result.size() <= most) return result;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) --end;
  result.resize(end);
  return result + " …";
}

Json encode(const std::vector<std::string>& list, Room room, std::size_t& left) {
  Json array = Json::array();
  for (std::size_t i = 0; i < std::min(list.size(), room.items); ++i) array.push_back(shown(list[i], room.text));
  left = list.size() - array.size();
  return array;
}

Json encode(const std::string& text, Room room, std::size_t& left) {
  left = 0;
  return shown(text, room.text);
}

Json report_in(const SpecialistReport& report, Room room, Json* left) {
  Json json = {{"status", name(report.status)}};
  visit_fields(report, [&](std::string_view path, const auto& field) {
    const std::size_t dot = path.find('.');
    std::size_t omitted = 0;
    json[std::string(path.substr(0, dot))][std::string(path.substr(dot + 1))] = encode(field, room, omitted);
    if (left != nullptr && omitted != 0) (*left)[std::string(path)] = omitted;
  });
  return json;
}

Json evidence_to_json(const Evidence& each) {
  Json json = {{"field", each.field}, {"claim", shown(each.claim)}};
  if (!each.path.empty()) {
    json["path"] = shown(each.path);
    json["line"] = std::max<std::uint32_t>(each.line, 1);  // what all of a file shows begins with its first line
  }
  if (!each.topic.empty()) json["topic"] = each.topic;
  return json;
}

Json gap_to_json(const Gap& gap) {
  return {{"field", gap.field}, {"why", shown(gap.why)}, {"how_to_close", shown(gap.how_to_close)}};
}

Json unverified_to_json(const Unverified& each) {
  return {{"field", each.field}, {"claim", shown(each.claim)}};
}

// As many as fit; how many did not is told to `omitted` under the name.
template <class Items, class Encode>
Json fitting(const Items& items, Encode encode_one, std::size_t most, std::size_t& bytes, const char* name,
             Json& omitted) {
  Json array = Json::array();
  for (const auto& item : items) {
    if (array.size() == most) break;
    Json json = encode_one(item);
    const std::size_t size = json_text(json).size() + 1;
    if (size > bytes) break;
    bytes -= size;
    array.push_back(std::move(json));
  }
  if (array.size() < items.size()) omitted[name] = items.size() - array.size();
  return array;
}

Json view_to_json(const Document& document, std::size_t& bytes, Json& omitted) {
  Json sections = Json::array();
  for (const ViewSection& section : document.views) {
    Json json = {{"title", section.title}};
    json["claims"] = fitting(
        section.claims,
        [](const Evidence& each) {
          Json claim = evidence_to_json(each);
          claim.erase("topic");
          return claim;
        },
        kMostItems, bytes, "view", omitted);
    if (section.claims.empty()) json["none"] = section.none;
    sections.push_back(std::move(json));
  }
  return {{"audience", document.audience}, {"sections", std::move(sections)}};
}

}  // namespace

Json report_to_json(const SpecialistReport& report) {
  return report_in(report, {SIZE_MAX, kTextBytes}, nullptr);
}

Json document_to_json(const Document& document, std::size_t bytes) {
  constexpr std::size_t kKeys = 1'000;  // the rest's own
  Json omitted, json;
  std::size_t left = 0;
  for (const Room& room : kRooms) {
    omitted = Json::object();
    json = {{"report", report_in(document.report, room, &omitted)}};
    const std::size_t taken = json_text(json).size() + kKeys;
    left = bytes - std::min(bytes, taken);
    if (taken <= bytes) break;
  }
  json["base"] = shown(document.base);
  json["gaps"] = fitting(document.gaps, gap_to_json, kMostGaps, left, "gaps", omitted);
  json["unverified"] = fitting(document.unverified, unverified_to_json, kMostItems, left, "unverified", omitted);
  if (!document.audience.empty()) json["view"] = view_to_json(document, left, omitted);
  json["evidence"] = fitting(document.evidence, evidence_to_json, SIZE_MAX, left, "evidence", omitted);
  if (!omitted.empty()) json["omitted"] = std::move(omitted);
  return json;
}

}  // namespace s1::report
