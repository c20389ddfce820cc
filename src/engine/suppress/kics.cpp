// SPDX-License-Identifier: Apache-2.0
// Before the file's first line of code: `# kics-scan ignore` (the file), `# kics-scan disable=<query id>,…` and `#
// kics-scan enable=<query id>,…` (those alone; it beats disable). Anywhere: `# kics-scan ignore-line` (the comment and
// the line beneath it) and `# kics-scan ignore-block` (what follows, whole; in a Dockerfile from there to the end of
// the stage), each also for one query: `ignore-line=<query id>`. Letter case does not count, and the comment begins
// with kics-scan. (Checkmarx/kics: docs/running-kics.md; pkg/model/model.go, KICSCommentRgxp;
// pkg/parser/docker/comments.go)
#include <algorithm>
#include <cctype>
#include <optional>

#include "engine/suppress/forms.h"
#include "syntax/dockerfile/ast.h"

namespace s1::engine::suppress {
namespace {

const std::string kAny = "kics:*";

std::vector<std::string> query_names(std::string_view list) {
  std::vector<std::string> names;
  for (const std::string& id : split_ids(list))
    if (is_plain_id(id)) names.push_back("kics:" + id);
  return names;
}

struct Command {
  std::string name;   // lower case: "ignore", "ignore-line", "disable", …
  std::string value;  // behind its =
};

// The first word that is a command; nothing where the comment is not one of KICS's.
std::optional<Command> command_of(std::string_view comment) {
  constexpr std::string_view sign = "kics-scan";
  comment.remove_prefix(std::min(comment.find_first_not_of("#/; \t"), comment.size()));
  if (comment.size() < sign.size()) return std::nullopt;
  std::string text(comment);
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::string_view rest = text;
  if (!take(rest, sign)) return std::nullopt;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest = trimmed(rest.substr(end));
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string_view name = word.substr(0, equals);
    for (const std::string_view known : {"ignore", "ignore-line", "ignore-block", "disable", "enable"})
      if (name == known) return Command{std::string(name), std::string(word.substr(std::min(equals + 1, word.size())))};
  }
  return std::nullopt;
}

// The line beneath, which is that of the next code; of a Dockerfile the instruction that begins there.
Suppression of_line(const Comment& comment, const Reader& reader) {
  Suppression suppression = reader.of(comment);
  if (reader.file().kind == workspace::FileKind::dockerfile) return suppression;
  const bool has_code = comment.scope.begin >= comment.span.end;  // further comments may stand in between
  if (!has_code) return reader.of_next_line(comment);
  if (const Span line = reader.lines(comment.scope, 1); !line.empty()) suppression.scope = line;
  return suppression;
}

Suppression of_block(const Comment& comment, const Reader& reader) {
  Suppression suppression = reader.of(comment);
  const dockerfile::File* const file = reader.file().dockerfile;
  if (file == nullptr || comment.scope.empty()) return suppression;
  const auto next_stage = std::ranges::upper_bound(file->stages, comment.scope.begin, {}, [&](const auto& stage) {
    return file->instructions[stage.from].span.begin;
  });
  suppression.scope.end =
      next_stage == file->stages.end() ? file->source->size() : file->instructions[next_stage->from].span.begin;
  return suppression;
}

}  // namespace

void read_kics(std::span<const Comment> comments, Reader& reader) {
  const Comment* disabling = nullptr;
  const Comment* enabling = nullptr;
  std::vector<std::string> disabled;
  std::vector<std::string> enabled;
  for (const Comment& comment : comments) {
    const std::optional<Command> command = command_of(comment.text);
    if (!command) continue;
    std::vector<std::string> queries = query_names(command->value);
    if (command->name == "ignore-line" || command->name == "ignore-block") {
      if (queries.empty()) queries.push_back(kAny);
      reader.add(command->name == "ignore-line" ? of_line(comment, reader) : of_block(comment, reader), queries);
    } else if (!reader.at_head(comment)) {
      continue;
    } else if (command->name == "ignore") {
      Suppression suppression = reader.of(comment);
      suppression.whole_file = true;
      reader.add(std::move(suppression), std::span(&kAny, 1));
    } else if (command->name == "disable") {
      disabling = &comment;
      disabled = std::move(queries);
    } else {
      enabling = &comment;
      enabled = std::move(queries);
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
