// SPDX-License-Identifier: Apache-2.0
// Keys that a mapping has twice. YAML forbids them; most readers take the last and say nothing.
#pragma once
#include <vector>

#include "syntax/data/tree.h"
#include "syntax/yaml/report.h"

namespace s1::yaml {

class DuplicateKeys {
 public:
  DuplicateKeys(data::File& file, Reporter& reporter) : file_(file), reporter_(reporter) {}

  // Reports each key of the mapping that equals an earlier one: scalars of the same text, both strings or both not.
  void check(const data::Node& mapping);

 private:
  [[nodiscard]] const data::Node& target(data::NodeId key) const;
  [[nodiscard]] bool equal(data::NodeId a, data::NodeId b) const;
  void report(data::NodeId key, data::NodeId first);
  void check_many();

  data::File& file_;
  Reporter& reporter_;
  std::vector<data::NodeId> keys_;  // of the mapping at hand; here to keep its memory
};

}  // namespace s1::yaml
