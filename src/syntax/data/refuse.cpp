// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/refuse.h"

#include <algorithm>
#include <utility>

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
  return std::nullopt;
}

}  // namespace s1::data
