// SPDX-License-Identifier: Apache-2.0
// Where new members and items go. insert.cpp chooses among these.
#pragma once
#include "syntax/data/edit.h"
#include "syntax/data/entry.h"
#include "syntax/data/layout.h"
#include "syntax/data/new_entry.h"

namespace s1::data {

// Into a collection that has entries; `before` is one of them, or kNone for the end.
[[nodiscard]] Result<Edits> insert_into_block(const File& file, const Layout& layout, NodeId collection,
                                              const NewEntry& entry, NodeId before);
[[nodiscard]] Result<Edits> insert_into_flow(const File& file, const Layout& layout, NodeId collection,
                                             const NewEntry& entry, NodeId before);
// In the place of {}, [] or null.
[[nodiscard]] Result<Edits> insert_first(const File& file, const Layout& layout, NodeId empty, const NewEntry& entry);

// The new entry on the line of `at`, with `before` and `after` around its first line; the others go behind that line.
[[nodiscard]] Edits place_text(const Layout& layout, Span replaced, std::string_view before,
                               const yaml::ScalarText& text);

}  // namespace s1::data
