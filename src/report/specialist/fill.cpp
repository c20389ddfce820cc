// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/fill.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "report/specialist/fields.h"

namespace s1::report {
namespace {

using Claims = std::vector<std::string_view>;

// A claim is a phrase or a sentence; as a sentence of a text it begins with a capital letter, unless its first word is
// a name as code has them.
std::string sentence(std::string_view claim) {
  std::string result(claim);
  const std::string_view word = claim.substr(0, claim.find(' '));
  const bool is_word = !word.empty() && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  if (is_word && word.size() != claim.size()) result.front() = static_cast<char>(result.front() - 32);
  if (!result.ends_with('.')) result += '.';
  return result;
}

void take(const Claims& claims, std::vector<std::string>& field, std::string_view) {
  field.assign(claims.begin(), claims.end());
}

// How the claims of a text are joined: phrases to one sentence, names to a list, all others as sentences.
std::string_view separator(std::string_view path) {
  if (path == "architecture.overview") return ", ";
  if (path == "ci_cd.triggers" || path == "ci_cd.artifacts" || path == "handoff.runbooks") return "; ";
  return " ";
}

void take(const Claims& claims, std::string& field, std::string_view path) {
  const std::string_view between = separator(path);
  const bool sentences = between == " ";
  const std::size_t shown = std::min(claims.size(), kMostClaims);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i != 0) field += between;
    field += sentences ? sentence(claims[i]) : std::string(claims[i]);
  }
  if (const std::size_t left = claims.size() - shown; left != 0)
    field +=
        std::string(between) + (sentences ? "And " : "and ") + std::to_string(left) + " more" + (sentences ? "." : "");
  if (path == "architecture.overview") field = sentence(field);
}

}  // namespace

void add_changes(const Changes& changes, const model::InfraModel& model, std::vector<Evidence>& evidence) {
  for (const std::string& path : changes.created) evidence.push_back({"implementation.files_created", path, path});
  for (const std::string& path : changes.modified) evidence.push_back({"implementation.files_modified", path, path});
  const auto key = [](const model::Place& place) { return std::pair(place.file, place.span.begin); };
  std::set<std::pair<model::FileId, std::uint32_t>> places;
  for (const model::Place& place : changes.new_resources) places.insert(key(place));
  for (const model::Resource& resource : model.resources)
    if (places.contains(key(resource.place)))
      evidence.push_back({"implementation.resources_provisioned", resource.type + "." + resource.name,
                          model.paths[resource.place.file], resource.place.line});
  if (changes.deleted.empty()) return;
  std::string claim = "deleted since the base: ";
  for (std::size_t i = 0; i < std::min<std::size_t>(changes.deleted.size(), 10); ++i)
    claim += (i == 0 ? "" : ", ") + changes.deleted[i];
  if (changes.deleted.size() > 10) claim += " and " + std::to_string(changes.deleted.size() - 10) + " more";
  evidence.push_back({"handoff.operational_notes", std::move(claim), ""});
}

void fill(SpecialistReport& report, const std::vector<Evidence>& evidence) {
  std::map<std::string_view, Claims> by_field;
  std::map<std::string_view, std::unordered_set<std::string_view>> seen;
  for (const Evidence& each : evidence)
    if (seen[each.field].insert(each.claim).second) by_field[each.field].push_back(each.claim);
  visit_fields(report, [&](std::string_view path, auto& field) {
    if (const auto claims = by_field.find(path); claims != by_field.end()) take(claims->second, field, path);
  });
}

}  // namespace s1::report
