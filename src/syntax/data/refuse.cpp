// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/refuse.h"

#include <algorithm>
#include <utility>

#include "text/byte_order_mark.h"

namespace s1::data {

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

namespace {

// `? {a: b}` alone.
bool hangs_on_collection(Value value) {
  if (!value.node()->span.empty() || !value.parent().is_mapping()) return false;
  return std::ranges::any_of(value.parent().own_members(), [&](const Member& member) {
    return member.value.id() == value.id() && !member.key.is_scalar() && !member.key.is_alias();
  });
}

}  // namespace

std::optional<Error> refusal(Value value) {
  if (!value) return not_editable("There is no value to edit", "name one that is in the file").error();
  if (value.is_alias())
    return not_editable("An alias stands here, and what it stands for is written elsewhere", "edit the anchored value")
        .error();
  if (hangs_on_block_scalar(*value.file(), value.id()))
    return not_editable("The value is not written, and its key ends with a block scalar", "write the value out")
        .error();
  if (hangs_on_collection(value))
    return not_editable("The value is not written, and its key is a collection", "write the value out").error();
  const std::vector<Document>& documents = value.file()->documents;
  const auto after =
      std::ranges::upper_bound(documents, value.span().begin, {}, [](const Document& each) { return each.span.begin; });
  if (after == documents.begin() || !std::prev(after)->complete)
    return not_editable("The document could not be read to its end", "correct its syntax first").error();
  // It takes up no column, so that what is written after it would stand elsewhere than it seems to.
  if (value.file()->source->bytes().find(kByteOrderMark, 1) != std::string_view::npos)
    return not_editable("A byte order mark stands within the file", "remove it first").error();
  return std::nullopt;
}

}  // namespace s1::data
