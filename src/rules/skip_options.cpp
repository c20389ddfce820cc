// SPDX-License-Identifier: Apache-2.0
#include "rules/skip_options.h"

#include <algorithm>
#include <string>

#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "text/lower_case.h"

namespace s1::rules {
namespace {

using model::Call;
using model::CommandLine;
using model::PackageManager;
using model::Run;

bool equal_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower_case(x) == lower_case(y); });
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

// rpm -qa --nosignature asks what is installed.
bool is_query(const Call& call) {
  return call.name == "rpm" && (call.has_option("query", 'q') || call.has_option("verify", 'V'));
}

}  // namespace

std::optional<SkippingCall> skipping_options(const Run& run, const Call& call, std::span<const SkipOption> options) {
  if (is_query(call)) return std::nullopt;
  const Program program = read(call);
  SkippingCall found;
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

std::optional<SkippingCall> skipping_setting(const Run& run, const Call& call, std::span<const SkipSetting> settings) {
  if (call.word == nullptr || settings.empty()) return std::nullopt;
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
    SkippingCall found{
        .span = {call.word->span.begin, call.arguments.back()->span.end}, .edits = {}, .aliases = {skip->alias}};
    if (const auto edit = remove_command_or_run(run, *call.command)) found.edits = {*edit};
    return found;
  }
  return std::nullopt;
}

}  // namespace s1::rules
