// SPDX-License-Identifier: Apache-2.0
// A command's arguments read as options and operands, the way getopt_long reads them.
#pragma once
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"

namespace s1::model {

struct Option {
  std::string_view name;   // without dashes: "assume-yes", "y"
  std::string_view value;  // of --name=value, of a short option that takes one, or the next word
  const shell::Word* word = nullptr;
  const shell::Word* value_word = nullptr;  // the one that the value is in; null without a value
};

// What a program's options look like, as far as it takes to tell values from operands.
struct OptionSyntax {
  std::string_view short_with_value = {};  // the letters that take the rest of the bundle or the next word
  std::span<const std::string_view> long_with_value = {};  // the long options that may take the next word
};

struct CommandLine {
  std::vector<Option> options;
  std::vector<const shell::Word*> operands;
  // A variable that may hold options stands among the arguments (`$APT_OPTS`): what is not seen may still be there.
  bool open = false;

  [[nodiscard]] bool has(std::initializer_list<std::string_view> names) const;
};

[[nodiscard]] CommandLine read_command_line(std::span<const shell::Word* const> arguments, const OptionSyntax& syntax);

}  // namespace s1::model
