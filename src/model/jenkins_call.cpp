// SPDX-License-Identifier: Apache-2.0
#include "model/jenkins_call.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "syntax/groovy/script.h"

namespace s1::model {

using groovy::kNoToken;
using groovy::TokenKind;

const JenkinsArgument* JenkinsCall::argument(std::initializer_list<std::string_view> names) const {
  for (const std::string_view wanted : names)
    for (const JenkinsArgument& candidate : arguments)
      if (candidate.name == wanted) return &candidate;
  return nullptr;
}

JenkinsTokens::JenkinsTokens(const Input& input) : input_(input), tokens_(input.groovy->tokens) {}

std::string_view JenkinsTokens::word(std::uint32_t index) const {
  if (index >= size() || tokens_[index].kind != TokenKind::word) return {};
  return input_.source->slice(tokens_[index].span);
}

bool JenkinsTokens::begins_call(std::uint32_t index) const {
  return begins_statement(index) || (is_mark(index + 1, '(') && tokens_[index - 1].kind == TokenKind::punctuation &&
                                     tokens_[index - 1].mark != '.' && tokens_[index - 1].mark != '@');
}

bool JenkinsTokens::begins_statement(std::uint32_t index) const {
  if (index == 0) return true;
  const std::string_view before = word(index - 1);
  if (!before.empty()) return before == "else" || before == "return" || before == "do";
  // The > is that of ->.
  return tokens_[index - 1].kind == TokenKind::line_end ||
         (tokens_[index - 1].kind == TokenKind::punctuation &&
          std::string_view(";{})=>").find(tokens_[index - 1].mark) != std::string_view::npos);
}

std::uint32_t JenkinsTokens::skip_lines(std::uint32_t index) const {
  while (index < size() && tokens_[index].kind == TokenKind::line_end) ++index;
  return index;
}

// Where the arguments without parentheses that begin at `index` end: at the line's end but after a comma or an
// operator, and before a closure that no comma or colon stands before.
std::uint32_t JenkinsTokens::end_of_command(std::uint32_t index) const {
  for (std::uint32_t count = 0; index < size() && count < kMostCommand; ++count) {
    const groovy::Token& token = tokens_[index];
    const char before = tokens_[index - 1].mark;
    const bool goes_on = before == ',' || before == ':' || before == '+';
    if ((token.kind == TokenKind::line_end || word(index) == "else") && !goes_on) break;
    if (token.mark == ';' || token.mark == '}' || token.mark == ')' || token.mark == ']') break;
    if (token.mark == '{' && !goes_on) break;
    const bool opens = token.mark == '(' || token.mark == '[' || token.mark == '{';
    if (opens && token.partner == kNoToken) break;
    index = opens ? token.partner + 1 : index + 1;
  }
  return index;
}

std::optional<JenkinsCall> JenkinsTokens::call(std::uint32_t index, bool is_statement) const {
  JenkinsCall call;
  call.name = word(index);
  call.at = index;
  if (call.name.empty() || index + 1 >= size()) return std::nullopt;
  const groovy::Token& next = tokens_[index + 1];
  if (next.mark == '(') {
    if (next.partner == kNoToken) return std::nullopt;
    split({index + 2, next.partner}, call.arguments);
    call.end = next.partner + 1;
  } else if (next.mark == '{' || next.kind == TokenKind::line_end) {
    call.end = index + 1;
  } else {
    const bool is_argument = next.kind == TokenKind::string || next.kind == TokenKind::word || next.mark == '[';
    if (!is_argument || !is_statement) return std::nullopt;
    call.end = end_of_command(index + 1);
    split({index + 1, call.end}, call.arguments);
  }
  const std::uint32_t brace = skip_lines(call.end);
  if (is_mark(brace, '{') && tokens_[brace].partner != kNoToken) call.block = brace;
  return call;
}

void JenkinsTokens::split(TokenRange range, std::vector<JenkinsArgument>& arguments) const {
  std::uint32_t begin = range.begin;
  const auto add = [&](std::uint32_t end) {
    begin = std::min(skip_lines(begin), end);
    while (end > begin && tokens_[end - 1].kind == TokenKind::line_end) --end;
    if (begin == end) return;
    JenkinsArgument argument{{}, {begin, end}};
    if (end - begin > 2 && is_mark(begin + 1, ':') && !word(begin).empty())
      argument = {word(begin), {std::min(skip_lines(begin + 2), end), end}};
    arguments.push_back(argument);
  };
  for (std::uint32_t i = range.begin; i < range.end;) {
    if (arguments.size() == kMostArguments) return;
    const groovy::Token& token = tokens_[i];
    if (token.mark == ',') {
      add(i);
      begin = i + 1;
    }
    const bool opens = token.mark == '(' || token.mark == '[' || token.mark == '{';
    i = opens && token.partner != kNoToken ? token.partner + 1 : i + 1;
  }
  add(range.end);
}

Place JenkinsTokens::place(Span span) const {
  return {input_.file, input_.source->line_of(span.begin), span};
}

Place JenkinsTokens::place(TokenRange range) const {
  return place(Span{tokens_[range.begin].span.begin, tokens_[range.end - 1].span.end});
}

std::string_view JenkinsTokens::written(TokenRange range) const {
  return input_.source->slice({tokens_[range.begin].span.begin, tokens_[range.end - 1].span.end});
}

// Before the next + that no bracket is around.
std::uint32_t JenkinsTokens::end_of_term(std::uint32_t index, std::uint32_t end) const {
  while (index < end && tokens_[index].mark != '+') {
    const groovy::Token& token = tokens_[index];
    const bool opens = token.mark == '(' || token.mark == '[' || token.mark == '{';
    index = opens && token.partner != kNoToken ? token.partner + 1 : index + 1;
  }
  return std::min(index, end);
}

// A string, perhaps with a method that only takes blanks off: .stripIndent(), .trim().
bool JenkinsTokens::is_string_term(TokenRange term) const {
  if (term.empty() || tokens_[term.begin].kind != TokenKind::string) return false;
  if (term.end - term.begin == 1) return true;
  const std::string_view method = word(term.begin + 2);
  return term.end - term.begin == 5 && (method == "stripIndent" || method == "trim");
}

std::optional<groovy::StringText> JenkinsTokens::strings(TokenRange range) const {
  groovy::StringText result;
  bool any = false;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    TokenRange term{skip_lines(i), 0};
    term.begin = std::min(term.begin, range.end);
    term.end = end_of_term(term.begin, range.end);
    i = term.end;
    while (term.end > term.begin && tokens_[term.end - 1].kind == TokenKind::line_end) --term.end;
    if (term.empty()) return std::nullopt;
    if (is_string_term(term)) {
      any = true;
      groovy::decode(*input_.source, tokens_[term.begin], result);
      continue;
    }
    const Span span{tokens_[term.begin].span.begin, tokens_[term.end - 1].span.end};
    if (span.size() > kMostText) return std::nullopt;
    const auto begin = static_cast<std::uint32_t>(result.text.text().size());
    result.text.append_synthetic("${", span.begin);
    result.text.append(input_.source->bytes(), span);
    result.text.append_synthetic("}", span.end);
    result.expressions.push_back({begin, static_cast<std::uint32_t>(result.text.text().size())});
    result.literal = false;
  }
  if (!any) return std::nullopt;
  return result;
}

Value JenkinsTokens::script(TokenRange range) const {
  if (range.empty()) return {};
  if (const std::optional<groovy::StringText> string = strings(range))
    return {string->literal ? State::known : State::unknown, std::string(string->text.text()), place(range), {}};
  // A word alone is a variable, but for numbers and constants.
  const std::string_view text = written(range).substr(0, kMostText);
  const bool single = range.end - range.begin == 1;
  const bool constant = single && tokens_[range.begin].kind == TokenKind::word &&
                        (text == "true" || text == "false" || (text.front() >= '0' && text.front() <= '9'));
  return {constant ? State::known : State::unknown, std::string(text), place(range), {}};
}

Value JenkinsTokens::value(TokenRange range) const {
  if (range.empty()) return {};
  if (tokens_[range.end - 1].span.end - tokens_[range.begin].span.begin > 4 * kMostText)
    return {State::unknown, std::string(written(range).substr(0, kMostText)), place(range), {}};
  Value value = script(range);
  if (value.text.size() > kMostText) {
    value.text.resize(kMostText);
    value.state = State::unknown;
  }
  return value;
}

Value JenkinsTokens::value(const JenkinsArgument* argument) const {
  return argument == nullptr ? Value() : value(argument->value);
}

Value JenkinsTokens::name(std::uint32_t index) const {
  return {State::known, std::string(word(index).substr(0, kMostText)), place(tokens_[index].span), {}};
}

std::optional<ScriptText> JenkinsTokens::script_text(TokenRange range) const {
  std::optional<groovy::StringText> string = strings(range);
  if (!string) return std::nullopt;
  return ScriptText{&input_, std::move(string->text), std::move(string->expressions)};
}

}  // namespace s1::model
