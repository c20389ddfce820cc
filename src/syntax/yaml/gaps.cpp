// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/gaps.h"

#include "syntax/yaml/characters.h"
#include "text/byte_order_mark.h"

namespace s1::yaml {
namespace {

// A byte order mark may begin any line: files are put together from others.

bool is_mark(std::string_view bytes, std::uint32_t at) {
  return bytes.substr(at).starts_with(kByteOrderMark) && at_line_begin(bytes, at);
}

// YAML wants a blank before the sign; libyaml, and with it most readers, takes a bracket, a comma or a closing quote
// too.
bool begins_comment(std::string_view bytes, std::uint32_t at) {
  constexpr std::string_view kBorders = "[]{},\"'";
  return at == 0 || kBorders.contains(bytes[at - 1]) || is_blank(bytes[at - 1]) || at_line_begin(bytes, at) ||
         (at >= 3 && is_mark(bytes, at - 3));
}

// The comment whose sign is at `at`; returns its end.
std::uint32_t add_comment(std::string_view bytes, std::uint32_t at, std::vector<Comment>& comments) {
  const std::uint32_t end = line_end(bytes, at);
  std::string_view text = bytes.substr(at + 1, end - at - 1);
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  comments.push_back({{at, end}, text, {}});
  return end;
}

}  // namespace

Gap read_gap(std::string_view bytes, Span span, std::vector<Comment>& comments) {
  Gap gap;
  for (std::uint32_t at = span.begin; at < span.end;) {
    switch (bytes[at]) {
      case '#':
        at = begins_comment(bytes, at) ? add_comment(bytes, at, comments) : at + 1;
        break;
      case '-':
      case '?':
        gap.entry = gap.indicator = at++;
        break;
      case ':':
        gap.indicator = at++;
        break;
      default:
        ++at;
    }
  }
  return gap;
}

std::uint32_t skip_to_content(std::string_view bytes, Span span, std::vector<Comment>& comments) {
  std::uint32_t at = span.begin;
  while (at < span.end) {
    if (is_blank(bytes[at]))
      ++at;
    else if (const std::uint32_t length = break_length(bytes, at))
      at += length;
    else if (is_mark(bytes, at))
      at += static_cast<std::uint32_t>(kByteOrderMark.size());
    else if (bytes[at] == '#' && begins_comment(bytes, at))
      at = add_comment(bytes, at, comments);
    else
      break;
  }
  return at;
}

void read_header_comment(std::string_view bytes, std::uint32_t at, std::vector<Comment>& comments) {
  while (at < bytes.size() && is_blank(bytes[at])) ++at;
  if (at < bytes.size() && bytes[at] == '#') add_comment(bytes, at, comments);
}

}  // namespace s1::yaml
