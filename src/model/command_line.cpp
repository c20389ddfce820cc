// SPDX-License-Identifier: Apache-2.0
#include "model/command_line.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace s1::model {

namespace {

// `$FLAGS`, `${APT_OPTS}`: an unquoted variable whose name says that it holds options.
bool may_hold_options(const shell::Word& word) {
  if (word.parts.size() != 1 || word.parts[0].kind != shell::PartKind::parameter) return false;
  std::string name = word.parts[0].text;
  std::ranges::transform(name, name.begin(),
                         [](char c) { return 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return name == "@" || name == "*" || name.find("OPT") != std::string::npos ||
         name.find("FLAG") != std::string::npos || name.find("ARGS") != std::string::npos;
}

}  // namespace

bool CommandLine::has(std::initializer_list<std::string_view> names) const {
  return std::ranges::any_of(
      options, [&](const Option& option) { return std::ranges::find(names, option.name) != names.end(); });
}

CommandLine read_command_line(std::span<const shell::Word* const> arguments, const OptionSyntax& syntax) {
  CommandLine line;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const shell::Word& word = *arguments[i];
    std::string_view text = word.value;
    if (text == "--") {
      line.operands.insert(line.operands.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                           arguments.end());
      break;
    }
    if (may_hold_options(word)) {
      line.open = true;
    } else if (text.starts_with("--")) {
      text.remove_prefix(2);
      const std::size_t equals = text.find('=');
      Option option{.name = text.substr(0, equals), .value = {}, .word = &word};
      if (equals != std::string_view::npos) {
        option.value = text.substr(equals + 1);
        option.value_word = &word;
      } else if (std::ranges::find(syntax.long_with_value, text) != syntax.long_with_value.end() &&
                 i + 1 < arguments.size()) {
        option.value_word = arguments[++i];
        option.value = option.value_word->value;
      }
      line.options.push_back(option);
    } else if (text.size() > 1 && text.front() == '-') {
      for (std::size_t k = 1; k < text.size(); ++k) {
        Option option{.name = text.substr(k, 1), .value = {}, .word = &word};
        const std::string_view rest = text.substr(k + 1);
        const bool takes_value = syntax.short_with_value.find(text[k]) != std::string_view::npos;
        if (rest.starts_with('=')) {
          option.value = rest.substr(1);
          option.value_word = &word;
        } else if (takes_value && !rest.empty()) {
          option.value = rest;
          option.value_word = &word;
        } else if (takes_value && i + 1 < arguments.size()) {
          option.value_word = arguments[++i];
          option.value = option.value_word->value;
        }
        line.options.push_back(option);
        if (takes_value || rest.starts_with('=')) break;
      }
    } else {
      line.operands.push_back(&word);
    }
  }
  return line;
}

}  // namespace s1::model
