// SPDX-License-Identifier: Apache-2.0
// File::parse(): reads the file line by line, as BuildKit does, and puts instructions, comments, tokens and stages
// together.
#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/chars.h"
#include "syntax/dockerfile/checks.h"
#include "syntax/dockerfile/directives.h"
#include "syntax/dockerfile/instruction.h"
#include "syntax/dockerfile/logical_line.h"
#include "syntax/dockerfile/report.h"
#include "syntax/dockerfile/stages.h"
#include "syntax/dockerfile/tokens.h"
#include "syntax/dockerfile/variables.h"

namespace s1::dockerfile {
namespace {

constexpr std::uint32_t kLongestLine = 65'535;  // BuildKit reads no line that is longer

class Parser {
 public:
  Parser(File& file, Variables& variables)
      : file_(file),
        bytes_(file.source->bytes()),
        size_(file.source->size()),
        reporter_(file),
        directives_(file, reporter_),
        stages_(file, variables),
        tokenizer_(file),
        line_(bytes_) {}

  void parse() {
    file_.tokens.reserve(size_ / 16);
    next_ = file_.source->content_begin();
    add_token(file_.tokens, TokenKind::bom, {0, next_});
    while (next_ < size_) {
      PhysicalLine line = read_line();
      if (line.kind != PhysicalLine::Kind::comment) directives_.stop();
      switch (line.kind) {
        case PhysicalLine::Kind::blank:
          add_token(file_.tokens, TokenKind::whitespace, {line.begin, line.next});
          break;
        case PhysicalLine::Kind::comment:
          read_comment(line);
          break;
        case PhysicalLine::Kind::content:
          read_instruction_at(line);
          break;
      }
    }
    stages_.finish();
    if (file_.instructions.empty())
      reporter_.refuse({next_, next_}, "no-instructions", "The file has no instructions", "begin with FROM");
  }

 private:
  // The next line; its content is without the white space before it.
  PhysicalLine read_line() {
    PhysicalLine line;
    line.begin = next_;
    const void* const found = std::memchr(bytes_.data() + next_, '\n', size_ - next_);
    line.end = found == nullptr ? size_ : static_cast<std::uint32_t>(static_cast<const char*>(found) - bytes_.data());
    line.next = found == nullptr ? size_ : line.end + 1;
    next_ = line.next;
    if (line.end - line.begin > kLongestLine)
      reporter_.refuse({line.begin, line.end}, "line-too-long", "The line is longer than 65535 bytes", "break it up");
    while (line.end > line.begin && bytes_[line.end - 1] == '\r') --line.end;
    std::uint32_t begin = line.begin;
    while (const std::size_t space = space_at_begin(bytes_.substr(begin, line.end - begin)))
      begin += static_cast<std::uint32_t>(space);
    line.content = {begin, line.end};
    if (begin == line.end)
      line.kind = PhysicalLine::Kind::blank;
    else if (bytes_[begin] == '#')
      line.kind = PhysicalLine::Kind::comment;
    return line;
  }

  void read_comment(const PhysicalLine& line) {
    add_token(file_.tokens, TokenKind::whitespace, {line.begin, line.content.begin});
    if (directives_.take(line.content)) {
      const Span span = file_.directives.back().span;
      add_token(file_.tokens, TokenKind::directive, span);
      add_token(file_.tokens, TokenKind::whitespace, {span.end, line.end});
    } else {
      add_comment(line.content);
      add_token(file_.tokens, TokenKind::comment, line.content);
    }
    add_token(file_.tokens, TokenKind::newline, {line.end, line.next});
  }

  void add_comment(Span span) {
    file_.comments.push_back({span, file_.source->slice(trimmed(bytes_, {span.begin + 1, span.end})), {}});
  }

  void read_instruction_at(PhysicalLine line) {
    const Span place = join_lines(line);
    Instruction& instruction = file_.instructions.emplace_back();
    instruction.index = static_cast<std::uint32_t>(file_.instructions.size() - 1);
    read_instruction(file_, line_, reporter_, instruction);
    instruction.span = instruction.header = {instruction.keyword.begin, place.end};
    tokenizer_.add(instruction, lines_);
    read_heredocs(instruction);
    for (Instruction* inner = instruction.inner.get(); inner != nullptr; inner = inner->inner.get()) {
      inner->span = {inner->keyword.begin, instruction.span.end};
      inner->header = {inner->keyword.begin, instruction.header.end};
    }
    stages_.add(instruction);
    check_instruction(instruction, reporter_);
    for (; commented_ < file_.comments.size(); ++commented_) file_.comments[commented_].scope = instruction.span;
  }

  // Reads on while lines are continued; gives the place of the whole, without its last line end.
  Span join_lines(PhysicalLine line) {
    lines_.clear();
    line_.reset(line.content.begin);
    const std::uint32_t begin = line.content.begin;
    trim_continuation(line);
    line_.append(line.content);
    lines_.push_back(line);
    while (lines_.back().continued || lines_.back().kind != PhysicalLine::Kind::content) {
      if (next_ == size_) break;
      line = read_line();
      if (line.kind == PhysicalLine::Kind::comment) add_comment(line.content);
      if (line.kind == PhysicalLine::Kind::content) {
        line.content.begin = line.begin;  // white space before a continuation line counts
        trim_continuation(line);
        line_.append(line.content);
      }
      lines_.push_back(line);
    }
    return {begin, lines_.back().end};
  }

  // An escape character at the end, perhaps with blanks after it, continues the line, save after another escape
  // character.
  void trim_continuation(PhysicalLine& line) const {
    std::uint32_t at = line.content.end;
    while (at > line.content.begin && is_blank(bytes_[at - 1])) --at;
    if (at == line.content.begin || bytes_[at - 1] != file_.escape) return;
    --at;
    if (at > line.content.begin && bytes_[at - 1] == file_.escape) return;
    line.content.end = at;
    line.continued = true;
  }

  void read_heredocs(Instruction& instruction) {
    Instruction& owner = heredoc_owner(instruction);
    for (Heredoc& heredoc : owner.heredocs) {
      heredoc.terminated = false;
      heredoc.body = {next_, next_};
      heredoc.terminator = {next_, next_};
      PhysicalLine line;
      while (next_ < size_ && !heredoc.terminated) {
        line = read_line();
        heredoc.terminated = is_terminator(line, heredoc);
        if (!heredoc.terminated) heredoc.body.end = line.next;
      }
      add_token(file_.tokens, TokenKind::heredoc_body, heredoc.body);
      if (heredoc.terminated) {
        heredoc.terminator = {line.begin, line.end};
        add_token(file_.tokens, TokenKind::heredoc_end, heredoc.terminator);
        add_token(file_.tokens, TokenKind::newline, {line.end, line.next});
        instruction.span.end = line.end;
      } else {
        // The file ended: then the body goes to its very end, and an empty one lies where the line of the opener ends.
        if (heredoc.body.empty()) heredoc.body = {instruction.span.end, instruction.span.end};
        heredoc.terminator = {heredoc.body.end, heredoc.body.end};
        instruction.span.end = heredoc.body.end;
        reporter_.refuse(heredoc.opener, "unterminated-heredoc",
                         "No line ends the heredoc " + quoted(heredoc.delimiter),
                         "end it with a line that holds the delimiter alone");
      }
    }
  }

  [[nodiscard]] bool is_terminator(const PhysicalLine& line, const Heredoc& heredoc) const {
    std::string_view text = bytes_.substr(line.begin, line.end - line.begin);
    if (heredoc.strips_tabs) text.remove_prefix(std::min(text.find_first_not_of('\t'), text.size()));
    return text == heredoc.delimiter;
  }

  File& file_;
  std::string_view bytes_;
  std::uint32_t size_;
  std::uint32_t next_ = 0;  // where the next line begins
  Reporter reporter_;
  DirectiveReader directives_;
  StageBuilder stages_;
  Tokenizer tokenizer_;
  LogicalLine line_;
  std::vector<PhysicalLine> lines_;  // of the instruction at hand
  std::size_t commented_ = 0;        // comments whose scope is set
};

}  // namespace

File File::parse(const Source& source) {
  File file;
  file.source = &source;
  const auto variables = std::make_shared<Variables>();
  file.variables = variables;
  Parser(file, *variables).parse();
  return file;
}

}  // namespace s1::dockerfile
