// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/insert.h"

#include <algorithm>
#include <utility>

#include "syntax/data/refuse.h"
#include "syntax/data/write_value.h"

namespace s1::data {
namespace {

Result<Edits> insert_entry(Value collection, const NewEntry& entry, NodeId before) {
  const File& file = *collection.file();
  const Layout layout(file);
  const Node& node = *collection.node();
  if (collection.is_null() || node.first == kNone) return insert_first(file, layout, collection.id(), entry);
  if (node.style == Style::block) return insert_into_block(file, layout, collection.id(), entry, before);
  return insert_into_flow(file, layout, collection.id(), entry, before);
}

Result<Edits> insert_member(Value mapping, const NewEntry& entry, std::string_view before) {
  if (std::optional<Error> error = refusal(mapping)) return std::unexpected(*std::move(error));
  if (!mapping.is_mapping() && !mapping.is_null()) return wrong_kind("A member cannot be added here", "name a mapping");
  NodeId before_key = kNone;
  for (const Member& member : mapping.own_members()) {
    const std::string_view name = member.key.text();
    if (entry.key == name)
      return std::unexpected(Error{"key-exists", "", "The mapping has a member of that name", "replace its value"});
    if (before_key == kNone && !before.empty() && name == before) before_key = member.key.id();
  }
  if (!before.empty() && before_key == kNone)
    return std::unexpected(Error{"no-such-key", "", "The mapping has no member before which the new one could stand",
                                 "name one that it has, or none to add at the end"});
  return insert_entry(mapping, entry, before_key);
}

}  // namespace

Edits place_text(const Layout& layout, Span replaced, std::string_view before, const yaml::ScalarText& text) {
  const std::uint32_t end = layout.line_end(replaced.end);
  std::string body = text.body;
  if (text.needs_break && layout.break_length(end) == 0) body += layout.line_break(end);
  std::string head = std::string(before) + text.head;
  if (!text.head.empty()) head += blank_before_comment(layout, replaced.end);
  if (body.empty()) return {{replaced, head}};
  if (end == replaced.end) return {{replaced, head + body}};
  return {{replaced, head}, {{end, end}, body}};
}

Result<Edits> insert_member(Value mapping, std::string_view key, NewValue value, std::string_view before) {
  return insert_member(mapping, NewEntry{.key = key, .value = value, .lines = {}}, before);
}

Result<Edits> insert_member_block(Value mapping, std::string_view key, std::string_view lines,
                                  std::string_view before) {
  return insert_member(mapping, NewEntry{.key = key, .value = {}, .lines = lines}, before);
}

Result<Edits> insert_item(Value sequence, NewValue value, std::size_t before) {
  if (std::optional<Error> error = refusal(sequence)) return std::unexpected(*std::move(error));
  if (!sequence.is_sequence() && !sequence.is_null())
    return wrong_kind("An item cannot be added here", "name a sequence");
  const std::vector<Value> items = sequence.items();
  return insert_entry(sequence, NewEntry{.key = {}, .value = value, .lines = {}},
                      before < items.size() ? items[before].id() : kNone);
}

Result<Edits> insert_item_block(Value sequence, std::string_view lines, std::size_t before) {
  if (std::optional<Error> error = refusal(sequence)) return std::unexpected(*std::move(error));
  if (!sequence.is_sequence() && !sequence.is_null())
    return wrong_kind("An item cannot be added here", "name a sequence");
  const std::vector<Value> items = sequence.items();
  return insert_entry(sequence, NewEntry{.key = {}, .value = {}, .lines = lines},
                      before < items.size() ? items[before].id() : kNone);
}

}  // namespace s1::data
