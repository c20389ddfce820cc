// SPDX-License-Identifier: Apache-2.0
// The features of bash that are looked for, as ShellCheck numbers them, and what comes of each in dash and BusyBox: as
// seen in dash 0.5.12 and BusyBox 1.35.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "rules/bash_syntax.h"

namespace s1::rules {

enum Feature : std::size_t {
  process_substitution,
  ansi_quotes,
  arithmetic_for,
  arithmetic_command,
  select_loop,
  braces,
  double_brackets,
  here_string,
  double_equals,
  both_outputs,
  append,
  array,
  pipefail,
  builtin,
  read_options,
  source,
  indirect,
  array_element,
  substring,
  letter_case,
  replacement,
  let,
  both_piped,
  function_keyword,
  function_keyword_and_parentheses,
  error_trap,
  increment,
  shell_variable,
  both_to_file,
  shell_quotes,
};

inline constexpr std::string_view kError = "a syntax error";
inline constexpr std::string_view kBad = "`Bad substitution`";
inline constexpr std::string_view kNotFound = "the command is not found";

// In the order of Feature.
inline constexpr std::array<BashFeature, 30> bash_features = {{
    {"SC3001", "<(…)", kError},
    {"SC3003", "$'…'", "the dollar is written out, and no escape is read"},
    {"SC3005", "for ((…))", kError, true},
    {"SC3006", "((…))", "it is two subshells", true},
    {"SC3008", "select", kError, true},
    {"SC3009", "{a,b}", "it is one word, with the braces in it", true},
    {"SC3010", "[[", "the command is not found, which a condition takes for false"},
    {"SC3011", "<<<", kError, true},
    {"SC3014", "== in [ ]", "an error, which a condition takes for false"},
    {"SC3020", "&>", "the command goes to the background, and the file is left empty"},
    {"SC3024", "+=", kNotFound, true},
    {"SC3030", "arrays", kError, true},
    {"SC3040", "set -o pipefail", "`Illegal option -o pipefail`"},
    {"SC3044", "builtin of this name", kNotFound, true},
    {"SC3045", "such option", "`Illegal option`"},
    {"SC3046", "source", kNotFound},
    {"SC3053", "${!A}", kBad, true},
    {"SC3054", "${A[…]}", kBad, true},
    {"SC3057", "${A:0:1}", kBad},
    {"SC3059", "${A^^}", kBad, true},
    {"SC3060", "${A/x/y}", kBad},
    {"SC3039", "let", kNotFound},
    {"SC3029", "|&", kError, true},
    {"SC2113", "function NAME", kError},
    {"SC2112", "function NAME ()", kError},
    {"SC3047", "trap … ERR", "`bad trap`"},
    {"SC3018", "++ and --", "an error in the arithmetic"},
    {"SC3028", "variable of this name", "it is empty"},
    {"SC3021", ">& with a file", "`Bad fd number`"},
    {"SC3050", "%q in printf", "`invalid directive`", true},
}};

}  // namespace s1::rules
