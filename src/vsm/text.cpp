// SPDX-License-Identifier: Apache-2.0
#include "vsm/text.h"

#include <algorithm>

#include "facts/secret_patterns.h"

namespace s1::vsm {
namespace {

constexpr std::size_t kMargin = 400;         // read beyond the limit, so that a secret at the cut is still known as one
constexpr std::size_t kMostIdentifier = 20;  // shorter than any secret that has no name before it
constexpr int kMostDepth = 4;
constexpr std::string_view kEllipsis = "…";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// Ids and names: most texts of a log. They need no search for secrets.
bool is_plain_identifier(std::string_view text) {
  return text.size() < kMostIdentifier && std::ranges::all_of(
                                              text,
                                              [](char c) {
                                                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                                       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
                                              });
}

void append_flat(std::string& out, const data::Value& value, int depth) {
  if (out.size() > kMostText + kMargin || !value.exists() || value.is_null()) return;
  if (value.is_scalar()) {
    out += value.text().substr(0, kMostText + kMargin);
    return;
  }
  if (depth == kMostDepth) {
    out += kEllipsis;
    return;
  }
  const bool is_mapping = value.is_mapping();
  const data::File& file = *value.file();
  // By the nodes themselves: a list of a million items is not copied for the first few.
  bool first = true;
  for (data::NodeId id = value.node()->first; id != data::kNone && out.size() <= kMostText + kMargin;) {
    const data::NodeId item = is_mapping ? file.nodes[id].next : id;
    if (item == data::kNone) return;
    if (file.nodes[item].kind != data::Kind::null) {
      if (!first) out += is_mapping ? "; " : ", ";
      first = false;
      if (is_mapping) {
        out += file.nodes[id].text.substr(0, kMostText);
        out += ": ";
      }
      append_flat(out, data::Value(file, item), depth + 1);
    }
    id = file.nodes[item].next;
  }
}

}  // namespace

std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most - kEllipsis.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + std::string(kEllipsis);
}

std::string shown(std::string_view text) {
  text = trimmed(text);
  if (is_plain_identifier(text)) return std::string(text);
  return cut(facts::scrub(text.substr(0, kMostText + kMargin)), kMostText);
}

std::string flat_text(const data::Value& value) {
  std::string out;
  append_flat(out, value, 0);
  return out;
}

}  // namespace s1::vsm
