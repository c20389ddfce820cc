// SPDX-License-Identifier: Apache-2.0
#include "syntax/groovy/scan.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace s1::groovy {
namespace {

// A string within the code of a ${…} within a string …: one frame each, the innermost last.
class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t at) : text_(text), at_(at) {}

  void open(Quote quote) {
    at_ += quote_size(quote);
    push(quote);
  }
  void open_code() {
    at_ += 2;
    push(Quote::none);
  }

  Scanned run() {
    while (depth_ > 0 && at_ < text_.size()) {
      const Quote quote = frames_[depth_ - 1];
      if (quote == Quote::none)
        step_in_code();
      else if (!step_in_string(quote))
        return {at_, false};
    }
    const auto size = static_cast<std::uint32_t>(text_.size());
    return {std::min(at_, size), depth_ == 0};
  }

 private:
  void push(Quote quote) {
    if (depth_ < frames_.size()) frames_[depth_++] = quote;
  }
  [[nodiscard]] bool is_full() const { return depth_ == frames_.size(); }
  [[nodiscard]] bool sees(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }

  void step_in_code() {
    const char c = text_[at_];
    if ((c == '\'' || c == '"') && !is_full()) return open(quote_at(text_, at_));
    ++at_;
    if (c == '{') push(Quote::none);
    if (c == '}') --depth_;
  }

  // False where the string breaks off at the end of its line.
  bool step_in_string(Quote quote) {
    const char c = text_[at_];
    if (quote == Quote::dollar_slashy) {
      if (sees("$$") || sees("$/")) {
        at_ += 2;
        return true;
      }
    } else if (quote == Quote::slashy) {
      if (sees("\\/")) {
        at_ += 2;
        return true;
      }
    } else if (c == '\\') {
      at_ += sees("\\\r\n") ? 3 : 2;
      return true;
    }
    const bool one_line = quote == Quote::single || quote == Quote::double_ || quote == Quote::slashy;
    if (one_line && c == '\n') return false;
    if (closes(quote)) {
      at_ += quote_size(quote);
      --depth_;
    } else if (interpolates(quote) && sees("${") && !is_full()) {
      open_code();
    } else {
      ++at_;
    }
    return true;
  }

  [[nodiscard]] bool closes(Quote quote) const {
    switch (quote) {
      case Quote::none:
        return false;
      case Quote::single:
        return text_[at_] == '\'';
      case Quote::double_:
        return text_[at_] == '"';
      case Quote::triple_single:
        return sees("'''");
      case Quote::triple_double:
        return sees("\"\"\"");
      case Quote::slashy:
        return text_[at_] == '/';
      case Quote::dollar_slashy:
        return sees("/$");
    }
    return false;
  }

  std::string_view text_;
  std::uint32_t at_;
  std::array<Quote, kMostNesting> frames_{};
  std::size_t depth_ = 0;
};

}  // namespace

Quote quote_at(std::string_view text, std::uint32_t begin) {
  const std::string_view rest = text.substr(begin);
  if (rest.starts_with("'''")) return Quote::triple_single;
  if (rest.starts_with("\"\"\"")) return Quote::triple_double;
  if (rest.starts_with('\'')) return Quote::single;
  if (rest.starts_with('"')) return Quote::double_;
  if (rest.starts_with('/')) return Quote::slashy;
  if (rest.starts_with("$/")) return Quote::dollar_slashy;
  return Quote::none;
}

std::uint32_t quote_size(Quote quote) {
  switch (quote) {
    case Quote::none:
      return 0;
    case Quote::single:
    case Quote::double_:
    case Quote::slashy:
      return 1;
    case Quote::dollar_slashy:
      return 2;
    case Quote::triple_single:
    case Quote::triple_double:
      return 3;
  }
  return 0;
}

bool interpolates(Quote quote) {
  return quote == Quote::double_ || quote == Quote::triple_double || quote == Quote::slashy ||
         quote == Quote::dollar_slashy;
}

Scanned scan_string(std::string_view text, std::uint32_t begin, Quote quote) {
  Scanner scanner(text, begin);
  scanner.open(quote);
  return scanner.run();
}

Scanned scan_expression(std::string_view text, std::uint32_t begin) {
  Scanner scanner(text, begin);
  scanner.open_code();
  return scanner.run();
}

}  // namespace s1::groovy
