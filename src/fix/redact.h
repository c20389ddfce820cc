// SPDX-License-Identifier: Apache-2.0
// What of a text may be shown as it is. Diffs and edits are exact or absent: a part that holds a secret or characters
// that cannot be seen is left out whole, since a masked one could not be applied.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "fix/fix_findings.h"
#include "text/span.h"

namespace s1::fix {

class Showable {
 public:
  // Secrets are looked for in the whole text, where all that marks one can be seen. `text` must outlive this.
  explicit Showable(std::string_view text);
  // No hidden characters are a CR right before an LF, which is a line end, and a byte order mark where the text begins.
  [[nodiscard]] bool may_show(Span span) const;

 private:
  std::string_view text_;
  std::vector<Span> secrets_;
};

struct ShownDiff {
  std::string text;       // "" where all of it is left out
  bool redacted = false;  // some of it is
};
[[nodiscard]] ShownDiff shown_diff(const FixedFile& file);

}  // namespace s1::fix
