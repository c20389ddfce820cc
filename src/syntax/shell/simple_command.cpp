// SPDX-License-Identifier: Apache-2.0
// Simple commands: assignments, words and redirections.
#include <utility>

#include "syntax/shell/parser.h"
#include "syntax/shell/shell_call.h"

namespace s1::shell {

Command Parser::command() {
  const char c = peek();
  if (c == '(') return compound_command(Keyword::none);
  switch (const Keyword word = keyword()) {
    case Keyword::none:
    case Keyword::bang:
      return simple_command();
    case Keyword::time:
      return timed_command();
    default:
      return compound_command(word);
  }
}

// `time` before a compound command is left out; before a simple command it is a wrapper like others.
Command Parser::timed_command() {
  const std::uint32_t begin = pos_;
  pos_ += 4;
  skip_blanks();
  if (at("-p") && ends_word(pos_ + 2)) pos_ += 2;
  skip_blanks();
  const Keyword word = keyword();
  if (begins_compound(word)) return compound_command(word);
  pos_ = begin;
  return simple_command();
}

Command Parser::simple_command() {
  Command command;
  const std::uint32_t begin = pos_;
  const std::size_t first_range = word_ranges_.size();
  while (true) {
    skip_blanks();
    if (peek() == '#' || (!command.words.empty() && peek() == '(')) break;
    if (redirection(command)) continue;
    if (!can_begin_word()) break;
    if (command.words.empty() && assignment(command)) continue;
    const std::uint32_t word_begin = pos_;
    command.words.push_back(is_declaration(command) ? declared_word() : word());
    word_ranges_.push_back({word_begin, pos_});
  }
  if (peek() == '(' && command.words.size() == 1 && command.assignments.empty() && command.redirections.empty() &&
      peek_after_blanks(1) == ')') {
    word_ranges_.resize(first_range);
    function_body(command);
    command.span = file_span(begin, token_end_);
    return command;
  }
  inner_script(command, first_range);
  word_ranges_.resize(first_range);
  finish(command, begin);
  return command;
}

// What every command ends with: its span, and its heredocs' place in the queue.
void Parser::finish(Command& command, std::uint32_t begin) {
  command.span = file_span(begin, token_end_);
  for (Redirection& redirection : command.redirections) {
    if (redirection.op == "<<" || redirection.op == "<<-")
      heredocs_.push_back({&redirection, command.kind == CommandKind::simple && reads_script(invocation(command))});
  }
}

// ---- Assignments

// NAME=, NAME+=, NAME[…]=; the value may be an array.
bool Parser::assignment(Command& command) {
  const std::optional<AssignmentHead> head = assignment_head();
  if (!head) return false;
  Assignment& assignment = command.assignments.emplace_back();
  const std::uint32_t begin = pos_;
  assignment.name = slice(begin, head->name_end);
  assignment.subscript = head->subscript;
  assignment.append = head->append;
  pos_ = token_end_ = head->end;
  if (peek() == '(') {
    assignment.is_array = true;
    const std::uint32_t value_begin = pos_;
    array_elements(assignment.elements);
    assignment.value.span = file_span(value_begin, token_end_);
    assignment.value.value = slice(value_begin, token_end_);
  } else if (can_begin_word()) {
    assignment.value = word(WordMode::assignment);
  } else {
    assignment.value.span = file_span(pos_, pos_);
    assignment.value.literal = true;
  }
  assignment.span = file_span(begin, token_end_);
  return true;
}

std::optional<Parser::AssignmentHead> Parser::assignment_head() const {
  if (!is_name_begin(peek())) return std::nullopt;
  AssignmentHead head;
  std::uint32_t at = pos_ + 1;
  const auto char_at = [&](std::uint32_t offset) { return offset < text_.size() ? text_[offset] : '\0'; };
  while (is_name_char(char_at(at))) ++at;
  head.name_end = at;
  if (char_at(at) == '[') {
    // A subscript with white space or a substitution in it is left to word(), which sees what runs there.
    const std::uint32_t subscript_begin = ++at;
    while (!ends_word(at) && char_at(at) != ']' && char_at(at) != '`') ++at;
    if (char_at(at) != ']') return std::nullopt;
    head.subscript = slice(subscript_begin, at);
    ++at;
  }
  head.append = char_at(at) == '+';
  if (head.append) ++at;
  if (char_at(at) != '=') return std::nullopt;
  head.end = at + 1;
  return head;
}

// From `(` to past `)`.
void Parser::array_elements(std::vector<Word>& elements) {
  const Span opener = take(1);
  while (true) {
    skip_lines();
    if (at_end()) {
      unclosed(opener, "(", ")");
      return;
    }
    if (peek() == ')') {
      take(1);
      return;
    }
    if (can_begin_word())
      elements.push_back(word());
    else
      unexpected_token();
  }
}

// The builtins whose arguments may be assignments.
bool Parser::is_declaration(const Command& command) {
  if (command.words.empty()) return false;
  const std::string_view name = command.words.front().value;
  return name == "export" || name == "declare" || name == "local" || name == "readonly" || name == "typeset";
}

// An argument of declare and its like: a word, in which NAME=(…) may stand.
Word Parser::declared_word() {
  const std::optional<AssignmentHead> head = assignment_head();
  if (!head) return word();
  const std::uint32_t begin = pos_;
  if (head->end >= text_.size() || text_[head->end] != '(') return word(WordMode::assignment);
  pos_ = head->end;
  std::vector<Word> elements;
  array_elements(elements);
  Word result;
  Part& name = result.parts.emplace_back();
  name.kind = PartKind::literal;
  name.span = file_span(begin, head->end);
  name.text = slice(begin, head->end);
  for (Word& element : elements) {
    for (Part& part : element.parts) result.parts.push_back(std::move(part));
  }
  result.span = file_span(begin, token_end_);
  result.value = slice(begin, token_end_);
  return result;
}

// ---- Redirections

// The length of a redirection operator here, after a file descriptor of `fd_length` bytes; 0 where there is none.
std::uint32_t Parser::redirection_operator(std::uint32_t& fd_length) const {
  std::uint32_t at = pos_;
  const auto char_at = [&](std::uint32_t offset) { return offset < text_.size() ? text_[offset] : '\0'; };
  if (is_digit(char_at(at))) {
    while (is_digit(char_at(at))) ++at;
  } else if (char_at(at) == '{' && is_name_begin(char_at(at + 1))) {
    while (is_name_char(char_at(at + 1))) ++at;
    if (char_at(++at) != '}') return 0;
    ++at;
  }
  fd_length = at - pos_;
  const std::string_view rest = text_.substr(at, 3);
  if (fd_length == 0) {
    if (rest == "&>>") return 3;
    if (rest.starts_with("&>")) return 2;
  }
  if (!rest.starts_with('<') && !rest.starts_with('>')) return 0;
  if (rest.size() > 1 && rest[1] == '(' && fd_length == 0) return 0;  // <(…): a word
  for (const std::string_view op : {"<<<", "<<-", "<<", "<&", "<>", ">>", ">&", ">|"}) {
    if (rest.starts_with(op)) return static_cast<std::uint32_t>(op.size());
  }
  return 1;
}

bool Parser::redirection(Command& command) {
  std::uint32_t fd_length = 0;
  const std::uint32_t op_length = redirection_operator(fd_length);
  if (op_length == 0) return false;
  Redirection& redirection = command.redirections.emplace_back();
  const std::uint32_t begin = pos_;
  redirection.fd = slice(begin, begin + fd_length);
  pos_ += fd_length;
  redirection.op = slice(pos_, pos_ + op_length);
  const Span op = take(op_length);
  skip_blanks();
  if (can_begin_word() && peek() != '#') {
    const std::uint32_t target_begin = pos_;
    redirection.target = word();
    if (redirection.op == "<<" || redirection.op == "<<-")
      redirection.expands = slice(target_begin, pos_).find_first_of("\\'\"") == std::string_view::npos;
  } else {
    redirection.target.span = file_span(token_end_, token_end_);
    report(op, "shell-missing-target", "nothing follows `" + redirection.op + "`", "name the file");
  }
  redirection.span = file_span(begin, token_end_);
  return true;
}

}  // namespace s1::shell
