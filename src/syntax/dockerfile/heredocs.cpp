// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/heredocs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "syntax/dockerfile/chars.h"
#include "syntax/dockerfile/expander.h"

namespace s1::dockerfile {
namespace {

// Heredocs are looked for with the backslash, whatever the escape directive says.
constexpr char kEscape = '\\';

// Splits text at white space outside quotes as a shell would; in variable references and escapes only where BuildKit
// does.
class WordScanner {
 public:
  explicit WordScanner(std::string_view text) : text_(text) {}

  // False where a quote or a reference is not closed.
  bool scan() {
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      if (!step()) return false;
      if (space_) {
        end_word(begin);
        continue;
      }
      if (word_begin_ == kNone) word_begin_ = begin;
    }
    end_word(text_.size());
    return true;
  }

  [[nodiscard]] const std::vector<Span>& words() const { return words_; }

 private:
  static constexpr std::size_t kNone = std::string_view::npos;

  void end_word(std::size_t end) {
    if (word_begin_ != kNone)
      words_.push_back({static_cast<std::uint32_t>(word_begin_), static_cast<std::uint32_t>(end)});
    word_begin_ = kNone;
  }

  // Moves past one unit: a quoted string, a reference, `<<` with the blanks after it, an escaped or a plain character.
  bool step() {
    space_ = false;
    const char c = text_[at_];
    if (c == '\'') {
      const std::size_t close = text_.find('\'', at_ + 1);
      at_ = close == kNone ? text_.size() : close + 1;
      return close != kNone;
    }
    if (c == '"') return skip_double_quoted();
    if (c == '$') return skip_reference();
    if (c == kEscape) {
      at_ = std::min(at_ + 2, text_.size());
      return true;
    }
    if (c == '<' && text_.substr(at_).starts_with("<<")) {
      at_ += 2;
      while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == '\r')) ++at_;
      return true;
    }
    const std::size_t space = space_at_begin(text_.substr(at_));
    space_ = space != 0;
    at_ += space_ ? space : 1;
    return true;
  }

  bool skip_double_quoted() {
    for (++at_; at_ < text_.size();) {
      const char c = text_[at_];
      if (c == '$') {
        if (!skip_reference()) return false;
      } else if (c == kEscape) {
        at_ = std::min(at_ + 2, text_.size());
      } else {
        ++at_;
        if (c == '"') return true;
      }
    }
    return false;
  }

  bool skip_reference() {
    const std::optional<std::size_t> end = reference_end(text_, at_, kEscape);
    if (!end) return false;
    at_ = *end;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t word_begin_ = kNone;
  bool space_ = false;
  std::vector<Span> words_;
};

// A word without its quotes and escapes, and whether it had quotes.
struct Delimiter {
  std::string text;
  bool quoted = false;
};

std::optional<Delimiter> read_delimiter(std::string_view written) {
  WordScanner scanner(written);
  if (!scanner.scan() || scanner.words().size() != 1) return std::nullopt;
  const Span word = scanner.words().front();
  Delimiter result;
  char quote = '\0';
  for (std::size_t at = word.begin; at < word.end; ++at) {
    const char c = written[at];
    if (quote == '\0' ? c == '\'' || c == '"' : c == quote) {
      quote = quote == '\0' ? c : '\0';
      result.quoted = true;
    } else if (c == kEscape && quote == '\0' && at + 1 < word.end) {
      result.text += written[++at];
    } else if (c == kEscape && quote == '"' && at + 1 < word.end &&
               std::string_view("\"$\\").contains(written[at + 1])) {
      result.text += written[++at];
    } else if (c != kEscape || quote != '\0') {
      result.text += c;
    }
  }
  if (result.text.empty()) return std::nullopt;
  return result;
}

// Digits, `<<`, perhaps '-', white space, and the delimiter, in which no '<' may stand.
std::optional<Heredoc> match_opener(std::string_view word, std::string& delimiter) {
  std::size_t at = 0;
  while (at < word.size() && word[at] >= '0' && word[at] <= '9') ++at;
  if (!word.substr(at).starts_with("<<")) return std::nullopt;
  at += 2;
  Heredoc result;
  if (at < word.size() && word[at] == '-') {
    result.strips_tabs = true;
    ++at;
  }
  while (at < word.size() && (is_separator(word[at]) || word[at] == '\n')) ++at;
  const std::string_view written = word.substr(at);
  if (written.empty() || written.contains('<')) return std::nullopt;
  std::optional<Delimiter> read = read_delimiter(written);
  if (!read) return std::nullopt;
  result.expands = !read->quoted;
  delimiter = std::move(read->text);
  return result;
}

}  // namespace

std::vector<Heredoc> find_heredocs(const LogicalLine& line, std::string_view file, std::deque<std::string>& storage) {
  std::vector<Heredoc> result;
  const std::string_view text = line.text();
  WordScanner scanner(text);
  if (!scanner.scan()) return result;
  std::string delimiter;
  for (const Span word : scanner.words()) {
    const std::string_view written = text.substr(word.begin, word.size());
    std::optional<Heredoc> heredoc = match_opener(written, delimiter);
    if (!heredoc) continue;
    heredoc->opener = line.to_file(word);
    const std::string_view in_file = file.substr(heredoc->opener.begin, heredoc->opener.size());
    heredoc->delimiter = in_file.ends_with(delimiter) ? in_file.substr(in_file.size() - delimiter.size())
                                                      : storage.emplace_back(delimiter);
    result.push_back(*heredoc);
  }
  return result;
}

bool is_heredoc_opener(std::string_view text) {
  std::string ignored;
  return match_opener(text, ignored).has_value();
}

}  // namespace s1::dockerfile
