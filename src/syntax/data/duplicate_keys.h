// SPDX-License-Identifier: Apache-2.0
// Keys that a mapping has twice. JSON and YAML forbid them; most readers take the last and say nothing.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "syntax/data/tree.h"

namespace s1::data {

class DuplicateKeys {
 public:
  explicit DuplicateKeys(const File& file) : file_(file) {}

  struct Pair {
    NodeId key;
    NodeId first;  // the earliest one that it equals
  };
  // One for each key that equals an earlier one of the mapping, in the order of the file: scalars of the same text,
  // both strings or both not, aliases followed. Good until the next call.
  [[nodiscard]] std::span<const Pair> find(const Node& mapping);

 private:
  struct Key {
    std::uint64_t hash;
    NodeId id;
  };
  [[nodiscard]] const Node& target(NodeId key) const;
  [[nodiscard]] bool equal(const Key& a, const Key& b) const;
  void collect(const Node& mapping);
  void compare_each_with_each();
  void compare_sorted();

  const File& file_;
  std::vector<Key> keys_;  // of the mapping at hand; members to keep their memory
  std::vector<Pair> found_;
};

}  // namespace s1::data
