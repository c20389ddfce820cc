// SPDX-License-Identifier: Apache-2.0
// What libyaml would not read at all: bytes that are not UTF-8, and characters that YAML does not allow. It gives up up
// to 16 KiB before such a byte, so it is given a copy in which U+FFFD stands for each; all else is then read as it is.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/span.h"

namespace s1::yaml {

class Readable {
 public:
  explicit Readable(std::string_view bytes);

  [[nodiscard]] bool ascii() const { return ascii_; }
  // What libyaml is to read from this offset of the file on. A code point here is a code point there.
  [[nodiscard]] std::string_view from(std::uint32_t offset) const;
  // Each run of what was replaced, in order.
  [[nodiscard]] const std::vector<Span>& replaced() const { return replaced_; }

 private:
  void replace(Span span);

  std::string_view bytes_;
  bool ascii_ = true;
  std::string copy_;  // empty while nothing was replaced
  std::uint32_t copied_ = 0;
  std::vector<Span> replaced_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> growth_;  // from this offset on, the copy is this much longer
};

// Whether YAML allows the character in a file.
[[nodiscard]] bool is_allowed(char32_t c);

inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace s1::yaml
