// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/byte_map.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace s1::yaml {
namespace {

constexpr std::size_t kCheckpoint = 1024;
constexpr std::uint64_t kHighBits = 0x8080808080808080;

}  // namespace

void ByteMap::restart(std::uint32_t base) {
  base_ = base;
  index_ = 0;
  byte_ = base;
  checkpoints_.assign(1, base);
}

void ByteMap::walk_to(std::size_t index) {
  while (index_ < index && byte_ < text_.size()) {
    std::uint64_t word = kHighBits;
    if (index - index_ >= sizeof word && text_.size() - byte_ >= sizeof word)
      std::memcpy(&word, text_.data() + byte_, sizeof word);
    if ((word & kHighBits) == 0) {
      index_ += sizeof word;
      byte_ += sizeof word;
    } else {
      byte_ += static_cast<unsigned char>(text_[byte_]) < 0x80 ? 1 : utf8::decode(text_.substr(byte_)).length;
      ++index_;
    }
  }
}

std::uint32_t ByteMap::to_byte(std::size_t index) {
  if (ascii_) return static_cast<std::uint32_t>(std::min<std::size_t>(base_ + index, text_.size()));
  if (index < index_) {
    const std::size_t checkpoint = index / kCheckpoint;
    index_ = checkpoint * kCheckpoint;
    byte_ = checkpoints_[checkpoint];
  }
  while (index / kCheckpoint >= checkpoints_.size() && byte_ < text_.size()) {
    walk_to(checkpoints_.size() * kCheckpoint);
    if (index_ == checkpoints_.size() * kCheckpoint) checkpoints_.push_back(static_cast<std::uint32_t>(byte_));
  }
  walk_to(index);
  return static_cast<std::uint32_t>(byte_);
}

}  // namespace s1::yaml
