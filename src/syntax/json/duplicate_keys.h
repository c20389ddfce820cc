// SPDX-License-Identifier: Apache-2.0
// Finds keys that a mapping has twice, without comparing each with each.
#pragma once
#include <cstdint>
#include <vector>

#include "syntax/data/tree.h"

namespace s1::json {

class DuplicateKeys {
 public:
  explicit DuplicateKeys(const data::File& file) : file_(file) {}

  // Calls `found(key)` for each key that stands before in the mapping, in no order.
  template <class Found>
  void each(const data::Node& mapping, Found found) {
    if (!collect(mapping)) return;
    for (std::size_t i = 1; i < keys_.size(); ++i)
      if (text(keys_[i]) == text(keys_[i - 1])) found(file_.nodes[keys_[i].id]);
  }

 private:
  struct Key {
    std::uint64_t hash;
    data::NodeId id;
  };

  // Sorts the keys so that equal ones stand together, in the order of the file; false where all differ.
  bool collect(const data::Node& mapping);
  [[nodiscard]] std::string_view text(const Key& key) const { return file_.nodes[key.id].text; }

  const data::File& file_;
  std::vector<Key> keys_;
};

}  // namespace s1::json
