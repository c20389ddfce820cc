// SPDX-License-Identifier: Apache-2.0
#include "model/interpolate.h"

#include <iterator>
#include <utility>

#include "facts/secret_names.h"

namespace s1::model {

namespace {

constexpr int kMostNested = 32;

bool is_letter(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || c == '_';
}

bool is_digit(char c) {
  return '0' <= c && c <= '9';
}

class Interpolator {
 public:
  Interpolator(std::string_view text, const Variables& variables, std::size_t& left)
      : text_(text), variables_(variables), left_(left) {}

  Interpolation read() {
    Interpolation result = sequence(0);
    if (invalid_) result.known = false;
    if (!result.known) result.text = text_;
    return result;
  }

 private:
  // To the end of the text or, within braces, to the one that closes them.
  Interpolation sequence(int depth) {
    Interpolation result;
    std::size_t braces = 0;  // that stand for themselves: ${JSON:-{"a": 1}}
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '$') {
        add(result, expression(depth));
        continue;
      }
      if (depth > 0 && c == '{') ++braces;
      if (depth > 0 && c == '}' && braces-- == 0) return result;
      result.text += c;
      ++at_;
    }
    if (depth > 0) invalid_ = true;
    return result;
  }

  static void add(Interpolation& to, Interpolation part) {
    to.known = to.known && part.known;
    to.text += part.text;
    to.origins.insert(to.origins.end(), part.origins.begin(), part.origins.end());
  }

  Interpolation expression(int depth) {
    ++at_;  // the dollar sign
    if (next() == '$') {
      ++at_;
      return {.known = true, .text = "$", .origins = {}};
    }
    if (is_letter(next())) {
      const std::string_view plain = name();
      return value(plain, variables_.find(plain));
    }
    if (next() != '{' || depth == kMostNested) return give_up();
    ++at_;
    if (!is_letter(next())) return give_up();
    const std::string_view braced = name();
    const Variable* const variable = variables_.find(braced);
    const bool or_empty = next() == ':';
    if (or_empty) ++at_;
    const char operation = next();
    if (operation == '}' && !or_empty) {
      ++at_;
      return value(braced, variable);
    }
    if (operation != '-' && operation != '?' && operation != '+') return give_up();
    ++at_;
    Interpolation word = sequence(depth + 1);
    if (next() != '}') return give_up();
    ++at_;
    return choose(operation, braced, variable, or_empty, std::move(word));
  }

  Interpolation choose(char operation, std::string_view of, const Variable* variable, bool or_empty,
                       Interpolation word) {
    if (variable == nullptr) return operation == '-' ? std::move(word) : unknown();
    if (!variable->known) return unknown();
    const bool counts = !or_empty || !variable->text.empty();
    if (operation == '-') return counts ? value(of, variable) : std::move(word);
    if (operation == '?') return counts ? value(of, variable) : unknown();
    if (!counts) word = {};
    word.origins.push_back(variable->place);
    return word;
  }

  // What a variable with a secret's name holds is never taken up: messages would show it without its name, and scrub()
  // could not tell what it is.
  Interpolation value(std::string_view of, const Variable* variable) {
    if (variable == nullptr || !variable->known || facts::is_secret_name(of)) return unknown();
    if (variable->text.size() > left_) return unknown();
    left_ -= variable->text.size();
    return {.known = true, .text = variable->text, .origins = {variable->place}};
  }

  static Interpolation unknown() { return {.known = false, .text = {}, .origins = {}}; }

  // Compose refuses the text.
  Interpolation give_up() {
    invalid_ = true;
    at_ = text_.size();
    return unknown();
  }

  std::string_view name() {
    const std::size_t begin = at_;
    while (is_letter(next()) || is_digit(next())) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view text_;
  const Variables& variables_;
  std::size_t& left_;
  std::size_t at_ = 0;
  bool invalid_ = false;
};

}  // namespace

void Variables::set(std::string_view name, Variable variable) {
  variables_.insert_or_assign(std::string(name), std::move(variable));
}

const Variable* Variables::find(std::string_view name) const {
  if (outer_ != nullptr)
    if (const Variable* const variable = outer_->find(name)) return variable;
  const auto it = variables_.find(name);
  return it == variables_.end() ? nullptr : &it->second;
}

Interpolation interpolate(std::string_view text, const Variables& variables, std::size_t& left) {
  if (text.find('$') == std::string_view::npos) return {.known = true, .text = std::string(text), .origins = {}};
  return Interpolator(text, variables, left).read();
}

}  // namespace s1::model
