// SPDX-License-Identifier: Apache-2.0
#include "rules/test_expression.h"

#include <algorithm>
#include <string_view>

namespace s1::rules {
namespace {

constexpr std::string_view operators[] = {"=",   "==",  "!=",  "<",   ">",   "-eq", "-ne", "-lt",
                                          "-le", "-gt", "-ge", "-nt", "-ot", "-ef", "=~"};

bool is_unquoted(const shell::Word& word) {
  return word.parts.size() == 1 && word.parts[0].kind == shell::PartKind::literal;
}

}  // namespace

bool is_test_operator(const shell::Word& word) {
  return std::ranges::find(operators, word.value) != std::end(operators);
}

TestExpression test_expression(const shell::Command& command) {
  TestExpression result;
  std::vector<const shell::Word*> words;
  if (command.kind == shell::CommandKind::test) {
    result.double_brackets = true;
    for (const shell::Word& word : command.words) words.push_back(&word);
  } else {
    const shell::Invocation call = shell::invocation(command);
    if (call.name != "[" && call.name != "test") return result;
    words = call.arguments;
    if (call.name == "[") {
      if (words.empty() || words.back()->value != "]") return result;
      words.pop_back();
    }
  }
  TestTerm term;
  const auto end_term = [&](const shell::Word* joint) {
    if (!term.words.empty()) result.terms.push_back(std::move(term));
    term = {.words = {}, .joined_by = joint};
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const shell::Word& word = *words[i];
    // [ x = -a ]
    const bool operand = !term.words.empty() && is_unquoted(*term.words.back()) && is_test_operator(*term.words.back());
    const bool plain = is_unquoted(word) && !operand;
    const bool last = i + 1 == words.size();
    const bool joint =
        result.double_brackets ? word.value == "&&" || word.value == "||" : word.value == "-a" || word.value == "-o";
    if (plain && joint && !term.words.empty() && !last) {
      end_term(&word);
    } else if (plain && (word.value == "(" || word.value == ")")) {
      result.parentheses = true;
    } else if (plain && word.value == "!" && term.words.empty() && !last) {
      result.negated = true;
    } else {
      term.words.push_back(&word);
    }
  }
  end_term(nullptr);
  return result;
}

}  // namespace s1::rules
