// SPDX-License-Identifier: Apache-2.0
// libyaml counts code points; this program counts bytes. The way from one to the other, linear in the text as a whole.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace s1::yaml {

class ByteMap {
 public:
  // In ASCII text the two are the same.
  ByteMap(std::string_view text, bool ascii) : text_(text), ascii_(ascii) {}

  // Code points are counted from this byte on.
  void restart(std::uint32_t base);
  // The offset of the code point with that index; a byte that is not valid UTF-8 is one of its own. Cheap where the
  // indexes rise; an earlier one is looked for from a checkpoint.
  [[nodiscard]] std::uint32_t to_byte(std::size_t index);

 private:
  void go(std::size_t index, std::size_t byte);
  void walk_to(std::size_t index);

  std::string_view text_;
  bool ascii_ = false;
  std::uint32_t base_ = 0;
  std::size_t index_ = 0;        // of the code point at byte_
  std::size_t byte_ = 0;         // an offset in text_
  std::size_t ascii_begin_ = 0;  // around byte_: from here on to there all bytes are known to be ASCII
  std::size_t ascii_end_ = 0;
  std::vector<std::uint32_t> checkpoints_;  // the byte of each kCheckpoint-th code point that was passed
};

}  // namespace s1::yaml
