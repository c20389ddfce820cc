// SPDX-License-Identifier: Apache-2.0
#include "rules/skipped_checks.h"

#include <algorithm>
#include <string>

#include "model/package_command.h"
#include "rules/dockerfile_edits.h"

namespace s1::rules {
namespace {

using model::Call;
using model::CommandLine;
using model::PackageManager;
using model::Run;

char small(char c) {
  return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string in_small_letters(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), small);
  return result;
}

bool equal_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, small, small);
}

struct Syntax {
  std::string_view program;
  std::string_view short_with_value;
};
// Of programs that are no package managers. Their long options' values are taken for operands, which does no harm here.
constexpr Syntax syntaxes[] = {{"curl", "AbcCdDeEFhHKmoPQrtTuUwxXyYz"},
                               {"wget", "aoOtTwQBPUlADRIeiX"},
                               {"git", "cC"},
                               {"rpm", "DE"},
                               {"pnpm", "C"},
                               {"yum-config-manager", "c"}};

std::string_view family(PackageManager manager) {
  switch (manager) {
    case PackageManager::apt:
      return "apt";
    case PackageManager::apk:
      return "apk";
    case PackageManager::dnf:
      return "dnf";
    case PackageManager::zypper:
      return "zypper";
    case PackageManager::pacman:
      return "pacman";
    case PackageManager::pip:
      return "pip";
    case PackageManager::npm:
      return "npm";
    case PackageManager::yarn:
      return "yarn";
  }
  return {};
}

struct Program {
  std::string_view name;
  CommandLine line;
};
Program read(const Call& call) {
  if (auto command = model::package_command(call)) return {family(command->manager), std::move(command->line)};
  const Syntax* syntax = std::ranges::find(syntaxes, call.name, &Syntax::program);
  const model::OptionSyntax options{syntax != std::end(syntaxes) ? syntax->short_with_value : std::string_view(), {}};
  const bool of_dnf = call.name == "yum-config-manager" || call.name == "dnf-config-manager";
  return {of_dnf ? "dnf" : call.name, model::read_command_line(call.arguments, options)};
}

std::string_view last_part(std::string_view name) {
  return name.substr(name.find_last_of(".:") + 1);
}

bool skips(const SkipOption& skip, const model::Option& option) {
  if (option.name != skip.option) return false;
  if (skip.setting.empty()) return holds(skip.when, option.value);
  const std::size_t equals = option.value.rfind('=');
  if (equals == std::string_view::npos)
    return skip.when == When::on && equal_letters(last_part(option.value), skip.setting);
  return equal_letters(last_part(option.value.substr(0, equals)), skip.setting) &&
         holds(skip.when, option.value.substr(equals + 1));
}

// What takes the option away: its letter alone where it stands in a bundle (-fsSLk).
std::optional<Edit> remove_option(const Run& run, const Call& call, const model::Option& option) {
  const shell::Word& word = *option.word;
  const bool is_short = option.name.size() == 1 && !word.value.starts_with("--");
  if (is_short && word.value.size() > 2 && option.value_word == nullptr) {
    const auto at = static_cast<std::uint32_t>(option.name.data() - word.value.data());
    const Span letters{word.span.begin + (run.exec_form ? 1 : 0), word.span.end - (run.exec_form ? 1 : 0)};
    if (run.file->source->slice(letters) != word.value) return std::nullopt;
    return Edit{{letters.begin + at, letters.begin + at + 1}, {}};
  }
  return remove_arguments(run, *call.command, word, option.value_word != nullptr ? *option.value_word : word);
}

void add_once(std::vector<std::string_view>& aliases, std::string_view alias) {
  if (std::ranges::find(aliases, alias) == aliases.end()) aliases.push_back(alias);
}

Span span_of(const shell::Command& command) {
  return {command.words.front().span.begin, command.words.back().span.end};
}

// Without blanks and quotes, in small letters.
std::string squeezed(std::string_view text) {
  std::string result;
  for (const char c : text)
    if (c != ' ' && c != '\t' && c != '"' && c != '\'') result += small(c);
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
                 std::vector<SkippedCheck>& found) {
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
    found.push_back({.span = span_of(command), .edits = {}, .aliases = {line->alias}});
    return;
  }
}

}  // namespace

bool holds(When when, std::string_view value) {
  if (when == When::given) return true;
  const std::string text = in_small_letters(value);
  if (when == When::off) return text == "false" || text == "0" || text == "no" || text == "off";
  return text == "true" || text == "1" || text == "yes" || text == "on";
}

std::optional<SkippedCheck> skipping_options(const Run& run, const Call& call, std::span<const SkipOption> options) {
  const Program program = read(call);
  SkippedCheck found;
  bool removable = true;
  for (const model::Option& option : program.line.options) {
    const auto skip = std::ranges::find_if(
        options, [&](const SkipOption& each) { return each.program == program.name && skips(each, option); });
    if (skip == options.end()) continue;
    if (found.aliases.empty()) found.span = option.word->span;
    add_once(found.aliases, skip->alias);
    const std::optional<Edit> edit = remove_option(run, call, option);
    removable = removable && edit;
    if (edit) found.edits.push_back(*edit);
  }
  if (found.aliases.empty()) return std::nullopt;
  if (!removable) found.edits.clear();
  return found;
}

std::optional<SkippedCheck> skipping_setting(const Run& run, const Call& call, std::span<const SkipSetting> settings) {
  if (call.word == nullptr) return std::nullopt;
  const std::string_view program = read(call).name;
  std::vector<const shell::Word*> words;
  for (const shell::Word* word : call.arguments)
    if (!word->value.starts_with('-')) words.push_back(word);
  if (words.empty() || (words[0]->value != "config" && words[0]->value != "c" && words[0]->value != "set"))
    return std::nullopt;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view text = words[i]->value;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos && i + 1 >= words.size()) continue;
    const std::string_view value = equals != std::string_view::npos ? text.substr(equals + 1) : words[i + 1]->value;
    const auto skip = std::ranges::find_if(settings, [&](const SkipSetting& each) {
      return each.program == program && equal_letters(last_part(text.substr(0, equals)), each.setting) &&
             holds(each.when, value);
    });
    if (skip == settings.end()) continue;
    SkippedCheck found{
        .span = {call.word->span.begin, call.arguments.back()->span.end}, .edits = {}, .aliases = {skip->alias}};
    if (const auto edit = remove_command_or_run(run, *call.command)) found.edits = {*edit};
    return found;
  }
  return std::nullopt;
}

std::vector<SkippedCheck> skipping_lines(const Run& run, std::span<const SkipLine> lines) {
  std::vector<SkippedCheck> found;
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

std::vector<SkippedCheck> skipping_lines(const dockerfile::File& file, std::span<const SkipLine> lines) {
  std::vector<SkippedCheck> found;
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& copy = outer.inner ? *outer.inner : outer;
    if ((copy.kind != dockerfile::Kind::copy && copy.kind != dockerfile::Kind::add) || copy.words.empty()) continue;
    for (const dockerfile::Heredoc& heredoc : copy.heredocs) {
      const SkipLine* line = find_line(copy.words.back().raw, lines_in(file.source->slice(heredoc.body), lines));
      if (line == nullptr) continue;
      found.push_back({.span = copy.header, .edits = {}, .aliases = {line->alias}});
      break;
    }
  }
  return found;
}

}  // namespace s1::rules
