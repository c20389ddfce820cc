// SPDX-License-Identifier: Apache-2.0
// Where the parts of HCL end in which braces and comment signs count for nothing: strings, their templates, heredocs,
// comments. (hashicorp/hcl: hclsyntax/spec.md, "Lexical Elements", "Template Expressions")
#pragma once
#include <cstddef>
#include <string_view>

namespace s1::hcl {

[[nodiscard]] bool is_identifier(char c);

struct Skipped {
  std::size_t end = 0;   // after it
  bool is_whole = true;  // false: it does not end on its line, which is where it is left; or the file ends in it
};

// `at`: its opening quote. With what is put in: ${ … } and %{ … }, in which strings may stand again.
[[nodiscard]] Skipped skip_string(std::string_view text, std::size_t at);
// `at`: the << of <<EOF or <<-EOF. To the line that is the word alone; without a word it is an operator of something
// unknown, and the end is after it.
[[nodiscard]] std::size_t skip_heredoc(std::string_view text, std::size_t at);

}  // namespace s1::hcl
