// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/duplicate_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace s1::yaml {
namespace {

using data::Kind;
using data::kNone;
using data::Node;
using data::NodeId;

constexpr std::size_t kFew = 12;  // so many are compared each with each

}  // namespace

const Node& DuplicateKeys::target(NodeId key) const {
  const Node& node = file_.nodes[key];
  return node.is_alias && node.first != kNone ? file_.nodes[node.first] : node;
}

bool DuplicateKeys::equal(NodeId a, NodeId b) const {
  const Node& first = target(a);
  const Node& second = target(b);
  return first.text == second.text && (first.kind == Kind::string) == (second.kind == Kind::string);
}

void DuplicateKeys::report(NodeId key, NodeId first) {
  if (reporter_.full()) return;
  const std::string name = quoted(target(key).text);
  reporter_.add(file_.nodes[key].span, "duplicate-key",
                fmt::format("The key {} is already on line {}; most readers keep the last one alone", name,
                            file_.source->line_of(file_.nodes[first].span.begin)),
                "join the two, or give one another name");
}

void DuplicateKeys::check(const Node& mapping) {
  if (mapping.count < 2) return;
  keys_.clear();
  for (NodeId key = mapping.first; key != kNone;) {
    const Node& node = target(key);
    if (!node.is_alias && node.kind != Kind::mapping && node.kind != Kind::sequence) keys_.push_back(key);
    key = file_.nodes[file_.nodes[key].next].next;
  }
  if (keys_.size() > kFew) return check_many();
  for (std::size_t i = 1; i < keys_.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (equal(keys_[i], keys_[j])) {
        report(keys_[i], keys_[j]);
        break;
      }
}

// Sorted, not hashed: no choice of keys makes that slow.
void DuplicateKeys::check_many() {
  std::ranges::sort(keys_, [&](NodeId a, NodeId b) {
    const int order = target(a).text.compare(target(b).text);
    const bool a_string = target(a).kind == Kind::string;
    const bool b_string = target(b).kind == Kind::string;
    return order != 0 ? order < 0 : a_string != b_string ? a_string : a < b;
  });
  std::vector<std::pair<NodeId, NodeId>> found;  // the second and the first
  for (std::size_t i = 1, first = 0; i < keys_.size(); ++i) {
    if (equal(keys_[i], keys_[first]))
      found.emplace_back(keys_[i], keys_[first]);
    else
      first = i;
  }
  std::ranges::sort(found);
  for (const auto& [key, first] : found) report(key, first);
}

}  // namespace s1::yaml
