// SPDX-License-Identifier: Apache-2.0
#include "rules/skip_lines.h"

#include <algorithm>
#include <string>

#include "syntax/shell/ast.h"
#include "text/lower_case.h"

namespace s1::rules {
namespace {

// Without blanks and quotes, in small letters.
std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '"' && c != '\'') result += lower_case(c);
  return result;
}

// The lines that the text has, whatever the file is called.
std::vector<const SkipLine*> lines_in(std::string_view text, std::span<const SkipLine> lines) {
  std::vector<const SkipLine*> found;
  const std::string squeezed_text = squeezed(text);
  for (const SkipLine& line : lines) {
    const bool harmless = !line.unless.empty() && squeezed_text.contains(line.unless);
    if (!harmless && squeezed_text.contains(line.line)) found.push_back(&line);
  }
  return found;
}

const SkipLine* find_line(std::string_view path, const std::vector<const SkipLine*>& lines) {
  const auto found = std::ranges::find_if(lines, [&](const SkipLine* line) { return path.contains(line->file); });
  return found == lines.end() ? nullptr : *found;
}

bool writes_text(std::string_view name) {
  return name == "echo" || name == "printf" || name == "cat" || name == "tee";
}

// The files that a command's output goes to: its own redirection's, else those of the `tee` that reads it.
std::vector<std::string_view> targets(const shell::Command& command, const shell::Command* reader) {
  std::vector<std::string_view> paths;
  for (const shell::Redirection& redirection : command.redirections)
    if (redirection.op == ">" || redirection.op == ">>" || redirection.op == ">|")
      paths.push_back(redirection.target.value);
  for (const shell::Command* each : {&command, reader}) {
    if (each == nullptr || (each == reader && !paths.empty())) continue;
    const shell::Invocation call = shell::invocation(*each);
    if (call.name != "tee") continue;
    for (const shell::Word* word : call.arguments) paths.push_back(word->value);
  }
  return paths;
}

void add_written(const shell::Command& command, const shell::Command* reader, std::span<const SkipLine> lines,
                 std::vector<WrittenSkip>& found) {
  const shell::Invocation call = shell::invocation(command);
  if (!writes_text(call.name)) return;
  std::string text;
  for (const shell::Word* word : call.arguments) text.append(word->value).append(" ");
  for (const shell::Redirection& redirection : command.redirections) text.append(redirection.document.value);
  const std::vector<const SkipLine*> in_text = lines_in(text, lines);
  if (in_text.empty()) return;
  for (const std::string_view path : targets(command, reader)) {
    const SkipLine* line = find_line(path, in_text);
    if (line == nullptr) continue;
    found.push_back({{command.words.front().span.begin, command.words.back().span.end}, line->alias});
    return;
  }
}

}  // namespace

std::vector<WrittenSkip> skipping_lines(const model::Run& run, std::span<const SkipLine> lines) {
  std::vector<WrittenSkip> found;
  shell::for_each_script(*run.script, [&](const shell::Script& script) {
    for (const shell::Item& item : script.items) {
      const std::vector<shell::Command>& commands = item.pipeline.commands;
      for (std::size_t i = 0; i < commands.size(); ++i) {
        if (commands[i].kind != shell::CommandKind::simple || commands[i].words.empty()) continue;
        add_written(commands[i], i + 1 < commands.size() ? &commands[i + 1] : nullptr, lines, found);
      }
    }
  });
  return found;
}

std::vector<WrittenSkip> skipping_lines(const dockerfile::File& file, std::span<const SkipLine> lines) {
  std::vector<WrittenSkip> found;
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& copy = outer.inner ? *outer.inner : outer;
    if ((copy.kind != dockerfile::Kind::copy && copy.kind != dockerfile::Kind::add) || copy.words.empty()) continue;
    for (const dockerfile::Heredoc& heredoc : copy.heredocs) {
      const SkipLine* line = find_line(copy.words.back().raw, lines_in(file.source->slice(heredoc.body), lines));
      if (line == nullptr) continue;
      found.push_back({copy.header, line->alias});
      break;
    }
  }
  return found;
}

}  // namespace s1::rules
