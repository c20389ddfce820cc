// SPDX-License-Identifier: Apache-2.0
#include "fix/edit_map.h"

#include <algorithm>
#include <utility>

namespace s1::fix {

EditMap::EditMap(std::span<const Edit> edits) {
  std::vector<const Edit*> sorted;
  for (const Edit& edit : edits) sorted.push_back(&edit);
  std::ranges::sort(sorted, {}, [](const Edit* edit) { return std::pair(edit->span.begin, edit->span.end); });
  std::int64_t longer = 0;  // the new text than the old one, up to here
  for (const Edit* edit : sorted) {
    const auto begin = static_cast<std::uint32_t>(edit->span.begin + longer);
    const Span placed{begin, begin + static_cast<std::uint32_t>(edit->text.size())};
    to_new_.push_back({edit->span, placed});
    to_old_.push_back({placed, edit->span});
    longer += std::int64_t{placed.size()} - edit->span.size();
  }
}

std::optional<Span> EditMap::untouched(const std::vector<Part>& parts, Span span) {
  // The first part that does not end before the span. One that ends where it begins lies before it.
  const auto after = std::ranges::partition_point(parts, [&](const Part& part) { return part.from.end <= span.begin; });
  std::int64_t moved = 0;
  if (after != parts.begin()) moved = std::int64_t{(after - 1)->to.end} - (after - 1)->from.end;
  if (after != parts.end() && after->from.begin < span.end) return std::nullopt;
  return Span{static_cast<std::uint32_t>(span.begin + moved), static_cast<std::uint32_t>(span.end + moved)};
}

std::optional<Span> EditMap::to_new(Span old_span) const {
  return untouched(to_new_, old_span);
}

std::optional<Span> EditMap::to_old(Span new_span) const {
  return untouched(to_old_, new_span);
}

Span EditMap::widest(const std::vector<Part>& parts, Span span) {
  const auto first = std::ranges::partition_point(parts, [&](const Part& part) { return part.from.end < span.begin; });
  const auto last =
      std::partition_point(first, parts.end(), [&](const Part& part) { return part.from.begin <= span.end; });
  const auto moved = [&](std::uint32_t offset, auto part) {
    const std::int64_t by = part == parts.begin() ? 0 : std::int64_t{(part - 1)->to.end} - (part - 1)->from.end;
    return static_cast<std::uint32_t>(offset + by);
  };
  Span result{moved(span.begin, first), moved(span.end, last)};
  if (first != last) {
    if (first->from.begin <= span.begin) result.begin = first->to.begin;
    if ((last - 1)->from.end >= span.end) result.end = (last - 1)->to.end;
  }
  return result;
}

Span EditMap::widest_new(Span old_span) const {
  return widest(to_new_, old_span);
}

Span EditMap::widest_old(Span new_span) const {
  return widest(to_old_, new_span);
}

}  // namespace s1::fix
