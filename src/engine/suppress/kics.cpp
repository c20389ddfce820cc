// SPDX-License-Identifier: Apache-2.0
// Before the file's first line of code: `# kics-scan ignore` (the file), `# kics-scan disable=<query id>,…` and `#
// kics-scan enable=<query id>,…` (those alone; it beats disable). Anywhere: `# kics-scan ignore-line` (the next line,
// or its own) and `# kics-scan ignore-block` (what follows, whole). (Checkmarx/kics: docs/running-kics.md;
// pkg/parser/parser.go, pkg/model/model.go, pkg/engine/source/filesystem.go)
#include <algorithm>
#include <cctype>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

const std::string kAny = "kics:*";

std::vector<std::string> query_names(std::string_view list) {
  std::vector<std::string> names;
  for (const std::string& id : split_ids(list))
    if (is_plain_id(id)) names.push_back("kics:" + id);
  return names;
}

// The next line, or the instruction that begins on it where lines are continued.
Span next_line(const Comment& comment, const Reader& reader) {
  if (reader.file().kind == workspace::FileKind::dockerfile) return comment.scope;
  const Span both = reader.lines(comment.span, 2);
  return both.empty() ? comment.scope : both;
}

}  // namespace

void read_kics(std::span<const Comment> comments, Reader& reader) {
  const Comment* disabling = nullptr;
  const Comment* enabling = nullptr;
  std::vector<std::string> disabled;
  std::vector<std::string> enabled;
  for (const Comment& comment : comments) {
    std::string_view text = comment.text;
    if (!take(text, "kics-scan")) continue;
    const auto command_end =
        std::ranges::find_if_not(text, [](unsigned char c) { return std::islower(c) != 0 || c == '-'; });
    const std::string_view command = text.substr(0, static_cast<std::size_t>(command_end - text.begin()));
    std::string_view value = text.substr(command.size());
    value = value.starts_with('=') ? value.substr(1, value.find_first_of(" \t") - 1) : std::string_view();

    Suppression suppression = reader.of(comment);
    if (command == "ignore-line") {
      suppression.scope = next_line(comment, reader);
      reader.add(std::move(suppression), std::span(&kAny, 1));
    } else if (command == "ignore-block") {
      reader.add(std::move(suppression), std::span(&kAny, 1));
    } else if (!reader.at_head(comment)) {
      continue;
    } else if (command == "ignore") {
      suppression.whole_file = true;
      reader.add(std::move(suppression), std::span(&kAny, 1));
    } else if (command == "disable") {
      disabling = &comment;
      disabled = query_names(value);
    } else if (command == "enable") {
      enabling = &comment;
      enabled = query_names(value);
    }
  }
  if (enabling == nullptr && disabling == nullptr) return;
  Suppression suppression = reader.of(enabling != nullptr ? *enabling : *disabling);
  suppression.whole_file = true;
  if (enabling != nullptr)
    reader.add(std::move(suppression), std::span(&kAny, 1), enabled);
  else
    reader.add(std::move(suppression), disabled);
}

}  // namespace s1::engine::suppress
