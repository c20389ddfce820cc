// SPDX-License-Identifier: Apache-2.0
// Compound commands: subshells, groups, if, loops, case, [[ … ]], (( … )), functions.
#include <utility>

#include "syntax/shell/parser.h"
#include "syntax/shell/parts_builder.h"

namespace s1::shell {

bool Parser::begins_compound(Keyword keyword) const {
  switch (keyword) {
    case Keyword::none:
      return peek() == '(';
    case Keyword::open_brace:
    case Keyword::double_bracket:
    case Keyword::if_:
    case Keyword::while_:
    case Keyword::until:
    case Keyword::for_:
    case Keyword::select:
    case Keyword::case_:
      return true;
    default:
      return false;
  }
}

Command Parser::compound_command(Keyword keyword) {
  Command command;
  const std::uint32_t begin = pos_;
  const Nesting nesting(*this);
  if (!nesting.allowed()) {
    command.span = file_span(begin, token_end_);
    return command;
  }
  switch (keyword) {
    case Keyword::open_brace:
      group(command);
      break;
    case Keyword::double_bracket:
      test(command);
      break;
    case Keyword::if_:
      if_clause(command);
      break;
    case Keyword::while_:
    case Keyword::until:
      while_clause(command, keyword == Keyword::until);
      break;
    case Keyword::for_:
    case Keyword::select:
      for_clause(command);
      break;
    case Keyword::case_:
      case_clause(command);
      break;
    case Keyword::function:
      function_keyword(command);
      break;
    case Keyword::coproc:
      return coprocess();
    default:
      if (!at("((") || !double_parenthesis(command)) subshell(command);
  }
  while (skip_blanks(), redirection(command)) {
  }
  finish(command, begin);
  return command;
}

// Reads a list that may not be empty.
Script Parser::body(Stops stops, Span after, std::string_view after_text) {
  Script script = list(stops);
  if (script.items.empty())
    report(after, "shell-missing-command", "no command follows `" + std::string(after_text) + "`",
           "add one; `:` does nothing");
  return script;
}

// Reads the keyword that ends a construct, or reports that it is missing.
bool Parser::end_keyword(Keyword expected, std::string_view expected_text, Span opener, std::string_view opener_text) {
  if (keyword() == expected) {
    take(static_cast<std::uint32_t>(expected_text.size()));
    return true;
  }
  unclosed(opener, opener_text, expected_text);
  return false;
}

void Parser::subshell(Command& command) {
  command.kind = CommandKind::subshell;
  const Span opener = take(1);
  command.children.push_back(body(kStopParenthesis, opener, "("));
  if (peek() == ')')
    take(1);
  else
    unclosed(opener, "(", ")");
}

void Parser::group(Command& command) {
  command.kind = CommandKind::group;
  const Span opener = take(1);
  command.children.push_back(body(kStopBrace, opener, "{"));
  end_keyword(Keyword::close_brace, "}", opener, "{");
}

void Parser::if_clause(Command& command) {
  command.kind = CommandKind::if_clause;
  constexpr Stops kBranchStops = kStopElse | kStopFi;
  const Span opener = take(2);
  Span at = opener;
  std::string_view at_text = "if";
  while (true) {
    command.children.push_back(body(kStopThen | kBranchStops, at, at_text));
    if (keyword() == Keyword::then) {
      at = take(4);
      command.children.push_back(body(kBranchStops, at, "then"));
    } else {
      unclosed(opener, at_text, "then");
      command.children.push_back(list(kBranchStops));
    }
    if (keyword() != Keyword::elif) break;
    at = take(4);
    at_text = "elif";
  }
  if (keyword() == Keyword::else_) {
    at = take(4);
    command.has_else = true;
    command.children.push_back(body(kStopFi, at, "else"));
  }
  end_keyword(Keyword::fi, "fi", opener, "if");
}

void Parser::while_clause(Command& command, bool until) {
  command.kind = CommandKind::while_clause;
  command.negated = until;
  const std::string_view text = until ? "until" : "while";
  const Span opener = take(5);
  command.children.push_back(body(kStopDo | kStopDone, opener, text));
  do_group(command, opener, text);
}

// do …; done
void Parser::do_group(Command& command, Span opener, std::string_view opener_text) {
  if (keyword() == Keyword::do_) {
    const Span at = take(2);
    command.children.push_back(body(kStopDone, at, "do"));
  } else {
    unclosed(opener, opener_text, "do");
    command.children.push_back(list(kStopDone));
  }
  end_keyword(Keyword::done, "done", opener, opener_text);
}

// for NAME [in WORD …], for ((…)), select NAME [in WORD …]
void Parser::for_clause(Command& command) {
  command.kind = CommandKind::for_clause;
  const std::string_view text = peek() == 'f' ? "for" : "select";
  const Span opener = take(static_cast<std::uint32_t>(text.size()));
  skip_blanks();
  if (at("((")) {
    command.kind = CommandKind::for_arithmetic;
    arithmetic_text(command);
  } else {
    for_head(command, opener, text);
  }
  skip_blanks();
  if (peek() == ';' && peek(1) != ';') take(1);
  skip_lines();
  if (keyword() == Keyword::open_brace) {  // bash takes braces for do and done
    const Span brace = take(1);
    command.children.push_back(body(kStopBrace, brace, "{"));
    end_keyword(Keyword::close_brace, "}", brace, "{");
    return;
  }
  do_group(command, opener, text);
}

void Parser::for_head(Command& command, Span opener, std::string_view opener_text) {
  if (!can_begin_word()) {
    report(opener, "shell-missing-name", "no variable follows `" + std::string(opener_text) + "`", "name the variable");
    return;
  }
  command.text = word().value;
  skip_lines();
  if (!at("in") || !ends_word(pos_ + 2)) return;
  take(2);
  while (skip_blanks(), can_begin_word() && peek() != '#') command.words.push_back(word());
}

void Parser::case_clause(Command& command) {
  command.kind = CommandKind::case_clause;
  const Span opener = take(4);
  skip_blanks();
  if (can_begin_word())
    command.words.push_back(word());
  else
    report(opener, "shell-missing-word", "nothing follows `case`", "add the word that is compared");
  skip_lines();
  if (at("in") && ends_word(pos_ + 2))
    take(2);
  else
    unclosed(opener, "case", "in");
  while (true) {
    skip_lines();
    if (at_end() || keyword() == Keyword::esac || (at_stop() && peek() == ')')) break;
    case_branch(command);
  }
  end_keyword(Keyword::esac, "esac", opener, "case");
}

// [(] PATTERN [| PATTERN …] ) LIST [;;]
void Parser::case_branch(Command& command) {
  std::vector<Word>& patterns = command.patterns.emplace_back();
  const std::uint32_t begin = pos_;
  if (peek() == '(') take(1);
  while (true) {
    skip_blanks();
    if (!can_begin_word()) break;
    patterns.push_back(word());
    skip_blanks();
    if (peek() != '|') break;
    const Span bar = take(1);
    if (peek_after_blanks(0) == ')') report(bar, "shell-missing-word", "no pattern follows `|`", "remove it");
  }
  if (peek() == ')') {
    if (patterns.empty())
      unexpected_token();
    else
      take(1);
  } else {
    report(file_span(begin, pos_ > begin || at_end() ? pos_ : pos_ + 1), "shell-unexpected-token",
           "this is no pattern of `case`", "a pattern ends in `)`");
    // On to the end of the branch, as if the pattern were whole.
    if (pos_ == begin && !is_line_end(pos_) && !at_stop()) take(1);
  }
  command.children.push_back(list(kStopBranch | kStopEsac));
  if ((stop_here() & kStopBranch) != 0) take(at(";;&") ? 3 : 2);
}

// [[ … ]]: words and operators, all as words.
void Parser::test(Command& command) {
  command.kind = CommandKind::test;
  const Span opener = take(2);
  bool may_break = true;  // a line end may stand here
  bool regex = false;
  while (true) {
    skip_blanks();
    if (is_line_end(pos_)) {
      const std::size_t next = text_.find_first_not_of(" \t\r\n", pos_);
      const std::string_view rest = next == std::string_view::npos ? std::string_view() : text_.substr(next, 2);
      if (!may_break && rest != "]]" && rest != "&&" && rest != "||" && !rest.starts_with(')')) break;
      skip_lines();
    }
    if (at("]]") && ends_word(pos_ + 2)) {
      if (command.words.empty())
        report(opener, "shell-missing-word", "nothing stands between `[[` and `]]`", "add the condition");
      take(2);
      return;
    }
    if (at_end() || peek() == ';' || (peek() == '#' && may_break)) break;
    Word& operand = command.words.emplace_back();
    if (at("&&") || at("||"))
      operand = operator_word(2);
    else if (std::string_view("()<>").contains(peek()) && !regex && !at("<(") && !at(">("))
      operand = operator_word(1);
    else if (can_begin_word() || (regex && peek() == '('))
      operand = word(regex ? WordMode::regex : WordMode::plain);
    else
      operand = operator_word(1);
    regex = operand.value == "=~";
    may_break = operand.value == "&&" || operand.value == "||" || operand.value == "(" || operand.value == "!";
  }
  unclosed(opener, "[[", "]]");
}

Word Parser::operator_word(std::uint32_t length) {
  Word word;
  word.value = text_.substr(pos_, length);
  word.literal = true;
  word.span = take(length);
  Part& part = word.parts.emplace_back();
  part.kind = PartKind::literal;
  part.span = word.span;
  part.text = word.value;
  return word;
}

// (( … )); false, and nothing read, where it is two subshells, one in the other.
bool Parser::double_parenthesis(Command& command) {
  const std::uint32_t begin = pos_;
  const Session::Mark mark = session_.mark();
  if (arithmetic_text(command)) {
    command.kind = CommandKind::arithmetic;
    return true;
  }
  pos_ = begin;
  session_.back_to(mark);
  command.words.clear();
  command.text.clear();
  return false;
}

// The inside of ((…)) into the command's text, what expands in it into its word. False where it is no arithmetic and
// may be read again.
bool Parser::arithmetic_text(Command& command) {
  const Span opener = take(2);
  const std::uint32_t begin = pos_;
  PartsBuilder parts(origin_);
  const Arithmetic result = arithmetic(parts);
  if (result == Arithmetic::not_arithmetic && session_.rereads_left-- > 0) return false;
  token_end_ = pos_;
  command.text = slice(begin, pos_);
  std::vector<Part> expansions = parts.finish();
  if (!expansions.empty()) {
    Word& word = command.words.emplace_back();
    word.span = file_span(begin, pos_);
    word.value = command.text;
    word.parts = std::move(expansions);
  }
  if (result == Arithmetic::closed)
    take(2);
  else
    unclosed(opener, "((", "))");
  return true;
}

// function NAME [()] COMMAND
void Parser::function_keyword(Command& command) {
  const Span opener = take(8);
  skip_blanks();
  if (!can_begin_word()) {
    command.kind = CommandKind::function;
    report(opener, "shell-missing-name", "no name follows `function`", "name the function");
    return;
  }
  command.words.push_back(word());
  function_body(command);
}

// After the name, which is the command's only word: [()] COMMAND
void Parser::function_body(Command& command) {
  command.kind = CommandKind::function;
  command.text = std::move(command.words.front().value);
  const Span name = command.words.front().span;
  command.words.clear();
  skip_blanks();
  if (peek() == '(' && peek_after_blanks(1) == ')') {
    take(1);
    skip_blanks();
    take(1);
  }
  skip_lines();
  const Keyword word = keyword();
  if (!begins_compound(word)) {
    report(name, "shell-missing-command", "the function `" + command.text + "` has no body", "put it in `{ …; }`");
    return;
  }
  Script& body = command.children.emplace_back();
  Pipeline& pipeline = body.items.emplace_back().pipeline;
  pipeline.commands.push_back(compound_command(word));
  pipeline.span = body.span = pipeline.commands.front().span;
}

// coproc [NAME] COMMAND: a compound command stands for itself; before a simple one, coproc is a wrapper like others.
Command Parser::coprocess() {
  const std::uint32_t begin = pos_;
  pos_ += 6;
  skip_blanks();
  const std::uint32_t name = pos_;
  if (is_name_begin(peek()) && keyword() == Keyword::none) {
    while (is_name_char(peek())) ++pos_;
    skip_blanks();
  }
  const Keyword word = keyword();
  if (begins_compound(word) && (peek() != '(' || pos_ == name)) return compound_command(word);
  pos_ = begin;
  return simple_command();
}

}  // namespace s1::shell
