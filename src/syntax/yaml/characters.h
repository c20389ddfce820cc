// SPDX-License-Identifier: Apache-2.0
// White space and line breaks as libyaml has them: beside LF, CR and CR LF also the breaks of YAML 1.1, NEL (U+0085),
// LS (U+2028) and PS (U+2029). The readers that Kubernetes and its tools use do the same.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace s1::yaml {

[[nodiscard]] constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// Bytes of the line break at `at`; 0 where there is none.
[[nodiscard]] constexpr std::uint32_t break_length(std::string_view bytes, std::size_t at) {
  if (at >= bytes.size()) return 0;
  const auto byte = [&](std::size_t offset) {
    return at + offset < bytes.size() ? static_cast<unsigned char>(bytes[at + offset]) : 0U;
  };
  switch (byte(0)) {
    case '\n':
      return 1;
    case '\r':
      return byte(1) == '\n' ? 2 : 1;
    case 0xC2:
      return byte(1) == 0x85 ? 2 : 0;
    case 0xE2:
      return byte(1) == 0x80 && (byte(2) == 0xA8 || byte(2) == 0xA9) ? 3 : 0;
    default:
      return 0;
  }
}

// Whether a break that this long begins a line again as LF does; LS and PS are kept as they are.
[[nodiscard]] constexpr bool is_line_feed(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]) != 0xE2;
}

// The end of the line that holds `at`, without its break.
[[nodiscard]] constexpr std::uint32_t line_end(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && break_length(bytes, at) == 0) ++at;
  return static_cast<std::uint32_t>(at);
}

// Whether a break ends right before `at`, or the text begins there.
[[nodiscard]] constexpr bool at_line_begin(std::string_view bytes, std::size_t at) {
  if (at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\r') return true;
  return (at >= 2 && break_length(bytes, at - 2) == 2) || (at >= 3 && break_length(bytes, at - 3) == 3);
}

}  // namespace s1::yaml
