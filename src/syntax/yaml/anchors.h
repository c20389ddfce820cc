// SPDX-License-Identifier: Apache-2.0
// The anchors of a document, and how much following its aliases would visit.
#pragma once
#include <cstdint>
#include <map>
#include <string_view>

#include "syntax/data/tree.h"
#include "syntax/yaml/report.h"

namespace s1::yaml {

class Anchors {
 public:
  explicit Anchors(Reporter& reporter) : reporter_(reporter) {}

  // Anchors hold within one document.
  void clear() { by_name_.clear(); }
  void define(std::string_view name, data::NodeId node);
  // The node that was defined with this name is complete and holds so many nodes, aliases followed.
  void close(std::string_view name, data::NodeId node, std::uint64_t size);

  struct Target {
    data::NodeId node = data::kNone;  // kNone: it has none, and there is a diagnostic
    std::uint64_t size = 0;           // nodes that following it visits
  };
  [[nodiscard]] Target find(std::string_view name, Span alias);

  // Whether all aliases of the file together would visit more than kMostExpanded; the diagnostic is then there.
  [[nodiscard]] bool are_bomb() const { return followed_ > data::kMostExpanded; }

 private:
  struct Anchor {
    data::NodeId node = data::kNone;
    std::uint64_t size = 0;  // 0 while it is open
  };

  Reporter& reporter_;
  std::map<std::string_view, Anchor> by_name_;  // a tree, which no choice of names makes slow
  std::uint64_t followed_ = 0;
};

// Of numbers of nodes, which an alias bomb drives past any width.
[[nodiscard]] constexpr std::uint64_t saturating_sum(std::uint64_t a, std::uint64_t b) {
  return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

}  // namespace s1::yaml
