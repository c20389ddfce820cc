// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/write_value.h"

#include <utility>

#include "syntax/json/read.h"
#include "syntax/json/write.h"
#include "syntax/yaml/read.h"

namespace s1::data {
namespace {

bool is_flow_collection(const File& file, const NewValue& value) {
  if (value.text.find_first_of("\r\n#") != std::string_view::npos) return false;
  const Source source{std::string(value.text)};
  const File read = file.language == Language::json ? json::read(source) : yaml::read(source);
  const Value root = read.root();
  return read.diagnostics.empty() && read.documents.size() == 1 && root && root.kind() == value.kind &&
         root.node()->style == Style::flow && root.span() == Span{0, source.size()};
}

}  // namespace

Result<yaml::ScalarText> write_value(const File& file, const NewValue& value, const yaml::ScalarPlace& place) {
  if (value.kind == Kind::mapping || value.kind == Kind::sequence) {
    if (!is_flow_collection(file, value))
      return std::unexpected(Error{"bad-value", "", "The text is not a collection in brackets on one line",
                                   "give one such as [] or [\"a\", \"b\"]"});
    return yaml::ScalarText{.head = std::string(value.text)};
  }
  if (file.language == Language::yaml) return yaml::write_scalar(value.text, value.kind, place);
  Result<std::string> text = json::write_scalar(value.text, value.kind);
  if (!text) return std::unexpected(std::move(text.error()));
  return yaml::ScalarText{.head = *std::move(text)};
}

bool may_begin_block_scalar(const Layout& layout, std::uint32_t at, std::uint32_t column) {
  const std::string_view bytes = layout.bytes();
  for (at = layout.next_line(at); at < bytes.size(); at = layout.next_line(at)) {
    const std::uint32_t content = layout.skip_blanks(at);
    if (content < bytes.size() && layout.break_length(content) == 0)
      return bytes[content] != '#' || layout.column(content) < column;
    if (is_wide_blank_line(layout, at, column)) return false;
  }
  return true;
}

bool is_wide_blank_line(const Layout& layout, std::uint32_t at, std::uint32_t column) {
  const std::uint32_t end = layout.skip_blanks(at);
  if (end < layout.bytes().size() && layout.break_length(end) == 0) return false;
  return end - at > column || layout.slice(at, end).contains('\t');
}

std::string blank_before_comment(const Layout& layout, std::uint32_t at) {
  return at < layout.bytes().size() && layout.bytes()[at] == '#' ? " " : "";
}

}  // namespace s1::data
