// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/new_entry.h"

#include <algorithm>
#include <utility>

#include "syntax/data/given_lines.h"
#include "syntax/data/refuse.h"
#include "syntax/data/write_value.h"

namespace s1::data {
namespace {

constexpr std::size_t kLongestKey = 1000;  // YAML: a key that is not marked by `?` has at most 1024 characters

Result<yaml::ScalarText> write_given_value(const File& file, const Layout& layout, const NewEntry& entry,
                                           const Slot& slot) {
  yaml::ScalarPlace place;
  place.style = slot.value_style;
  place.quote = layout.quote(slot.near);
  place.in_flow = slot.in_flow;
  place.one_line = !slot.takes_block_scalar;
  place.parent_column = static_cast<std::int32_t>(slot.column);
  place.column = slot.column + (entry.key ? layout.step(slot.near) : 2);
  place.line_break = slot.line_break;
  return write_value(file, entry.value, place);
}

}  // namespace

Result<yaml::ScalarText> NewEntry::write(const File& file, const Layout& layout, const Slot& slot) const {
  std::string head;
  if (key) {
    yaml::ScalarPlace place;
    place.style = slot.key_style;
    place.quote = layout.quote(slot.near);
    place.in_flow = slot.in_flow;
    place.one_line = true;
    const Result<yaml::ScalarText> name = write_value(file, {.kind = Kind::string, .text = *key}, place);
    if (!name) return std::unexpected(name.error());
    if (name->head.size() > kLongestKey && file.language == Language::yaml)
      return not_editable("The key is longer than YAML allows", "choose a shorter name");
    head = name->head + ':' + (slot.in_flow ? slot.after_colon : " ");
  } else if (!slot.in_flow) {
    head = "- ";
  }
  Result<yaml::ScalarText> text = lines ? write_given_lines(file, layout, slot, *lines, key.has_value())
                                        : write_given_value(file, layout, *this, slot);
  if (!text) return text;
  // A block collection stands on the lines below.
  if (text->head.empty() && key) head.pop_back();
  text->head.insert(0, head);
  return text;
}

}  // namespace s1::data
