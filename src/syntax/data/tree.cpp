// SPDX-License-Identifier: Apache-2.0
// File's storage. What Value gives is in value.cpp.
#include "syntax/data/tree.h"

#include <algorithm>
#include <cstring>

namespace s1::data {
namespace {

constexpr std::size_t kChunk = 16 * std::size_t{1024};

}  // namespace

Value File::root(std::size_t document) const {
  if (document >= documents.size() || documents[document].root == kNone) return {};
  return {*this, documents[document].root};
}

std::string_view File::keep(std::string_view text) {
  if (text.empty()) return {};
  if (chunk_size_ - chunk_used_ < text.size()) {
    chunk_size_ = std::max(kChunk, text.size());
    chunk_used_ = 0;
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_size_));
  }
  char* const at = chunks_.back().get() + chunk_used_;
  std::memcpy(at, text.data(), text.size());
  chunk_used_ += text.size();
  return {at, text.size()};
}

}  // namespace s1::data
