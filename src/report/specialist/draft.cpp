// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/draft.h"

#include "report/specialist/fields.h"

namespace s1::report {
namespace {

using Json = nlohmann::ordered_json;

std::string trimmed(const std::string& text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// The member at "part.name"; null where it is not there.
const Json* member(const Json& json, std::string_view path) {
  const std::size_t dot = path.find('.');
  const auto part = json.find(path.substr(0, dot));
  if (part == json.end() || !part->is_object()) return nullptr;
  const auto at = part->find(path.substr(dot + 1));
  return at == part->end() ? nullptr : &*at;
}

void take(const Json& json, std::string& field) {
  if (json.is_string()) field = trimmed(json.get_ref<const std::string&>());
}

void take(const Json& json, std::vector<std::string>& field) {
  for (const Json& item : json)
    if (item.is_string())
      if (std::string text = trimmed(item.get_ref<const std::string&>()); !text.empty())
        field.push_back(std::move(text));
}

}  // namespace

std::optional<Status> status_named(std::string_view wanted) {
  for (const Status status : {Status::completed, Status::partial, Status::blocked})
    if (name(status) == wanted) return status;
  return std::nullopt;
}

Draft draft_from_json(const Json& json) {
  Draft draft;
  if (!json.is_object()) return draft;
  if (const auto status = json.find("status"); status != json.end() && status->is_string())
    draft.status = status_named(status->get_ref<const std::string&>());
  visit_fields(draft.said, [&](std::string_view path, auto& field) {
    if (const Json* const said = member(json, path)) take(*said, field);
  });
  return draft;
}

}  // namespace s1::report
