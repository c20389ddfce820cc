// SPDX-License-Identifier: Apache-2.0
// `# s1-infra: ignore[rule, alias, glob/*] reason until=2026-12-31`. The only form of which a name that stands for no
// rule is reported: in those of other tools it may be one that this program does not check.
#include "engine/suppress/forms.h"

namespace s1::engine::suppress {

void read_own(const Comment& comment, Reader& reader) {
  std::string_view text = comment.text;
  if (!take(text, "s1-infra:") || !take(text, "ignore")) return;
  const std::size_t close = text.find(']');
  if (!text.starts_with('[') || close == std::string_view::npos || trimmed(text.substr(1, close - 1)).empty()) {
    reader.problem(comment.span, "bad-suppression", "this suppression names no rule",
                   "write `s1-infra: ignore[rule-id] reason`");
    return;
  }
  const std::vector<std::string> names = split_ids(text.substr(1, close - 1));
  const std::string_view reason = text.substr(close + 1);
  if (const std::size_t at = reason.find("until="); at != std::string_view::npos) {
    const std::string_view rest = reason.substr(at + 6);
    const std::string_view date = rest.substr(0, rest.find_first_of(" \t,;)"));
    if (!is_date(date)) {
      reader.problem(comment.span, "bad-suppression", "until= is not a date", "write until=YYYY-MM-DD");
      return;
    }
    if (date < reader.today()) return reader.expired(comment.span, date);
  }
  if (reader.add(reader.of(comment), names)) reader.report_unknown(comment.span, names);
}

}  // namespace s1::engine::suppress
