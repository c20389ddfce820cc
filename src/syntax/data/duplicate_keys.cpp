// SPDX-License-Identifier: Apache-2.0
#include "syntax/data/duplicate_keys.h"

#include <algorithm>
#include <cstring>

namespace s1::data {
namespace {

constexpr std::size_t kFew = 12;  // so many are compared each with each

// Spreads ordinary keys well and is quick on short ones. Keys made to collide only cost comparisons of their texts.
std::uint64_t hash(std::string_view text, bool is_string) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15ULL;
  std::uint64_t result = (text.size() * 2 + (is_string ? 1 : 0)) * kFactor;
  const auto mix = [&](std::uint64_t block) {
    result = (result ^ block) * kFactor;
    result ^= result >> 32;
  };
  std::size_t at = 0;
  for (std::uint64_t block = 0; at + 8 <= text.size(); at += 8) {
    std::memcpy(&block, text.data() + at, 8);
    mix(block);
  }
  std::uint64_t rest = 0;
  if (at < text.size()) std::memcpy(&rest, text.data() + at, text.size() - at);
  mix(rest);
  return result;
}

bool is_string(const Node& node) {
  return node.kind == Kind::string;
}

}  // namespace

const Node& DuplicateKeys::target(NodeId key) const {
  const Node& node = file_.nodes[key];
  return node.is_alias && node.first != kNone ? file_.nodes[node.first] : node;
}

bool DuplicateKeys::equal(const Key& a, const Key& b) const {
  if (a.hash != b.hash) return false;
  const Node& first = target(a.id);
  const Node& second = target(b.id);
  return is_string(first) == is_string(second) && first.text == second.text;
}

void DuplicateKeys::collect(const Node& mapping) {
  keys_.clear();
  for (NodeId key = mapping.first; key != kNone;) {
    const Node& node = target(key);
    if (!node.is_alias && node.kind != Kind::mapping && node.kind != Kind::sequence)
      keys_.push_back({hash(node.text, is_string(node)), key});
    const NodeId value = file_.nodes[key].next;
    key = value == kNone ? kNone : file_.nodes[value].next;
  }
}

void DuplicateKeys::compare_each_with_each() {
  for (std::size_t i = 1; i < keys_.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (equal(keys_[i], keys_[j])) {
        found_.push_back({keys_[i].id, keys_[j].id});
        break;
      }
}

// By hash first, which is enough where no two are equal; then by text, so that no choice of keys makes it slow.
void DuplicateKeys::compare_sorted() {
  std::ranges::sort(keys_, {}, &Key::hash);
  if (std::ranges::adjacent_find(keys_, {}, &Key::hash) == keys_.end()) return;
  std::ranges::sort(keys_, [&](const Key& a, const Key& b) {
    const Node& first = target(a.id);
    const Node& second = target(b.id);
    const int order = first.text.compare(second.text);
    if (order != 0) return order < 0;
    return is_string(first) != is_string(second) ? is_string(first) : a.id < b.id;
  });
  for (std::size_t i = 1, first = 0; i < keys_.size(); ++i) {
    if (equal(keys_[i], keys_[first]))
      found_.push_back({keys_[i].id, keys_[first].id});
    else
      first = i;
  }
  std::ranges::sort(found_, {}, &Pair::key);
}

std::span<const DuplicateKeys::Pair> DuplicateKeys::find(const Node& mapping) {
  found_.clear();
  if (mapping.count < 2) return found_;
  collect(mapping);
  if (keys_.size() > kFew)
    compare_sorted();
  else
    compare_each_with_each();
  return found_;
}

}  // namespace s1::data
