// SPDX-License-Identifier: Apache-2.0
#include "vsm/embedded_json.h"

#include <algorithm>
#include <string>

#include "syntax/json/read.h"

namespace s1::vsm {
namespace {

constexpr int kMostCandidates = 8;  // each is read to its end
constexpr std::string_view kFence = "```";

// Of the object or the list of objects at the front of the text; all of the text where it is cut short. Nothing where
// none stands there.
std::optional<std::size_t> json_length(std::string_view text) {
  const Source source{std::string(text)};
  const data::File file = json::read(source, json::Dialect::relaxed);
  const data::Value root = file.root();
  if (root.size() == 0) return std::nullopt;
  if (root.is_sequence() && file.nodes[root.node()->first].kind != data::Kind::mapping) return std::nullopt;
  const std::size_t end = root.span().end;
  if (end == text.size()) return end;
  const Source alone{std::string(text.substr(0, end))};
  return json::read(alone, json::Dialect::relaxed).documents.front().complete ? end : text.size();
}

std::optional<Span> first_value(std::string_view text, std::size_t from, std::size_t to) {
  int candidates = 0;
  for (std::size_t at = text.find_first_of("{[", from); at < to && candidates < kMostCandidates;
       at = text.find_first_of("{[", at + 1), ++candidates)
    if (const auto length = json_length(text.substr(at, to - at)))
      return Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + *length)};
  return std::nullopt;
}

}  // namespace

std::optional<Span> find_json(std::string_view text) {
  std::size_t at = 0;
  for (int candidates = 0; candidates < kMostCandidates; ++candidates) {
    const std::size_t open = text.find(kFence, at);
    if (open == std::string_view::npos) break;
    const std::size_t begin = std::min(text.find('\n', open), text.size());
    const std::size_t end = std::min(text.find(kFence, begin), text.size());
    const std::size_t first = text.find_first_not_of(" \t\r\n", begin);
    if (first < end && (text[first] == '{' || text[first] == '['))
      if (const auto found = first_value(text, first, end)) return found;
    at = std::min(end + kFence.size(), text.size());
  }
  return first_value(text, 0, text.size());
}

}  // namespace s1::vsm
