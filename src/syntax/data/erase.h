// SPDX-License-Identifier: Apache-2.0
// What is taken away with a member or an item. erase.cpp chooses among these.
#pragma once
#include "syntax/data/edit.h"
#include "syntax/data/entry.h"
#include "syntax/data/layout.h"

namespace s1::data {

[[nodiscard]] Edits erase_from_block(const File& file, const Layout& layout, const Entry& entry);
[[nodiscard]] Edits erase_from_flow(const File& file, const Layout& layout, const Entry& entry);

}  // namespace s1::data
