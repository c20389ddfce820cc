// SPDX-License-Identifier: Apache-2.0
// A call in a Jenkinsfile with its arguments, from the tokens alone: `name(…)`, `name arg, key: arg`, either with a
// closure after it.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/read.h"
#include "model/script_text.h"
#include "model/value.h"
#include "syntax/groovy/tokens.h"

namespace s1::model {

// A half-open range of token indices.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] bool empty() const { return begin == end; }
};

struct JenkinsArgument {
  std::string_view name;  // empty: by position
  TokenRange value;
};

struct JenkinsCall {
  std::string_view name;
  std::uint32_t at = 0;                    // the name's token
  std::uint32_t end = 0;                   // past the last token of the arguments, the closing parenthesis included
  std::vector<JenkinsArgument> arguments;  // at most kMostArguments
  std::uint32_t block = groovy::kNoToken;  // the closure's opening brace

  // The argument of one of these names ("" the first by position); null without one.
  [[nodiscard]] const JenkinsArgument* argument(std::initializer_list<std::string_view> names) const;
};

class JenkinsTokens {
 public:
  static constexpr std::size_t kMostArguments = 64;
  static constexpr std::uint32_t kMostCommand = 256;  // tokens of arguments without parentheses
  static constexpr std::size_t kMostText = 512;       // of a name, a label, an image: what is longer is cut and unknown

  explicit JenkinsTokens(const Input& input);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
  [[nodiscard]] const groovy::Token& operator[](std::uint32_t index) const { return tokens_[index]; }
  // A word's text; empty for other tokens and past the end.
  [[nodiscard]] std::string_view word(std::uint32_t index) const;
  [[nodiscard]] bool is_mark(std::uint32_t index, char mark) const {
    return index < size() && tokens_[index].mark == mark;
  }
  // Whether a call may begin at this word: no member's name, no declaration.
  [[nodiscard]] bool begins_call(std::uint32_t index) const;
  // Whether its arguments may stand without parentheses.
  [[nodiscard]] bool begins_statement(std::uint32_t index) const;

  // Nothing where no call begins at this word. `is_statement`: its arguments may stand without parentheses.
  [[nodiscard]] std::optional<JenkinsCall> call(std::uint32_t index, bool is_statement) const;
  [[nodiscard]] std::optional<JenkinsCall> call(std::uint32_t index) const {
    return call(index, begins_statement(index));
  }

  [[nodiscard]] Place place(Span span) const;
  [[nodiscard]] Place place(TokenRange range) const;
  // A string's or a constant's text; anything else is unknown, as it is written.
  [[nodiscard]] Value value(const JenkinsArgument* argument) const;
  [[nodiscard]] Value value(TokenRange range) const;
  // A word that stands for itself.
  [[nodiscard]] Value name(std::uint32_t index) const;
  [[nodiscard]] std::string text(const JenkinsArgument* argument) const { return value(argument).text; }
  // Strings, also several that are added up; a variable among them stands as ${name}. Nothing where it is no string.
  [[nodiscard]] std::optional<groovy::StringText> strings(TokenRange range) const;
  // As value(), of any size.
  [[nodiscard]] Value script(TokenRange range) const;
  [[nodiscard]] std::optional<ScriptText> script_text(TokenRange range) const;

 private:
  [[nodiscard]] std::uint32_t skip_lines(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t end_of_command(std::uint32_t index) const;
  void split(TokenRange range, std::vector<JenkinsArgument>& arguments) const;
  [[nodiscard]] std::string_view written(TokenRange range) const;
  [[nodiscard]] std::uint32_t end_of_term(std::uint32_t index, std::uint32_t end) const;
  [[nodiscard]] bool is_string_term(TokenRange term) const;

  const Input& input_;
  const std::vector<groovy::Token>& tokens_;
};

}  // namespace s1::model
