// SPDX-License-Identifier: Apache-2.0
// Collections that are given as lines of the file's language, two spaces a level, brought into the form of the file.
#pragma once
#include "syntax/data/new_entry.h"

namespace s1::data {

// As the value of a member (or an item) in the slot. Codes of errors: "bad-value" (the lines are not one value, or have
// anchors or comments where they must go on one line).
[[nodiscard]] Result<yaml::ScalarText> write_given_lines(const File& file, const Layout& layout, const Slot& slot,
                                                         std::string_view lines, bool of_member);

}  // namespace s1::data
