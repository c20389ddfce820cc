// SPDX-License-Identifier: Apache-2.0
#include "fix/redact.h"

#include <algorithm>
#include <variant>

#include "facts/secret_patterns.h"
#include "text/byte_order_mark.h"
#include "text/scrub.h"
#include "text/unified_diff.h"

namespace s1::fix {
namespace {

std::string with_plain_line_ends(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || !text.substr(i + 1).starts_with('\n')) result += text[i];
  return result;
}

}  // namespace

Showable::Showable(std::string_view text) : text_(text), secrets_(facts::secret_matcher().find(text)) {}

bool Showable::may_show(Span span) const {
  const auto secret = std::ranges::partition_point(secrets_, [&](Span each) { return each.end <= span.begin; });
  if (secret != secrets_.end() && secret->begin < span.end) return false;
  std::string_view shown = text_.substr(span.begin, span.size());
  if (span.begin == 0 && shown.starts_with(kByteOrderMark)) shown.remove_prefix(kByteOrderMark.size());
  const std::string part = with_plain_line_ends(shown);
  return facts::scrub(part) == part;
}

ShownDiff shown_diff(const FixedFile& file) {
  ShownDiff shown;
  std::vector<Edit> edits;
  FileChange change = FileChange::modified;
  if (const auto* const changed = std::get_if<Change>(&file.edit.what)) {
    edits = changed->edits;
  } else {
    edits.push_back({{0, static_cast<std::uint32_t>(file.old_text.size())}, file.new_text});
    change = std::holds_alternative<Create>(file.edit.what) ? FileChange::created : FileChange::deleted;
  }
  const Showable old_text(file.old_text), new_text(file.new_text);
  std::vector<Hunk> hunks = diff_hunks(file.old_text, edits);
  const std::size_t left_out = std::erase_if(
      hunks, [&](const Hunk& hunk) { return !old_text.may_show(hunk.old_span) || !new_text.may_show(hunk.new_span); });
  shown.redacted = left_out != 0;
  shown.text = unified_diff(file.edit.path, change, hunks);
  return shown;
}

}  // namespace s1::fix
