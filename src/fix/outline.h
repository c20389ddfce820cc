// SPDX-License-Identifier: Apache-2.0
// What a file consists of: its statements and comments, in order, with what each is. Compared before and after an edit
// it shows whether what the edit does not touch is still read as it was: a stray quote, say, swallows what follows.
#pragma once
#include <compare>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "text/span.h"
#include "workspace/kind.h"

namespace s1::fix {

struct OutlineItem {
  Span span;
  std::uint32_t what = 0;  // which kind of statement; comments have one of their own
  friend auto operator<=>(const OutlineItem& a, const OutlineItem& b) {
    return std::tuple(a.span.begin, a.span.end, a.what) <=> std::tuple(b.span.begin, b.span.end, b.what);
  }
  friend bool operator==(const OutlineItem&, const OutlineItem&) = default;
};

// Sorted. Empty for the kinds of files that have no fixes yet.
[[nodiscard]] std::vector<OutlineItem> outline(workspace::FileKind kind, std::string_view bytes);

}  // namespace s1::fix
