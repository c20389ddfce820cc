// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/refuse.h"

#include <algorithm>
#include <utility>

#include "syntax/data/layout.h"

namespace s1::data {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";  // of byte order

// A plain scalar swallows what blank lines behind it hold; behind anything else a tab or a byte order mark at the begin
// of a line is an error to libyaml.
bool odd_lines_follow(const Layout& layout, std::uint32_t at) {
  for (at = layout.next_line(at); at < layout.bytes().size(); at = layout.next_line(at)) {
    if (layout.bytes().substr(at).starts_with(kMark)) return true;
    const std::uint32_t content = layout.skip_blanks(at);
    const bool blank =
        content >= layout.bytes().size() || layout.break_length(content) > 0 || layout.bytes()[content] == '#';
    if (blank && layout.slice(at, content).contains('\t')) return true;
    if (!blank) return false;
  }
  return false;
}

}  // namespace

std::unexpected<Error> not_editable(std::string what, std::string hint) {
  return std::unexpected(Error{"not-editable", "", std::move(what), std::move(hint)});
}

std::unexpected<Error> wrong_kind(std::string what, std::string hint) {
  return std::unexpected(Error{"wrong-kind", "", std::move(what), std::move(hint)});
}

bool hangs_on_block_scalar(const File& file, NodeId value) {
  const Node& node = file.nodes[value];
  if (!node.span.empty() || node.parent == kNone || file.nodes[node.parent].kind != Kind::mapping) return false;
  const Node& before = file.nodes[value - 1];
  if (before.style != Style::literal && before.style != Style::folded) return false;
  return before.span.end == node.span.begin || file.source->bytes()[node.span.begin - 1] != ':';
}

std::optional<Error> refusal(Value value) {
  if (!value) return not_editable("There is no value to edit", "name one that is in the file").error();
  if (value.is_alias())
    return not_editable("An alias stands here, and what it stands for is written elsewhere", "edit the anchored value")
        .error();
  if (hangs_on_block_scalar(*value.file(), value.id()))
    return not_editable("The value is not written, and its key ends with a block scalar", "write the value out")
        .error();
  const std::vector<Document>& documents = value.file()->documents;
  const auto after =
      std::ranges::upper_bound(documents, value.span().begin, {}, [](const Document& each) { return each.span.begin; });
  if (after == documents.begin() || !std::prev(after)->complete)
    return not_editable("The document could not be read to its end", "correct its syntax first").error();
  const std::uint32_t begin = value.span().begin;
  if (begin > kMark.size() && value.file()->source->bytes().substr(0, begin).ends_with(kMark))
    return not_editable("A byte order mark stands before the value", "remove it first").error();
  const Style style = value.node()->style;
  if (style != Style::literal && style != Style::folded && value.file()->language == Language::yaml &&
      odd_lines_follow(Layout(*value.file()), value.span().end))
    return not_editable("Lines that begin with a tab or a byte order mark follow", "remove those first").error();
  return std::nullopt;
}

}  // namespace s1::data
