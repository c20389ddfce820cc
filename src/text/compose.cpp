// SPDX-License-Identifier: Apache-2.0
#include "text/compose.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace s1 {
namespace {

using Sorted = std::vector<const Edit*>;

Sorted in_order(std::span<const Edit> edits) {
  Sorted sorted;
  for (const Edit& edit : edits) sorted.push_back(&edit);
  std::ranges::sort(sorted, {}, [](const Edit* edit) { return std::pair(edit->span.begin, edit->span.end); });
  return sorted;
}

// What first edits that touch wrote, by where it stands in the second text.
class Written {
 public:
  void add(std::uint32_t begin, std::string_view text) {
    pieces_.push_back({begin, text_.size()});
    text_ += text;
  }
  // Appends the bytes from `from` to `to`, all of which must be written ones. Calls go forward through the text.
  void copy(std::uint32_t from, std::uint32_t to, std::string& into) {
    while (from < to) {
      while (at_ + 1 < pieces_.size() && pieces_[at_ + 1].begin <= from) ++at_;
      const std::uint32_t stop = at_ + 1 < pieces_.size() ? std::min(to, pieces_[at_ + 1].begin) : to;
      into.append(text_, pieces_[at_].in_text + (from - pieces_[at_].begin), stop - from);
      from = stop;
    }
  }

 private:
  struct Piece {
    std::uint32_t begin;
    std::size_t in_text;
  };
  std::vector<Piece> pieces_;
  std::string text_;
  std::size_t at_ = 0;
};

// Walks both lists together through the second text, which the first edits made and the later ones are of.
class Composition {
 public:
  Composition(std::span<const Edit> first, std::span<const Edit> later)
      : first_(in_order(first)), later_(in_order(later)) {}

  std::vector<Edit> run() {
    std::vector<Edit> result;
    while (i_ < first_.size() || j_ < later_.size()) result.push_back(next());
    return result;
  }

 private:
  [[nodiscard]] std::uint32_t first_begin() const {
    return static_cast<std::uint32_t>(first_[i_]->span.begin + longer_);
  }
  [[nodiscard]] bool first_touches(std::uint32_t end) const { return i_ < first_.size() && first_begin() <= end; }
  [[nodiscard]] bool later_touches(std::uint32_t end) const {
    return j_ < later_.size() && later_[j_]->span.begin <= end;
  }

  // The next edits that touch, as one: every byte between two later ones of them was then written by the first ones.
  Edit next() {
    const std::uint32_t begin = j_ == later_.size()   ? first_begin()
                                : i_ == first_.size() ? later_[j_]->span.begin
                                                      : std::min(first_begin(), later_[j_]->span.begin);
    Edit edit{{static_cast<std::uint32_t>(begin - longer_), 0}, {}};
    Written written;
    std::uint32_t end = begin;
    const std::size_t from = j_;
    while (first_touches(end) || later_touches(end)) {
      if (!first_touches(end)) {
        end = std::max(end, later_[j_++]->span.end);
        continue;
      }
      const Edit& wrote = *first_[i_];
      const std::uint32_t at = first_begin();
      written.add(at, wrote.text);
      end = std::max(end, at + static_cast<std::uint32_t>(wrote.text.size()));
      longer_ += static_cast<std::int64_t>(wrote.text.size()) - wrote.span.size();
      ++i_;
    }
    std::uint32_t at = begin;
    for (std::size_t k = from; k < j_; ++k) {
      written.copy(at, later_[k]->span.begin, edit.text);
      edit.text += later_[k]->text;
      at = later_[k]->span.end;
    }
    written.copy(at, end, edit.text);
    edit.span.end = static_cast<std::uint32_t>(end - longer_);
    return edit;
  }

  Sorted first_, later_;
  std::size_t i_ = 0, j_ = 0;
  std::int64_t longer_ = 0;  // the second text than the first one, up to here
};

}  // namespace

std::vector<Edit> compose(std::span<const Edit> first, std::span<const Edit> second) {
  return Composition(first, second).run();
}

}  // namespace s1
