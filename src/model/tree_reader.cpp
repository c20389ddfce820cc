// SPDX-License-Identifier: Apache-2.0
#include "model/tree_reader.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace s1::model {

Place TreeReader::opening(data::Value value) const {
  if (value.is_mapping() && !value.is_alias()) {
    const data::Node* node = value.node();
    if (node != nullptr && node->first != data::kNone) return place(data::Value(*value.file(), node->first));
  }
  return place(value);
}

Value TreeReader::value(data::Value from) const {
  if (!from) return {};
  if (from.is_null()) return {State::null, {}, place(from), {}};
  if (!from.is_scalar()) return {State::unknown, {}, place(from), {}};
  Value result = value(from.text(), place(from));
  if (from.is_alias()) result.origins.push_back(place(from.target()));
  return result;
}

Value TreeReader::value(std::string_view text, Place at) const {
  if (!budget_->take(text.size())) return {State::unknown, {}, at, {}};
  return {is_open_(text) ? State::unknown : State::known, std::string(text), at, {}};
}

std::string TreeReader::text(data::Value from) const {
  const std::string_view text = from.is_scalar() ? from.text() : std::string_view();
  return budget_->take(text.size()) ? std::string(text) : std::string();
}

std::vector<Value> TreeReader::values(data::Value from) const {
  std::vector<Value> result;
  if (from.is_scalar() && !from.is_null()) result.push_back(value(from));
  for (const data::Value item : from.items())
    if (item.is_scalar() && !item.is_null()) result.push_back(value(item));
  return result;
}

std::vector<Value> TreeReader::split(data::Value from, std::string_view separators) const {
  std::vector<Value> result;
  if (!from.is_scalar()) return result;
  const MappedText mapped = from.mapped();
  const std::string_view text = mapped.text();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    const std::string_view piece = text.substr(begin, end - begin);
    const std::size_t first = piece.find_first_not_of(" \t\r");
    if (first != std::string_view::npos) {
      const std::size_t last = piece.find_last_not_of(" \t\r");
      const Span span{static_cast<std::uint32_t>(begin + first), static_cast<std::uint32_t>(begin + last + 1)};
      result.push_back(value(piece.substr(first, last + 1 - first), place(mapped.to_file(span))));
    }
    begin = end + 1;
  }
  return result;
}

Value TreeReader::joined(data::Value from) const {
  if (!from.is_sequence()) return value(from);
  Value result{State::known, {}, place(from), {}};
  for (const Value& item : values(from)) {
    if (!result.text.empty()) result.text += ", ";
    result.text += item.text;
    if (!item.known()) result.state = State::unknown;
  }
  return result;
}

}  // namespace s1::model
