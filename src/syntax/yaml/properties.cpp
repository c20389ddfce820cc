// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/properties.h"

#include "syntax/yaml/characters.h"
#include "syntax/yaml/gaps.h"

namespace s1::yaml {
namespace {

bool is_anchor_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

Span anchor_at(std::string_view bytes, std::uint32_t at) {
  std::uint32_t end = at + 1;
  while (end < bytes.size() && is_anchor_character(bytes[end])) ++end;
  return {at, end};
}

Span tag_at(std::string_view bytes, std::uint32_t at, bool in_flow) {
  const bool verbatim = bytes.substr(at).starts_with("!<");
  std::uint32_t end = at + 1;
  for (; end < bytes.size(); ++end) {
    const char c = bytes[end];
    if (verbatim && c == '>') return {at, end + 1};
    if (is_blank(c) || break_length(bytes, end) > 0 || (in_flow && !verbatim && c == ',')) break;
  }
  return {at, end};
}

}  // namespace

WrittenProperties read_properties(std::string_view bytes, Span span, bool in_flow, std::vector<Comment>& comments) {
  bytes = bytes.substr(0, span.end);
  WrittenProperties result;
  result.end = span.begin;
  for (std::uint32_t next = span.begin; next < span.end;) {
    const char sign = bytes[next];
    Span& property = sign == '&' ? result.properties.anchor : result.properties.tag;
    if ((sign != '&' && sign != '!') || !property.empty()) break;
    property = sign == '&' ? anchor_at(bytes, next) : tag_at(bytes, next, in_flow);
    result.end = property.end;
    // Comments behind the last property are the caller's to read.
    const std::size_t before = comments.size();
    next = skip_to_content(bytes, {result.end, span.end}, comments);
    if (next == span.end || (bytes[next] != '&' && bytes[next] != '!')) comments.resize(before);
  }
  return result;
}

}  // namespace s1::yaml
