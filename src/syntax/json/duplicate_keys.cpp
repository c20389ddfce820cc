// SPDX-License-Identifier: Apache-2.0
#include "syntax/json/duplicate_keys.h"

#include <algorithm>
#include <cstring>

namespace s1::json {
namespace {

// Spreads ordinary keys well and is quick on short ones. Keys made to collide only cost comparisons of their texts.
std::uint64_t hash(std::string_view text) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15ULL;
  std::uint64_t result = text.size() * kFactor;
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

}  // namespace

bool DuplicateKeys::collect(const data::Node& mapping) {
  keys_.clear();
  for (data::NodeId key = mapping.first; key != data::kNone;) {
    keys_.push_back({hash(file_.nodes[key].text), key});
    const data::NodeId value = file_.nodes[key].next;
    key = value == data::kNone ? data::kNone : file_.nodes[value].next;
  }
  std::sort(keys_.begin(), keys_.end(), [](const Key& a, const Key& b) { return a.hash < b.hash; });
  const auto same_hash = [](const Key& a, const Key& b) { return a.hash == b.hash; };
  if (std::adjacent_find(keys_.begin(), keys_.end(), same_hash) == keys_.end()) return false;
  std::sort(keys_.begin(), keys_.end(), [&](const Key& a, const Key& b) {
    const int order = text(a).compare(text(b));
    return order != 0 ? order < 0 : a.id < b.id;
  });
  return true;
}

}  // namespace s1::json
