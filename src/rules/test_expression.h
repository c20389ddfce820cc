// SPDX-License-Identifier: Apache-2.0
// The conditions of `[`, `test` and `[[`, one by one.
#pragma once
#include <vector>

#include "syntax/shell/ast.h"

namespace s1::rules {

struct TestTerm {
  std::vector<const shell::Word*> words;   // without a `!` before them
  const shell::Word* joined_by = nullptr;  // the -a, -o, && or || before it
};

struct TestExpression {
  bool double_brackets = false;
  bool parentheses = false;
  bool negated = false;  // a `!` is in it
  std::vector<TestTerm> terms;
};

// Empty where the command is no test.
[[nodiscard]] TestExpression test_expression(const shell::Command& command);

// = == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef =~
[[nodiscard]] bool is_test_operator(const shell::Word& word);

}  // namespace s1::rules
