// SPDX-License-Identifier: Apache-2.0
// The source line under a finding, made fit to be shown, with the finding's columns in what is shown (masking a secret
// moves them).
#pragma once
#include <cstdint>
#include <string>

#include "text/source.h"
#include "text/span.h"

namespace s1::engine {

struct Excerpt {
  std::string text;         // at most kExcerptBytes of the line; tabs are one blank each
  std::uint32_t begin = 1;  // 1-based columns of `text`, the end exclusive
  std::uint32_t end = 1;
};

inline constexpr std::uint32_t kExcerptBytes = 240;

[[nodiscard]] Excerpt make_excerpt(const Source& source, Span span);

}  // namespace s1::engine
