// SPDX-License-Identifier: Apache-2.0
// The unified diff of a text and its edits, as `patch -p1` and `git apply` take it. It is made from the edits, not by
// comparing texts, so it costs linear time and shows no more than what was changed.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/edit.h"
#include "text/span.h"

namespace s1 {

// Changed lines that lie near each other, with the unchanged ones around them. Line ends are shown as they are: a CR
// before the LF belongs to its line.
struct Hunk {
  std::uint32_t old_line = 0;  // 1-based, of the first line; where there is none, of the line before it
  std::uint32_t old_lines = 0;
  std::uint32_t new_lines = 0;
  Span old_span;     // the bytes of the old text that the hunk shows
  Span new_span;     // and of the new one
  std::string body;  // lines that begin with ' ', '-' or '+', and "\ No newline at end of file"
};

// In the order of the file. Requires edits that apply() takes.
[[nodiscard]] std::vector<Hunk> diff_hunks(std::string_view old_text, std::span<const Edit> edits,
                                           std::uint32_t context = 3);

// What became of the file.
enum class FileChange : std::uint8_t { created, modified, deleted };

// The header and the hunks; "" where there are none. Hunks may be left out: the lines of the others are counted as if
// the change that was left out were not made, so that what is shown can be applied.
[[nodiscard]] std::string unified_diff(std::string_view path, FileChange change, std::span<const Hunk> hunks);

}  // namespace s1
