// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/byte_map.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace s1::yaml {
namespace {

constexpr std::size_t kCheckpoint = 1024;
constexpr std::size_t kLook = 4096;  // bytes that are looked through for the end of a run of ASCII

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// The end of the ASCII that begins at `at`, as far as that is looked for.
std::size_t ascii_end(std::string_view text, std::size_t at) {
  const std::size_t most = std::min(text.size(), at + kLook);
  for (std::uint64_t word = 0; most - at >= sizeof word; at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080) != 0) break;
  }
  while (at < most && is_ascii(text[at])) ++at;
  return at;
}

}  // namespace

void ByteMap::restart(std::uint32_t base) {
  base_ = base;
  go(0, base);
  checkpoints_.assign(1, base);
}

void ByteMap::go(std::size_t index, std::size_t byte) {
  index_ = index;
  byte_ = ascii_begin_ = ascii_end_ = byte;
}

void ByteMap::walk_to(std::size_t index) {
  while (index_ < index && byte_ < text_.size()) {
    if (byte_ == ascii_end_) ascii_end_ = ascii_end(text_, byte_);
    if (byte_ == ascii_end_) {
      go(index_ + 1, byte_ + utf8::decode(text_.substr(byte_)).length);
      continue;
    }
    const std::size_t step = std::min(index - index_, ascii_end_ - byte_);
    index_ += step;
    byte_ += step;
  }
}

std::uint32_t ByteMap::to_byte(std::size_t index) {
  if (ascii_) return static_cast<std::uint32_t>(std::min<std::size_t>(base_ + index, text_.size()));
  if (index < index_) {
    const std::size_t back = index_ - index;
    if (const std::size_t checkpoint = index / kCheckpoint; back <= byte_ - ascii_begin_) {
      index_ = index;
      byte_ -= back;
    } else {
      go(checkpoint * kCheckpoint, checkpoints_[checkpoint]);
    }
  }
  while (index / kCheckpoint >= checkpoints_.size() && byte_ < text_.size()) {
    walk_to(checkpoints_.size() * kCheckpoint);
    if (index_ == checkpoints_.size() * kCheckpoint) checkpoints_.push_back(static_cast<std::uint32_t>(byte_));
  }
  walk_to(index);
  return static_cast<std::uint32_t>(byte_);
}

}  // namespace s1::yaml
