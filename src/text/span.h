// SPDX-License-Identifier: Apache-2.0
// A half-open range of bytes in one file. Every place this program speaks of is a Span of the file's original bytes;
// lines and columns are computed from it only where something is shown (text/source.h).
#pragma once
#include <cstdint>

namespace s1 {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace s1
