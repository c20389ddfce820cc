// SPDX-License-Identifier: Apache-2.0
// Exports parse(). Lists and pipelines; what stands between tokens.
#include <type_traits>
#include <utility>

#include "syntax/shell/parser.h"

namespace s1::shell {

// A heredoc is read after the command that it belongs to: a command may move, but its redirections must stay where they
// are.
static_assert(std::is_nothrow_move_constructible_v<Command>);

Script parse(const MappedText& text) {
  const Origin origin(text);
  Session session;
  const auto size = static_cast<std::uint32_t>(text.text().size());
  if (size > Session::kMaxText) {
    session.report(
        {text.to_file({Session::kMaxText, size}), "shell-too-long",
         "this script is longer than " + std::to_string(Session::kMaxText / 1024) + " KiB; the rest of it is not read",
         "put it in a file of its own"});
  }
  Script script = Parser(origin, session).whole();
  session.finish(script);
  return script;
}

Parser::Parser(const Origin& origin, Session& session)
    : origin_(origin), session_(session), text_(origin.text().substr(0, Session::kMaxText)) {}

Script Parser::whole() {
  Script script = list(kStopNone);
  drop_heredocs();
  return script;
}

// ---- Places and diagnostics

bool Parser::is_line_end(std::uint32_t offset) const {
  if (offset >= text_.size()) return false;
  return text_[offset] == '\n' || (text_[offset] == '\r' && text_.substr(offset + 1).starts_with('\n'));
}

bool Parser::ends_word(std::uint32_t offset) const {
  return offset >= text_.size() || char_class(text_[offset]) == CharClass::delimiter || is_line_end(offset);
}

char Parser::peek_after_blanks(std::uint32_t ahead) const {
  while (is_blank(peek(ahead))) ++ahead;
  return peek(ahead);
}

Span Parser::take(std::uint32_t length) {
  const std::uint32_t begin = pos_;
  pos_ += length;
  token_end_ = pos_;
  return file_span(begin, pos_);
}

void Parser::report(Span file_span, std::string_view code, std::string message, std::string hint) {
  if (!given_up_) session_.report({file_span, code, std::move(message), std::move(hint)});
}

void Parser::unclosed(Span opener, std::string_view opener_text, std::string_view closer) {
  report(opener, "shell-unclosed", "`" + std::string(opener_text) + "` is not closed",
         "add the missing `" + std::string(closer) + "`");
}

std::uint32_t Parser::report_unexpected() {
  auto length = static_cast<std::uint32_t>(keyword_token().text.size());
  if (length == 0) {
    length = 1;
    for (const std::string_view token : {";;&", "&&", "||", "|&", ";;", ";&"}) {
      if (at(token)) {
        length = static_cast<std::uint32_t>(token.size());
        break;
      }
    }
  }
  const std::string token(text_.substr(pos_, length));
  report(file_span(pos_, pos_ + length), "shell-unexpected-token", "unexpected `" + token + "`",
         "remove it, or add what is missing before it");
  return length;
}

void Parser::unexpected_token() {
  take(report_unexpected());
}

void Parser::too_deep() {
  report(file_span(pos_, pos_), "shell-too-deep",
         "more than " + std::to_string(Session::kMaxDepth) +
             " constructs inside one another; the rest of this script is not read",
         "split the script");
  given_up_ = true;
  pos_ = token_end_ = static_cast<std::uint32_t>(text_.size());
}

// ---- Between tokens

void Parser::skip_blanks() {
  while (!at_end()) {
    if (is_blank(text_[pos_])) {
      ++pos_;
    } else if (text_[pos_] == '\\' && is_line_end(pos_ + 1)) {
      pos_ += text_[pos_ + 1] == '\r' ? 3 : 2;
    } else {
      return;
    }
  }
}

void Parser::skip_lines() {
  while (true) {
    skip_blanks();
    if (peek() == '#') {
      comment();
    } else if (is_line_end(pos_)) {
      pos_ += text_[pos_] == '\r' ? 2 : 1;
      if (!heredocs_.empty()) read_heredocs();
    } else {
      return;
    }
  }
}

void Parser::comment() {
  const std::uint32_t begin = pos_;
  const std::size_t line_end = text_.find('\n', pos_);
  pos_ = static_cast<std::uint32_t>(line_end == std::string_view::npos ? text_.size() : line_end);
  std::uint32_t end = pos_;
  while (end > begin + 1 && (is_blank(text_[end - 1]) || text_[end - 1] == '\r')) --end;
  std::uint32_t text_begin = begin + 1;
  while (text_begin < end && is_blank(text_[text_begin])) ++text_begin;
  session_.add_comment(file_span(begin, end), slice(text_begin, end));
}

Parser::KeywordToken Parser::keyword_token() const {
  static constexpr KeywordToken kKeywords[] = {{"!", Keyword::bang},        {"{", Keyword::open_brace},
                                               {"}", Keyword::close_brace}, {"[[", Keyword::double_bracket},
                                               {"if", Keyword::if_},        {"then", Keyword::then},
                                               {"elif", Keyword::elif},     {"else", Keyword::else_},
                                               {"fi", Keyword::fi},         {"while", Keyword::while_},
                                               {"until", Keyword::until},   {"for", Keyword::for_},
                                               {"select", Keyword::select}, {"do", Keyword::do_},
                                               {"done", Keyword::done},     {"case", Keyword::case_},
                                               {"esac", Keyword::esac},     {"function", Keyword::function},
                                               {"coproc", Keyword::coproc}, {"time", Keyword::time}};
  constexpr std::string_view kFirst = "!cdefistuw{}[";
  constexpr std::uint32_t kLongest = 8;
  if (!kFirst.contains(peek())) return {};
  std::uint32_t length = 1;
  while (length <= kLongest && !ends_word(pos_ + length)) ++length;
  const std::string_view token = text_.substr(pos_, length);
  for (const KeywordToken& keyword : kKeywords) {
    if (token == keyword.text) return keyword;
  }
  return {};
}

Stops Parser::stop_here() const {
  if (peek() == ')') return kStopParenthesis;
  if (peek() == ';') return peek(1) == ';' || peek(1) == '&' ? kStopBranch : kStopNone;
  switch (keyword()) {
    case Keyword::close_brace:
      return kStopBrace;
    case Keyword::then:
      return kStopThen;
    case Keyword::elif:
    case Keyword::else_:
      return kStopElse;
    case Keyword::fi:
      return kStopFi;
    case Keyword::do_:
      return kStopDo;
    case Keyword::done:
      return kStopDone;
    case Keyword::esac:
      return kStopEsac;
    default:
      return kStopNone;
  }
}

bool Parser::can_begin_command() const {
  if (at_end() || is_line_end(pos_)) return false;
  switch (peek()) {
    case '|':
    case ';':
    case ')':
    case '#':
      return false;
    case '&':
      return peek(1) == '>';
    default:
      return stop_here() == kStopNone;
  }
}

// ---- Lists and pipelines

Script Parser::list(Stops stops) {
  const Stops outer_stops = stops_;
  stops_ |= stops;
  Script script;
  std::uint32_t begin = token_end_;
  std::uint32_t end = token_end_;
  Joint joint = Joint::first;
  Span joint_span;
  while (true) {
    skip_lines();
    if (at_end() || at_stop()) break;
    if (!can_begin_command()) {
      unexpected_token();
      continue;
    }
    if (script.items.empty()) begin = pos_;
    Item& item = script.items.emplace_back();
    item.joint = joint;
    item.joint_span = joint_span;
    item.pipeline = pipeline();
    end = token_end_;
    joint = separator(item, joint_span);
  }
  script.span = file_span(begin, end);
  stops_ = outer_stops;
  return script;
}

// Reads what stands between a pipeline and the next one: an operator, or the line end that skip_lines() is to read.
Joint Parser::separator(Item& item, Span& joint_span) {
  skip_blanks();
  const char c = peek();
  const char next = peek(1);
  if ((c == '&' || c == '|') && next == c) {
    joint_span = take(2);
    missing_command(joint_span, c == '&' ? "&&" : "||");
    return c == '&' ? Joint::and_then : Joint::or_else;
  }
  if (c == '&' && next != '>') {
    joint_span = take(1);
    item.background = true;
    return Joint::background;
  }
  if (c == ';' && next != ';' && next != '&') {
    joint_span = take(1);
    return Joint::sequence;
  }
  joint_span = file_span(pos_, is_line_end(pos_) ? pos_ + 1 : pos_);
  if (can_begin_command()) {
    const bool parenthesis = c == '(';
    report(file_span(pos_, pos_ + 1), "shell-unexpected-token",
           parenthesis ? "unexpected `(`" : "unexpected text after the end of a command",
           parenthesis ? "quote it" : "put `;` or a line end before it");
  }
  return Joint::sequence;
}

// Skips line ends after an operator, and reports where no command follows. A token that cannot begin one is left for
// list() to report.
void Parser::missing_command(Span after, std::string_view operator_text) {
  skip_lines();
  if (at_end() || at_stop())
    report(after, "shell-missing-command", "no command follows `" + std::string(operator_text) + "`",
           "remove `" + std::string(operator_text) + "`, or add the command");
}

Pipeline Parser::pipeline() {
  Pipeline pipeline;
  const std::uint32_t begin = pos_;
  while (keyword() == Keyword::bang) {
    take(1);
    pipeline.negated = !pipeline.negated;
    skip_blanks();
  }
  while (can_begin_command()) {  // bash takes a `!` without a command
    pipeline.commands.push_back(command());
    skip_blanks();
    if (peek() != '|' || peek(1) == '|') break;
    const bool both = peek(1) == '&';
    const Span pipe = take(both ? 2 : 1);
    missing_command(pipe, both ? "|&" : "|");
    if (keyword() == Keyword::bang) {
      unexpected_token();
      skip_blanks();
    }
    if (can_begin_command()) {
      pipeline.pipes.push_back(pipe);
    } else if (peek() == '&' || (peek() == ';' && stop_here() == kStopNone)) {
      report_unexpected();  // and separator() takes it for what it is
    }
  }
  pipeline.span = file_span(begin, token_end_);
  return pipeline;
}

}  // namespace s1::shell
