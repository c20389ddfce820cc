// SPDX-License-Identifier: Apache-2.0
#include "text/edit.h"

#include <algorithm>
#include <vector>

namespace s1 {

Result<std::string> apply(std::string_view text, std::span<const Edit> edits) {
  std::vector<const Edit*> sorted;
  sorted.reserve(edits.size());
  for (const Edit& edit : edits) sorted.push_back(&edit);
  std::ranges::sort(sorted, {}, [](const Edit* edit) { return std::pair(edit->span.begin, edit->span.end); });

  std::string result;
  std::size_t done = 0;
  const Edit* previous = nullptr;
  for (const Edit* edit : sorted) {
    const bool outside = edit->span.end < edit->span.begin || edit->span.end > text.size();
    const bool same_place = previous != nullptr && previous->span == edit->span && edit->span.empty();
    if (outside || edit->span.begin < done || same_place)
      return std::unexpected(
          Error{"bad-edit", "bytes " + std::to_string(edit->span.begin) + " to " + std::to_string(edit->span.end),
                outside ? "the edit lies outside the text" : "two edits overlap",
                "compute the edits again from the text as it is now"});
    result += text.substr(done, edit->span.begin - done);
    result += edit->text;
    done = edit->span.end;
    previous = edit;
  }
  result += text.substr(done);
  return result;
}

}  // namespace s1
