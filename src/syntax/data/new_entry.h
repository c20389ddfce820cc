// SPDX-License-Identifier: Apache-2.0
// A member or an item that is to be written, and the text that it becomes at its place.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "syntax/data/edit.h"
#include "syntax/data/layout.h"
#include "syntax/yaml/scalar.h"

namespace s1::data {

// Where an entry is to stand, and how its neighbours are written.
struct Slot {
  NodeId near = kNone;
  bool in_flow = false;
  std::uint32_t column = 0;  // block: of its first character
  // Flow: the blanks that its line begins with; none where all stands on one line.
  std::optional<std::string> indentation;
  std::string line_break = "\n";
  bool takes_block_scalar = true;  // no comment follows that would become a part of it
  Style key_style = Style::plain;
  Style value_style = Style::plain;
  std::string after_colon = " ";
  std::string after_comma = " ";
};

struct NewEntry {
  std::optional<std::string_view> key;  // none: an item
  NewValue value;
  std::optional<std::string_view> lines;  // in place of the value: a collection

  // Its first line, and those that follow.
  [[nodiscard]] Result<yaml::ScalarText> write(const File& file, const Layout& layout, const Slot& slot) const;
};

}  // namespace s1::data
