// SPDX-License-Identifier: Apache-2.0
#include "report/html/json_cell.h"

#include <algorithm>
#include <string>

#include "report/html/parts.h"

namespace s1::report::html {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMostDepth = 6;  // an image's tags: jobs, a job, builds, a build, tags, a tag
constexpr std::size_t kMostItems = 12;

std::string scalar(const Json& value) {
  if (const auto* const text = value.get_ptr<const std::string*>()) return *text;
  if (value.is_boolean()) return value == true ? "yes" : "no";
  if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// "key value, key value"; the name and the place without their keys.
Markup object(const Json& value, std::string_view link_base, int depth) {
  Markup out;
  bool first = true;
  for (const auto& [key, field] : value.items()) {
    if (key == "path" || key == "line") continue;
    if (!first) out.add(", ");
    first = false;
    if (key != "name" && key != "kind" && key != "id") out.add("<span class=\"key\">{}</span> ", key);
    out.add(json_cell(field, link_base, depth + 1));
    if (key == "kind") first = true, out.add(" ");
  }
  if (value.contains("path")) out.add(" {}", place(link_base, text_of(value, "path"), line_of(value)));
  return out;
}

}  // namespace

std::string_view text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  const auto* const text = found->get_ptr<const std::string*>();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::uint32_t line_of(const Json& object) {
  const auto found = object.find("line");
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint32_t>() : 0;
}

Markup json_cell(const Json& value, std::string_view link_base, int depth) {
  Markup out;
  if (depth > kMostDepth) return out.add("…");
  if (value.is_object()) return object(value, link_base, depth);
  if (!value.is_array()) return out.add("{}", scalar(value));
  const std::size_t shown = std::min(value.size(), kMostItems);
  const bool is_list = depth == 0 && std::ranges::any_of(value, [](const Json& item) { return item.is_object(); });
  if (is_list) out.add("<ul>");
  for (std::size_t i = 0; i < shown; ++i) {
    if (is_list)
      out.add("<li>{}</li>", json_cell(value[i], link_base, depth + 1));
    else
      out.add("{}{}", i == 0 ? "" : ", ", json_cell(value[i], link_base, depth + 1));
  }
  if (shown != value.size()) {
    if (is_list)
      out.add("<li>and {} more</li>", value.size() - shown);
    else
      out.add(" and {} more", value.size() - shown);
  }
  if (is_list) out.add("</ul>");
  return out;
}

}  // namespace s1::report::html
