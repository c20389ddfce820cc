// SPDX-License-Identifier: Apache-2.0
#include "model/tree_value.h"

#include <algorithm>

namespace s1::model {

namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '_';
  });
}

}  // namespace

Place place_of(const Input& input, data::Value node) {
  if (!node) return {};
  return {input.file, node.line(), node.span()};
}

Place opening_of(const Input& input, data::Value node) {
  if (node.is_mapping() && !node.is_alias() && node.node()->first != data::kNone)
    return place_of(input, data::Value(*node.file(), node.node()->first));
  return place_of(input, node);
}

Value value_of(const Input& input, data::Value node) {
  Value value;
  if (!node) return value;
  value.place = place_of(input, node);
  const bool is_followed = !node.is_alias() || node.target();
  if (node.is_alias() && is_followed) value.origins.push_back(place_of(input, node.target()));
  value.text = node.text();
  const std::string_view tag = node.tag();
  if (!is_followed || !node.is_scalar() || (!tag.empty() && !tag.starts_with("tag:yaml.org,2002:") && tag != "!")) {
    value.state = State::unknown;
  } else {
    value.state = node.is_null() ? State::null : State::known;
  }
  return value;
}

Value literal_of(const Input& input, data::Value node) {
  Value value = value_of(input, node);
  if (value.known() && has_placeholder(value.text)) value.state = State::unknown;
  return value;
}

bool has_placeholder(std::string_view text) {
  for (const std::string_view opener : {"${", "$(", "{{"})
    if (text.find(opener) != std::string_view::npos) return true;
  if (text.starts_with('$')) return is_name(text.substr(1));
  return text.size() > 2 && text.front() == '<' && text.back() == '>';
}

std::string text_of(data::Value node) {
  return std::string(node.text());
}

bool is_true(data::Value node) {
  return node.text() == "true";
}

}  // namespace s1::model
