// SPDX-License-Identifier: Apache-2.0
// `# nosemgrep` or `# nosemgrep: rule-id, rule-id` on the first line of what it is about or on the line above it.
// (semgrep.dev/docs/ignoring-files-folders-code, "Ignore code through nosemgrep")
#include <algorithm>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {

void read_semgrep(const Comment& comment, Reader& reader) {
  constexpr std::string_view sign = "nosemgrep";
  const std::size_t at = comment.text.find(sign);
  if (at == std::string_view::npos) return;
  std::string_view rest = comment.text.substr(at + sign.size());
  std::vector<std::string> names;
  if (take(rest, ":")) {
    bool comma = true;  // the first word without a comma before it begins the reason
    while (comma && !rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(", \t\n"), rest.size());
      if (const std::string_view id = rest.substr(0, end); is_plain_id(id))
        names.push_back("semgrep:" + std::string(id));
      rest = trimmed(rest.substr(end));
      comma = take(rest, ",");
    }
  } else {
    names.emplace_back("semgrep:*");
  }
  reader.add(reader.of_next_line(comment), names);
}

}  // namespace s1::engine::suppress
