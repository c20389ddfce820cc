// SPDX-License-Identifier: Apache-2.0
// A member (a key with its value) or an item of a collection as it stands in the file, with what belongs to it.
#pragma once
#include <cstdint>
#include <string>

#include "syntax/data/layout.h"
#include "syntax/data/tree.h"

namespace s1::data {

struct Entry {
  NodeId first = kNone;     // the key or the item
  NodeId value = kNone;     // the value or the item
  NodeId parent = kNone;    // the collection
  NodeId previous = kNone;  // the key or the item before it
  NodeId next = kNone;
  std::uint32_t begin = 0;  // of its dash or `?`, else of its tag, anchor or first byte
  std::uint32_t end = 0;    // of its value
};

// The entry that a key or an item is. Requires that the node has a parent.
[[nodiscard]] Entry entry_of(const File& file, const Layout& layout, NodeId first);
// The entry at the end of a collection. Requires that it is not empty.
[[nodiscard]] Entry last_entry(const File& file, const Layout& layout, NodeId collection);

[[nodiscard]] bool is_key(const File& file, NodeId node);
// Where the value begins with its tag and anchor.
[[nodiscard]] std::uint32_t begin_with_properties(const File& file, const Node& node);

// Where the comment lines begin that stand directly above the entry and are for it alone, from the begin of their line;
// the begin of the entry's own line where it has none. Requires that the entry begins its line.
[[nodiscard]] std::uint32_t begin_with_comments(const File& file, const Layout& layout, const Entry& entry);

// What has to stand between a value that is not written and its key, dash or properties: a blank, or the colon too.
[[nodiscard]] std::string link_to_unwritten(const File& file, const Layout& layout, NodeId value);

// One past the last node within the node's tree.
[[nodiscard]] NodeId end_of_tree(const File& file, NodeId node);

}  // namespace s1::data
