// SPDX-License-Identifier: Apache-2.0
// A shell script that stands in a file of another language, which may put values in before the shell sees it.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/place.h"
#include "model/read.h"
#include "syntax/shell/ast.h"
#include "text/mapped_text.h"
#include "text/span.h"

namespace s1::model {

// A script, or a part of one, as its file has it.
struct ScriptText {
  const Input* input = nullptr;
  MappedText text;
  // Of `text`, in order and disjoint: what another language puts in before the shell sees it (${{ … }}).
  std::vector<Span> expressions;
};
// The ${{ … }} of GitHub in a text.
[[nodiscard]] std::vector<Span> github_expressions(std::string_view text);

// The script as the shell parses it: with a variable wherever another language puts something in.
class ShellText {
 public:
  // `script` outlives this, and this what parse() gives.
  explicit ShellText(const ScriptText& script);

  [[nodiscard]] std::string_view masked() const { return masked_; }
  [[nodiscard]] shell::Script parse() const;
  [[nodiscard]] Place place_of(Span span) const;
  // The word's value with the expressions of the other language put back, and whether it has any.
  [[nodiscard]] std::pair<std::string, bool> as_written(const shell::Word& word) const;

 private:
  const ScriptText& script_;
  std::string masked_;  // as long as the script
};

}  // namespace s1::model
