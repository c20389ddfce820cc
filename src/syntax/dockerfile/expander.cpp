// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/expander.h"

#include <utility>

#include "syntax/dockerfile/pattern.h"
#include "text/utf8.h"

namespace s1::dockerfile {
namespace {

using State = VariableValue::State;

constexpr int kDeepest = 64;  // ${a:-${b:-${c:-…
constexpr std::size_t kMostInserted =
    4096;                 // bytes of variables in one text: `ENV A=$A$A` a few times over is no use to anyone
constexpr int kEnd = -1;  // stands for a character that never comes

// Letters outside ASCII, near enough: not the blocks of punctuation, symbols, private use and pictures.
bool is_letter_beyond_ascii(char32_t c) {
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0x2000 && c <= 0x2BFF) return false;
  if (c >= 0x3000 && c <= 0x3004) return false;
  if (c >= 0xE000 && c <= 0xF8FF) return false;
  return c < 0x1F000 || c > 0x1FFFF;
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_name_character(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Expander {
 public:
  Expander(std::string_view text, char escape, const Lookup& lookup) : text_(text), escape_(escape), lookup_(lookup) {
    specials_ += escape;
  }

  Expanded all() {
    Expanded result;
    result.text.reserve(text_.size());
    result.valid = until(kEnd, false, result.text);
    if (!result.valid) {
      result.text = text_;
      known_ = false;
      undefined_.clear();
    }
    result.known = known_;
    result.undefined = std::move(undefined_);
    return result;
  }

  std::optional<std::size_t> reference_at(std::size_t at) {
    at_ = at;
    std::string ignored;
    if (!reference(ignored)) return std::nullopt;
    return at_;
  }

 private:
  [[nodiscard]] bool ended() const { return at_ == text_.size(); }
  [[nodiscard]] bool next_is(char c) const { return !ended() && text_[at_] == c; }

  // Expands up to the character `stop` and takes that too; false where it does not come.
  bool until(int stop, bool raw_escapes, std::string& out) {
    if (++depth_ > kDeepest) return false;
    while (!ended()) {
      const char c = text_[at_];
      if (stop != kEnd && c == static_cast<char>(stop)) {
        ++at_;
        --depth_;
        return true;
      }
      if (c == '\'') {
        if (!single_quoted(out)) return false;
      } else if (c == '"') {
        if (!double_quoted(raw_escapes, out)) return false;
      } else if (c == '$') {
        if (!reference(out)) return false;
      } else if (c == escape_) {
        if (raw_escapes) out += c;
        if (++at_ < text_.size()) out += text_[at_++];
      } else {
        plain(stop, out);
      }
    }
    --depth_;
    return stop == kEnd;
  }

  // A run of characters that mean nothing.
  void plain(int stop, std::string& out) {
    const std::size_t begin = at_;
    while (!ended() && !(stop != kEnd && text_[at_] == static_cast<char>(stop)) && !specials_.contains(text_[at_]))
      ++at_;
    out += text_.substr(begin, at_ - begin);
  }

  bool single_quoted(std::string& out) {
    const std::size_t close = text_.find('\'', at_ + 1);
    if (close == text_.npos) return false;
    out += text_.substr(at_ + 1, close - at_ - 1);
    at_ = close + 1;
    return true;
  }

  bool double_quoted(bool raw_escapes, std::string& out) {
    for (++at_; !ended();) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (c == '$') {
        if (!reference(out)) return false;
        continue;
      }
      ++at_;
      if (c != escape_) {
        out += c;
        continue;
      }
      if (raw_escapes) out += c;
      if (ended()) return false;
      if (next_is('"') || next_is('$') || next_is(escape_))
        out += text_[at_++];
      else
        out += c;
    }
    return false;
  }

  std::string_view name() {
    const std::size_t begin = at_;
    if (ended()) return {};
    if (is_digit(text_[at_])) {
      while (!ended() && is_digit(text_[at_])) ++at_;
    } else if (std::string_view("@*#?-$!").contains(text_[at_])) {
      ++at_;
    } else {
      while (!ended()) {
        if (is_name_character(text_[at_])) {
          ++at_;
          continue;
        }
        const utf8::Decoded decoded = utf8::decode(text_.substr(at_));
        if (decoded.length < 2 || !is_letter_beyond_ascii(decoded.code_point)) break;
        at_ += decoded.length;
      }
    }
    return text_.substr(begin, at_ - begin);
  }

  // $name, ${name} and ${name with a modifier}; a '$' before anything else is itself.
  bool reference(std::string& out) {
    const std::size_t begin = at_++;
    if (!next_is('{')) {
      const std::string_view variable = name();
      if (variable.empty())
        out += '$';
      else
        insert(variable, begin, out);
      return true;
    }
    ++at_;
    if (ended() || next_is('{') || next_is('}') || next_is(':')) return false;
    const std::string_view variable = name();
    if (ended()) return false;
    char modifier = text_[at_++];
    if (modifier == '}') {
      insert(variable, begin, out);
      return true;
    }
    if (modifier == '/') return replacement(variable, begin, out);
    bool empty_counts_as_unset = false;
    if (modifier == ':') {
      if (ended()) return false;
      empty_counts_as_unset = true;
      modifier = text_[at_++];
    }
    if (!std::string_view("-+?#%").contains(modifier)) return false;
    const bool is_pattern = modifier == '#' || modifier == '%';
    std::string word;
    const std::size_t undefined_before = undefined_.size();
    const bool known_before = std::exchange(known_, true);
    if (!until('}', is_pattern, word)) return false;
    // What is in the word counts only where the word is used.
    const auto drop_word = [&] {
      undefined_.resize(undefined_before);
      known_ = known_before;
    };
    const auto use_word = [&] {
      out += word;
      known_ = known_ && known_before;
    };
    const VariableValue value = lookup_(variable);
    if (is_pattern) {
      const bool word_known = known_;
      known_ = known_before;
      if (!word_known || value.state != State::set) return keep(variable, value.state, begin, out);
      const bool longest = word.starts_with(modifier);
      const Side side = modifier == '#' ? Side::prefix : Side::suffix;
      const auto rest = remove_match(value.text, std::string_view(word).substr(longest ? 1 : 0), side, longest);
      return put(rest, begin, out);
    }

    const bool has_value = value.state == State::set || value.state == State::partial;
    const bool counts = has_value && !(empty_counts_as_unset && value.text.empty());
    const bool depends = value.state == State::unknown || value.state == State::foreign;
    if (modifier == '?') {
      drop_word();
      if (counts) insert(variable, begin, out);
      return counts || keep(variable, value.state, begin, out);
    }
    if (depends) {
      drop_word();
      return keep(variable, State::unknown, begin, out);
    }
    if ((modifier == '-') != counts) {
      use_word();
      return true;
    }
    drop_word();
    if (modifier == '-') insert(variable, begin, out);
    return true;
  }

  bool replacement(std::string_view variable, std::size_t begin, std::string& out) {
    const bool all = next_is('/');
    if (all) ++at_;
    std::string pattern, with;
    const bool known_before = std::exchange(known_, true);
    if (!until('/', true, pattern) || !until('}', true, with)) return false;
    const bool words_known = std::exchange(known_, known_before);
    const VariableValue value = lookup_(variable);
    if (!words_known || value.state != State::set) return keep(variable, value.state, begin, out);
    return put(replace_match(value.text, pattern, with, all), begin, out);
  }

  // Puts in the variable's value, or ${NAME} where it has none.
  void insert(std::string_view variable, std::size_t begin, std::string& out) {
    const VariableValue value = lookup_(variable);
    const bool has_value = value.state == State::set || value.state == State::partial;
    if (has_value && inserted_ + value.text.size() <= kMostInserted) {
      inserted_ += value.text.size();
      known_ = known_ && value.state == State::set;
      out += value.text;
      return;
    }
    note_undefined(variable, value.state, begin);
    known_ = false;
    out.append("${").append(variable).append("}");
  }

  // Leaves the reference as it is written.
  bool keep(std::string_view variable, State state, std::size_t begin, std::string& out) {
    note_undefined(variable, state, begin);
    known_ = false;
    out += text_.substr(begin, at_ - begin);
    return true;
  }

  bool put(const std::optional<std::string>& value, std::size_t begin, std::string& out) {
    if (!value || inserted_ + value->size() > kMostInserted) return keep({}, State::unknown, begin, out);
    inserted_ += value->size();
    out += *value;
    return true;
  }

  void note_undefined(std::string_view variable, State state, std::size_t begin) {
    if ((state != State::undefined && state != State::foreign) || variable.empty()) return;
    undefined_.push_back({{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)}, variable});
  }

  std::string_view text_;
  char escape_;
  const Lookup& lookup_;
  std::string specials_ = "'\"$";
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t inserted_ = 0;
  bool known_ = true;
  std::vector<Expanded::Undefined> undefined_;
};

}  // namespace

bool is_plain(std::string_view text, char escape) {
  const char specials[] = {'\'', '"', '$', escape};
  return text.find_first_of(std::string_view(specials, sizeof specials)) == text.npos;
}

Expanded expand_text(std::string_view text, char escape, const Lookup& lookup) {
  if (is_plain(text, escape)) return {.text = std::string(text), .undefined = {}};
  return Expander(text, escape, lookup).all();
}

std::optional<std::size_t> reference_end(std::string_view text, std::size_t at, char escape) {
  const Lookup nothing = [](std::string_view) { return VariableValue{}; };
  return Expander(text, escape, nothing).reference_at(at);
}

}  // namespace s1::dockerfile
