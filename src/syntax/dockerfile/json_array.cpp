// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/json_array.h"

#include "text/utf8.h"

namespace s1::dockerfile {
namespace {

constexpr std::size_t kDeepest = 10'000;  // Go's decoder goes no deeper and calls the text invalid

constexpr bool is_json_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The value of a hexadecimal digit, or -1.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The code unit of the four digits at the front of `text`, or -1.
int code_unit(std::string_view text) {
  if (text.size() < 4) return -1;
  int value = 0;
  for (const char c : text.substr(0, 4)) {
    const int digit = hex_value(c);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

constexpr std::uint32_t kReplacement = 0xFFFD;

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  [[nodiscard]] JsonArray array(std::vector<JsonString>& strings) {
    bool only_strings = true;
    ++at_;  // '['
    skip_space();
    if (take(']')) return at_end() ? JsonArray::strings : JsonArray::not_json;
    do {
      skip_space();
      if (peek() == '"') {
        JsonString string{.literal = {position(), 0}};
        if (!skip_string(string.verbatim)) return JsonArray::not_json;
        string.literal.end = position();
        strings.push_back(string);
      } else {
        only_strings = false;
        if (!skip_value()) return JsonArray::not_json;
      }
      skip_space();
    } while (take(','));
    if (!take(']') || !at_end()) return JsonArray::not_json;
    return only_strings ? JsonArray::strings : JsonArray::not_strings;
  }

 private:
  [[nodiscard]] std::uint32_t position() const { return static_cast<std::uint32_t>(at_); }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] bool at_end() {
    skip_space();
    return at_ == text_.size();
  }
  void skip_space() {
    while (at_ < text_.size() && is_json_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    if (peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  bool skip_string(bool& verbatim) {
    ++at_;  // '"'
    bool ascii = true;
    const std::size_t begin = at_;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        if (!ascii && !utf8::valid(text_.substr(begin, at_ - begin))) verbatim = false;
        ++at_;
        return true;
      }
      if (static_cast<unsigned char>(c) < 0x20) return false;
      if (static_cast<unsigned char>(c) >= 0x80) ascii = false;
      if (c != '\\') continue;
      verbatim = false;
      ++at_;
      if (peek() == 'u') {
        if (code_unit(text_.substr(at_ + 1)) < 0) return false;
        at_ += 4;
      } else if (at_ == text_.size() || !std::string_view("\"\\/bfnrt").contains(text_[at_])) {
        return false;
      }
    }
    return false;
  }

  // Any value, without recursion: `closers_` holds the bracket that ends each open array or object.
  bool skip_value() {
    closers_.clear();
    bool ignored = true;
    for (;;) {
      skip_space();
      const char c = peek();
      if (c == '[' || c == '{') {
        if (closers_.size() == kDeepest) return false;
        ++at_;
        skip_space();
        const char closer = c == '[' ? ']' : '}';
        if (!take(closer)) {
          closers_ += closer;
          if (c == '{' && !skip_key()) return false;
          continue;
        }
      } else if (c == '"') {
        if (!skip_string(ignored)) return false;
      } else if (!skip_scalar()) {
        return false;
      }
      // A value has ended: so may what it stands in.
      for (;;) {
        if (closers_.empty()) return true;
        skip_space();
        if (take(',')) {
          if (closers_.back() == '}' && !skip_key()) return false;
          break;
        }
        if (!take(closers_.back())) return false;
        closers_.pop_back();
      }
    }
  }

  bool skip_key() {
    skip_space();
    bool ignored = true;
    if (peek() != '"' || !skip_string(ignored)) return false;
    skip_space();
    return take(':');
  }

  bool skip_scalar() {
    for (const std::string_view word : {"null", "true", "false"}) {
      if (!text_.substr(at_).starts_with(word)) continue;
      at_ += word.size();
      return true;
    }
    return skip_number();
  }

  bool skip_digits() {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    return at_ > begin;
  }
  bool skip_number() {
    take('-');
    if (!take('0') && !skip_digits()) return false;
    if (take('.') && !skip_digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return skip_digits();
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string closers_;
};

}  // namespace

JsonArray read_json_array(std::string_view text, std::vector<JsonString>& strings) {
  return Scanner(text).array(strings);
}

std::size_t decode_json_character(std::string_view inside, std::string& out) {
  if (inside[0] != '\\') {
    const utf8::Decoded decoded = utf8::decode(inside);
    if (decoded.valid)
      out += inside.substr(0, decoded.length);
    else
      utf8::append(out, kReplacement);
    return decoded.length;
  }
  switch (inside[1]) {
    case 'b':
      out += '\b';
      return 2;
    case 'f':
      out += '\f';
      return 2;
    case 'n':
      out += '\n';
      return 2;
    case 'r':
      out += '\r';
      return 2;
    case 't':
      out += '\t';
      return 2;
    case 'u':
      break;
    default:
      out += inside[1];
      return 2;
  }
  const int unit = code_unit(inside.substr(2));
  if (unit < 0xD800 || unit > 0xDFFF) {
    utf8::append(out, static_cast<std::uint32_t>(unit));
    return 6;
  }
  if (unit < 0xDC00 && inside.substr(6).starts_with("\\u")) {
    const int second = code_unit(inside.substr(8));
    if (second >= 0xDC00 && second <= 0xDFFF) {
      utf8::append(out, static_cast<std::uint32_t>(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00)));
      return 12;
    }
  }
  utf8::append(out, kReplacement);
  return 6;
}

std::string decode_json_string(std::string_view inside) {
  std::string result;
  result.reserve(inside.size());
  while (!inside.empty()) inside.remove_prefix(decode_json_character(inside, result));
  return result;
}

}  // namespace s1::dockerfile
