// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/erase.h"

#include <algorithm>
#include <utility>

#include "syntax/data/edit.h"
#include "syntax/data/refuse.h"

namespace s1::data {
namespace {

// Whether an alias outside of the entry stands for something in it.
bool is_referred_to(const File& file, const Entry& entry) {
  const NodeId end = end_of_tree(file, entry.value);
  bool anchored = false;
  for (NodeId id = entry.first; id < end; ++id)
    anchored |= file.nodes[id].properties != kNone && !file.properties[file.nodes[id].properties].anchor.empty();
  if (!anchored) return false;
  return std::any_of(file.nodes.begin() + end, file.nodes.end(),
                     [&](const Node& node) { return node.is_alias && node.first >= entry.first && node.first < end; });
}

Result<Edits> erase(Value first) {
  const File& file = *first.file();
  const Layout layout(file);
  const Entry entry = entry_of(file, layout, first.id());
  if (is_referred_to(file, entry))
    return not_editable("An alias elsewhere refers to an anchor in it", "write the alias out first");
  if (file.nodes[entry.parent].style == Style::flow) return erase_from_flow(file, layout, entry);
  return erase_from_block(file, layout, entry);
}

// An alias may be taken away itself.
std::optional<Error> refusal_to_erase(Value first) {
  std::optional<Error> error = refusal(first);
  if (error && first.is_alias()) error = refusal(first.parent());
  return error;
}

}  // namespace

Result<Edits> erase_member(Value key) {
  if (std::optional<Error> error = refusal_to_erase(key)) return std::unexpected(*std::move(error));
  if (!is_key(*key.file(), key.id())) return wrong_kind("This is not the key of a member", "name a key");
  const Style style = key.node()->style;
  if ((!key.is_scalar() && !key.is_alias()) || style == Style::literal || style == Style::folded)
    return not_editable("The key is a collection or a block scalar", "erase the member by hand");
  return erase(key);
}

Result<Edits> erase_item(Value item) {
  if (std::optional<Error> error = refusal_to_erase(item)) return std::unexpected(*std::move(error));
  if (!item.parent().is_sequence()) return wrong_kind("This is not an item of a sequence", "name an item");
  return erase(item);
}

}  // namespace s1::data
