// SPDX-License-Identifier: Apache-2.0
// `# hadolint ignore=DL3008,SC2046 # reason` for the next instruction, `# hadolint global ignore=DL3008` anywhere for
// the file. hadolint itself wants the instruction on the very next line and a # before the reason, and passes over what
// is written otherwise; what was meant is plain, and it is taken here.
// (hadolint/hadolint: README.md, "Inline ignores"; src/Hadolint/Pragma.hs)
#include <algorithm>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {

void read_hadolint(const Comment& comment, Reader& reader) {
  std::string_view text = comment.text;
  if (!take_word(text, "hadolint")) return;
  const bool global = take_word(text, "global");
  if (!take(text, "ignore") || !take(text, "=")) return;
  // Ids are separated by commas, with or without blanks; the first word without a comma before it is the reason.
  std::vector<std::string> names;
  bool comma = true;
  while (!text.empty()) {
    if (text.front() == ',') {
      comma = true;
      text = trimmed(text.substr(1));
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(", \t#"), text.size());
    if (!comma || end == 0) break;
    if (const std::string_view id = text.substr(0, end); is_plain_id(id)) names.emplace_back(id);
    text = trimmed(text.substr(end));
    comma = false;
  }
  Suppression suppression = reader.of(comment);
  suppression.whole_file = global;
  reader.add(std::move(suppression), names);
}

}  // namespace s1::engine::suppress
