// SPDX-License-Identifier: Apache-2.0
// Exports name_of(), invocation() and the members of Invocation.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "syntax/shell/ast.h"
#include "syntax/shell/characters.h"
#include "syntax/shell/wrappers.h"

namespace s1::shell {
namespace {

// The name that a word gives a command: all after the last slash, where nothing in that depends on the run.
std::string_view command_name(const Word& word) {
  const std::string_view value = word.value;
  const std::size_t slash = value.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? value : value.substr(slash + 1);
  if (word.literal) return name;
  const Part* last = word.parts.empty() ? nullptr : &word.parts.back();
  if (last != nullptr && last->kind == PartKind::double_quoted)
    last = last->parts.empty() ? nullptr : &last->parts.back();
  const bool known = last != nullptr && last->kind == PartKind::literal && last->text.contains('/');
  return known ? name : std::string_view();
}

// NAME=value among a wrapper's arguments.
bool is_assignment(std::string_view argument) {
  if (argument.empty() || !is_name_begin(argument[0])) return false;
  const auto end = std::ranges::find_if_not(argument, is_name_char);
  return end != argument.end() && *end == '=';
}

bool is_in(std::string_view list, std::string_view name) {
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t end = std::min(list.find(' ', begin), list.size());
    if (list.substr(begin, end - begin) == name) return true;
    begin = end + 1;
  }
  return false;
}

// The index of the command that a wrapper at `at` runs; words.size() where it runs none.
std::size_t wrapped_command(const Wrapper& wrapper, const std::vector<Word>& words, std::size_t at) {
  std::size_t i = at + 1;
  bool runs = wrapper.needed_options.empty();
  for (; i < words.size(); ++i) {
    const std::string_view argument = words[i].value;
    if (argument == "--") {
      ++i;
      break;
    }
    if (wrapper.assignments && is_assignment(argument)) continue;
    if (argument.size() < 2 || argument[0] != '-') {
      if (argument == "-" && wrapper.assignments) continue;  // env -
      break;
    }
    if (argument[1] == '-') {
      if (is_in(wrapper.ending_options, argument.substr(2))) return words.size();
      runs = runs || is_in(wrapper.needed_options, argument.substr(2, argument.find('=') - 2));
      if (is_in(wrapper.long_with_value, argument.substr(2))) ++i;
      continue;
    }
    for (std::size_t letter = 1; letter < argument.size(); ++letter) {
      if (is_in(wrapper.ending_options, argument.substr(letter, 1))) return words.size();
      runs = runs || is_in(wrapper.needed_options, argument.substr(letter, 1));
      if (!wrapper.short_with_value.contains(argument[letter])) continue;
      if (letter + 1 == argument.size()) ++i;
      break;
    }
  }
  if (wrapper.assignments) {
    while (i < words.size() && is_assignment(words[i].value)) ++i;
  }
  return runs ? std::min(i + wrapper.operands, words.size()) : words.size();
}

// The values of the options among `arguments` are skipped where they follow as an argument of their own.
bool takes_next(std::string_view argument, const std::vector<std::string_view>& options_with_value) {
  return std::ranges::any_of(options_with_value, [&](std::string_view option) {
    if (argument == option) return true;
    const bool letter = option.size() == 2 && option[0] == '-' && option[1] != '-';
    const bool bundle = argument.size() > 2 && argument[0] == '-' && argument[1] != '-';
    return letter && bundle && std::ranges::all_of(argument.substr(1), is_name_char) && argument.ends_with(option[1]) &&
           std::ranges::count(argument, option[1]) == 1;
  });
}

bool is_option(std::string_view argument) {
  return argument.size() > 1 && argument[0] == '-';
}

}  // namespace

std::string_view name_of(const Command& command) {
  if (command.kind != CommandKind::simple || command.words.empty()) return {};
  return command_name(command.words.front());
}

Invocation invocation(const Command& command) {
  Invocation result;
  if (command.kind != CommandKind::simple || command.words.empty()) return result;
  const std::vector<Word>& words = command.words;
  std::size_t at = 0;
  while (true) {
    const std::string_view name = command_name(words[at]);
    const Wrapper* const wrapper = find_wrapper(name);
    const std::size_t next = wrapper == nullptr ? words.size() : wrapped_command(*wrapper, words, at);
    if (next >= words.size()) {
      result.name = name;
      break;
    }
    result.wrappers.push_back(name);
    at = next;
  }
  result.word = &words[at];
  result.arguments.reserve(words.size() - at - 1);
  for (std::size_t i = at + 1; i < words.size(); ++i) result.arguments.push_back(&words[i]);
  return result;
}

std::vector<const Word*> Invocation::operands(const std::vector<std::string_view>& options_with_value) const {
  std::vector<const Word*> result;
  bool options = true;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i]->value;
    if (options && argument == "--")
      options = false;
    else if (!options || !is_option(argument))
      result.push_back(arguments[i]);
    else if (takes_next(argument, options_with_value))
      ++i;
  }
  return result;
}

const Word* Invocation::subcommand(const std::vector<std::string_view>& options_with_value) const {
  const std::vector<const Word*> all = operands(options_with_value);
  return all.empty() ? nullptr : all.front();
}

bool Invocation::has_option(std::string_view long_name, char short_name) const {
  for (const Word* each : arguments) {
    const std::string_view argument = each->value;
    if (argument == "--") return false;
    if (!is_option(argument)) continue;
    if (argument[1] == '-') {
      if (!long_name.empty() && argument.substr(2, argument.find('=') - 2) == long_name) return true;
    } else if (short_name != '\0') {
      const auto end = std::find_if_not(argument.begin() + 1, argument.end(), is_name_char);
      if (std::find(argument.begin() + 1, end, short_name) != end) return true;
    }
  }
  return false;
}

std::optional<std::string_view> Invocation::option_value(std::string_view long_name, char short_name) const {
  std::optional<std::string_view> result;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i]->value;
    if (argument == "--") break;
    if (!is_option(argument)) continue;
    const bool is_long = argument[1] == '-';
    bool next = false;
    if (is_long && !long_name.empty() && argument.substr(2).starts_with(long_name)) {
      const std::string_view rest = argument.substr(2 + long_name.size());
      if (rest.starts_with('=')) result = rest.substr(1);
      next = rest.empty();
    } else if (!is_long && short_name != '\0') {
      const std::size_t letter = argument.find(short_name, 1);
      const bool found = letter != std::string_view::npos && (letter == 1 || letter + 1 == argument.size());
      if (found && letter + 1 < argument.size()) result = argument.substr(letter + 1);
      next = found && letter + 1 == argument.size();
    }
    if (next && i + 1 < arguments.size()) result = arguments[++i]->value;
  }
  return result;
}

}  // namespace s1::shell
