// SPDX-License-Identifier: Apache-2.0
// Places of a text in its edited form, and back.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "text/edit.h"
#include "text/span.h"

namespace s1::fix {

class EditMap {
 public:
  // Requires edits that apply() takes.
  explicit EditMap(std::span<const Edit> edits);

  // Where a span that no edit touches stands in the edited text; nothing where one does. An edit at its border does not
  // touch it.
  [[nodiscard]] std::optional<Span> to_new(Span old_span) const;
  // The same from the edited text back.
  [[nodiscard]] std::optional<Span> to_old(Span new_span) const;
  // The most that a span can have become, with the whole of the edits that it touches or borders on.
  [[nodiscard]] Span widest_new(Span old_span) const;
  // All that a span of the edited text can have come from, likewise.
  [[nodiscard]] Span widest_old(Span new_span) const;

 private:
  struct Part {
    Span from, to;
  };
  std::vector<Part> to_new_;  // what each edit replaces, and what with
  std::vector<Part> to_old_;  // the same, the other way round
  [[nodiscard]] static std::optional<Span> untouched(const std::vector<Part>& parts, Span span);
  [[nodiscard]] static Span widest(const std::vector<Part>& parts, Span span);
};

}  // namespace s1::fix
