// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/block_scalar.h"

#include <algorithm>

#include "syntax/yaml/characters.h"
#include "text/byte_order_mark.h"
#include "text/utf8.h"

namespace s1::yaml {
namespace {

std::uint32_t spaces_at(std::string_view bytes, std::uint32_t at) {
  std::uint32_t end = at;
  while (end < bytes.size() && bytes[end] == ' ') ++end;
  return end - at;
}

// The begin of the line that ends right before the line (or the end of the text) at `at`.
std::uint32_t previous_line(std::string_view bytes, std::uint32_t at, std::uint32_t least) {
  while (at > least && !at_line_begin(bytes, at)) --at;
  return at;
}

}  // namespace

BlockScalar read_block_scalar(std::string_view bytes, std::uint32_t at, std::int32_t parent_indent) {
  BlockScalar result;
  std::uint32_t increment = 0;
  for (++at; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c == '+')
      result.chomping = Chomping::keep;
    else if (c == '-')
      result.chomping = Chomping::strip;
    else if (c >= '1' && c <= '9')
      increment = static_cast<std::uint32_t>(c - '0');
    else
      break;
  }
  result.header_end = at;
  at = line_end(bytes, at);
  at += break_length(bytes, at);
  result.begin = at;
  const auto least = static_cast<std::uint32_t>(std::max(parent_indent, -1) + 1);
  if (increment > 0) {
    result.indent = static_cast<std::uint32_t>(std::max(parent_indent, 0)) + increment;
    return result;
  }
  // As deep as the first line that is not blank, or as the deepest of the blank ones before it.
  result.indent = std::max(least, 1U);
  for (;;) {
    const std::uint32_t spaces = spaces_at(bytes, at);
    result.indent = std::max(result.indent, spaces);
    at += spaces;
    const std::uint32_t length = break_length(bytes, at);
    if (length == 0) return result;
    at += length;
  }
}

std::uint32_t block_scalar_end(std::string_view bytes, const BlockScalar& scalar, std::uint32_t end) {
  // The end of the line before `at`, which is where a line begins or where the text ends.
  const auto before = [&](std::uint32_t at) {
    if (at <= scalar.header_end || !at_line_begin(bytes, at)) return at;
    const std::uint32_t length = at >= 2 && bytes[at - 1] == '\n' && bytes[at - 2] == '\r' ? 2
                                 : bytes[at - 1] == '\n' || bytes[at - 1] == '\r'          ? 1
                                 : break_length(bytes, at - 2) == 2                        ? 2
                                                                                           : 3;
    return at - length;
  };
  std::uint32_t last = before(end);
  if (scalar.chomping == Chomping::keep) return last < scalar.begin ? scalar.header_end : last;
  for (;;) {
    if (last < scalar.begin) return scalar.header_end;
    const std::uint32_t line = previous_line(bytes, last, scalar.begin);
    if (line + std::min(spaces_at(bytes, line), scalar.indent) < last) return last;
    if (line == scalar.begin) return scalar.header_end;
    last = before(line);
  }
}

std::int32_t column_of(std::string_view bytes, std::uint32_t at) {
  std::uint32_t line = at;
  while (line > 0 && !at_line_begin(bytes, line)) --line;
  if (line == 0 && bytes.starts_with(kByteOrderMark)) line = kByteOrderMark.size();
  return static_cast<std::int32_t>(utf8::count(bytes.substr(line, at - line)));
}

}  // namespace s1::yaml
