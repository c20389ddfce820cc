// SPDX-License-Identifier: Apache-2.0
// The parser behind parse(): recursive descent over the bytes of one text, since what a byte means to the shell depends
// on where it stands. Its parts lie in files of their own: grammar.cpp (lists and pipelines), simple_command.cpp,
// compound.cpp (if, for, case, …), word.cpp (words and quotes), expansion.cpp ($… and `…`), heredoc.cpp.
//
// Errors. A construct that lacks its end is a diagnostic and ends where an enclosing construct's end stands, or the
// text does; a token that fits nowhere is a diagnostic and is left out. So every byte is read, and nothing is read
// twice, with one exception: an open double quote and a `((` that turns out to be two subshells are read again, a
// bounded number of times (Session::rereads_left).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"
#include "syntax/shell/characters.h"
#include "syntax/shell/origin.h"
#include "syntax/shell/session.h"

namespace s1::shell {

enum class Keyword : std::uint8_t {
  none,
  bang,
  open_brace,
  close_brace,
  double_bracket,
  if_,
  then,
  elif,
  else_,
  fi,
  while_,
  until,
  for_,
  select,
  do_,
  done,
  case_,
  esac,
  function,
  coproc,
  time,
};

// What ends a list of commands, as a set.
using Stops = std::uint16_t;
inline constexpr Stops kStopNone = 0;
inline constexpr Stops kStopParenthesis = 1;
inline constexpr Stops kStopBrace = 2;
inline constexpr Stops kStopThen = 4;
inline constexpr Stops kStopElse = 8;  // and elif
inline constexpr Stops kStopFi = 16;
inline constexpr Stops kStopDo = 32;
inline constexpr Stops kStopDone = 64;
inline constexpr Stops kStopEsac = 128;
inline constexpr Stops kStopBranch = 256;  // ;; ;& ;;&

class PartsBuilder;

class Parser {
 public:
  Parser(const Origin& origin, Session& session);

  // All of the text.
  Script whole();

 private:
  enum class WordMode : std::uint8_t {
    plain,
    assignment,  // ~ also after = and :
    regex,       // after =~: parentheses and | belong to the word
  };
  enum class Quoting : std::uint8_t { double_quotes, heredoc, heredoc_without_tabs };
  struct KeywordToken {
    std::string_view text;
    Keyword keyword = Keyword::none;
  };
  struct AssignmentHead {
    std::uint32_t name_end = 0;
    std::uint32_t end = 0;  // past the =
    std::string_view subscript;
    bool append = false;
  };
  struct PendingHeredoc {
    Redirection* redirection = nullptr;  // lies in the finished list of a command, which is moved but never copied
    bool is_script = false;              // a shell runs it
  };

  // -- Places
  [[nodiscard]] bool at_end() const { return pos_ >= text_.size(); }
  [[nodiscard]] char peek(std::uint32_t ahead = 0) const {
    return pos_ + ahead < text_.size() ? text_[pos_ + ahead] : '\0';
  }
  [[nodiscard]] bool at(std::string_view token) const { return text_.substr(pos_).starts_with(token); }
  [[nodiscard]] bool is_line_end(std::uint32_t offset) const;  // LF, or CR and LF
  [[nodiscard]] bool ends_word(std::uint32_t offset) const;    // a delimiter or the end
  [[nodiscard]] Span file_span(std::uint32_t begin, std::uint32_t end) const { return origin_.to_file({begin, end}); }
  [[nodiscard]] char peek_after_blanks(std::uint32_t ahead) const;
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  Span take(std::uint32_t length);  // one token; its span in the file

  // -- Diagnostics
  void report(Span file_span, std::string_view code, std::string message, std::string hint = {});
  void unclosed(Span opener, std::string_view opener_text, std::string_view closer);
  std::uint32_t report_unexpected();  // the token here; its length
  void unexpected_token();            // reports it and leaves it out
  void too_deep();
  // Entering one more level of nesting; false where there are too many, and then the rest of the text is given up.
  class Nesting;

  // -- Between tokens (grammar.cpp)
  void skip_blanks();  // and continued line ends
  void skip_lines();   // blanks, comments, line ends; reads the heredocs that begin after a line end
  void comment();
  [[nodiscard]] KeywordToken keyword_token() const;
  [[nodiscard]] Keyword keyword() const { return keyword_token().keyword; }
  [[nodiscard]] Stops stop_here() const;
  [[nodiscard]] bool at_stop() const { return (stop_here() & stops_) != 0; }
  [[nodiscard]] bool can_begin_command() const;

  // -- Lists and pipelines (grammar.cpp)
  Script list(Stops stops);
  Joint separator(Item& item, Span& joint_span);
  void missing_command(Span after, std::string_view operator_text);
  Pipeline pipeline();

  // -- Commands (simple_command.cpp)
  Command command();
  Command simple_command();
  Command timed_command();
  bool assignment(Command& command);
  [[nodiscard]] std::optional<AssignmentHead> assignment_head() const;
  void array_elements(std::vector<Word>& elements);
  [[nodiscard]] static bool is_declaration(const Command& command);
  Word declared_word();
  [[nodiscard]] std::uint32_t redirection_operator(std::uint32_t& fd_length) const;
  bool redirection(Command& command);
  void finish(Command& command, std::uint32_t begin);

  // -- Compound commands (compound.cpp)
  [[nodiscard]] bool begins_compound(Keyword keyword) const;  // the keyword here, or `(`
  Command compound_command(Keyword keyword);
  Script body(Stops stops, Span after, std::string_view after_text);
  bool end_keyword(Keyword expected, std::string_view expected_text, Span opener, std::string_view opener_text);
  void subshell(Command& command);
  void group(Command& command);
  void if_clause(Command& command);
  void while_clause(Command& command, bool until);
  void do_group(Command& command, Span opener, std::string_view opener_text);
  void for_clause(Command& command);
  void for_head(Command& command, Span opener, std::string_view opener_text);
  void case_clause(Command& command);
  void case_branch(Command& command);
  void test(Command& command);
  Word operator_word(std::uint32_t length);
  bool double_parenthesis(Command& command);
  bool arithmetic_text(Command& command);
  void function_keyword(Command& command);
  void function_body(Command& command);
  Command coprocess();

  // -- Words (word.cpp)
  [[nodiscard]] bool can_begin_word() const;
  // `record`, if given, gets the word's value with the way back to this text.
  Word word(WordMode mode = WordMode::plain, Origin* record = nullptr);
  void word_parts(PartsBuilder& parts, WordMode mode);
  void escape(PartsBuilder& parts);
  void single_quoted(PartsBuilder& parts);
  void ansi_quoted(PartsBuilder& parts);
  void double_quoted(PartsBuilder& parts);
  void quoted_text(PartsBuilder& parts, Quoting quoting);
  void glob(PartsBuilder& parts);
  void bracket(PartsBuilder& parts);
  void extended_glob(PartsBuilder& parts, std::uint32_t begin);
  void tilde(PartsBuilder& parts, bool expands);

  // -- Expansions (expansion.cpp)
  void expansion(PartsBuilder& parts, bool quoted);
  void parameter(PartsBuilder& parts);
  void braced_parameter(PartsBuilder& parts, bool quoted);
  void command_substitution(PartsBuilder& parts, PartKind kind);
  void backquoted(PartsBuilder& parts, bool quoted);
  void arithmetic_expansion(PartsBuilder& parts);
  void old_arithmetic_expansion(PartsBuilder& parts);
  enum class Arithmetic : std::uint8_t { closed, not_arithmetic, open };
  // From after `((` to before the matching `))`.
  Arithmetic arithmetic(PartsBuilder& parts);
  Script substitution();

  // -- Heredocs and scripts in scripts (heredoc.cpp)
  void read_heredocs();
  void read_heredoc(const PendingHeredoc& pending);
  void expanding_document(Word& document, std::uint32_t begin, std::uint32_t end, bool without_tabs, Origin* record);
  void verbatim_document(Word& document, std::uint32_t begin, std::uint32_t end, bool without_tabs, Origin* record);
  void drop_heredocs();  // those whose lines never came
  // Reads what `sh -c` is given; the words' ranges begin at `first_range`.
  void inner_script(Command& command, std::size_t first_range);
  std::shared_ptr<const Script> nested_script(const Origin& origin);

  const Origin& origin_;
  Session& session_;
  std::string_view text_;
  std::uint32_t pos_ = 0;
  std::uint32_t token_end_ = 0;  // past the last token read
  Stops stops_ = kStopNone;
  bool given_up_ = false;                  // nested too deeply: nothing more is read or reported
  bool no_template_end_ = false;           // no `}}` is left in the text
  std::uint32_t bracket_searched_to_ = 0;  // how far the end of a [… was looked for
  bool in_substitution_ = false;
  std::vector<PendingHeredoc> heredocs_;
  std::vector<Span> word_ranges_;  // in the text, of the words of the commands being read
};

// One construct inside another, counted.
class Parser::Nesting {
 public:
  explicit Nesting(Parser& parser) : session_(parser.session_) {
    if (++session_.depth > Session::kMaxDepth) parser.too_deep();
  }
  ~Nesting() { --session_.depth; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  [[nodiscard]] bool allowed() const { return session_.depth <= Session::kMaxDepth; }

 private:
  Session& session_;
};

}  // namespace s1::shell
