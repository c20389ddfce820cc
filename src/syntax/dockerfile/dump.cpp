// SPDX-License-Identifier: Apache-2.0
// dump(): the instructions as S-expressions, the text that BuildKit's own parser prints for a file.
#include <array>
#include <cstdint>

#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/chars.h"
#include "syntax/dockerfile/instruction.h"
#include "syntax/dockerfile/json_array.h"
#include "text/utf8.h"

namespace s1::dockerfile {
namespace {

struct Range {
  char32_t first, last;
};

// Code points that Go does not print as they are: controls, white space but the blank, format characters, private use.
// (Go has those that are not assigned too, by its version of Unicode.)
constexpr std::array kHidden = {Range{0x80, 0xA0},     Range{0xAD, 0xAD},       Range{0x600, 0x605},
                                Range{0x61C, 0x61C},   Range{0x6DD, 0x6DD},     Range{0x70F, 0x70F},
                                Range{0x1680, 0x1680}, Range{0x180E, 0x180E},   Range{0x2000, 0x200F},
                                Range{0x2028, 0x202F}, Range{0x205F, 0x206F},   Range{0x3000, 0x3000},
                                Range{0xE000, 0xF8FF}, Range{0xFEFF, 0xFEFF},   Range{0xFFF0, 0xFFFB},
                                Range{0xFFFE, 0xFFFF}, Range{0xE0000, 0xE00FF}, Range{0xF0000, 0x10FFFF}};

bool is_hidden(char32_t c) {
  for (const Range& range : kHidden)
    if (c >= range.first && c <= range.last) return true;
  return false;
}

void append_hex(std::string& out, std::uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += "0123456789abcdef"[(value >> shift) & 0xF];
}

// The character that follows the backslash in the short escape of a byte; NUL where there is none.
char short_escape(char c) {
  constexpr std::string_view plain = "\a\b\f\n\r\t\v\"\\";
  constexpr std::string_view letter = "abfnrtv\"\\";
  const std::size_t at = plain.find(c);
  return at == plain.npos ? '\0' : letter[at];
}

// A string literal of Go.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const utf8::Decoded decoded = utf8::decode(text);
    const auto byte = static_cast<unsigned char>(text[0]);
    if (const char letter = short_escape(text[0])) {
      out += '\\';
      out += letter;
    } else if (!decoded.valid || byte < 0x20 || byte == 0x7F) {
      append_hex(out += "\\x", byte, 2);
    } else if (is_hidden(decoded.code_point)) {
      const bool is_short = decoded.code_point <= 0xFFFF;
      append_hex(out += is_short ? "\\u" : "\\U", decoded.code_point, is_short ? 4 : 8);
    } else {
      out += text.substr(0, decoded.length);
    }
    text.remove_prefix(decoded.length);
  }
  out += '"';
}

class Dumper {
 public:
  void add(const Instruction& instruction) {
    out_ += '(';
    const std::size_t begin = out_.size();
    for (const char c : instruction.keyword_text) out_ += lower(c);
    add_flags(instruction);
    add_arguments(instruction);
    if (out_.substr(begin, 1) == " ") out_.erase(begin, 1);  // no keyword
    out_ += ')';
  }

  std::string take() { return std::move(out_); }
  void end_line() { out_ += '\n'; }

 private:
  void add_flags(const Instruction& instruction) {
    if (instruction.flags.empty()) return;
    char before = '[';
    out_ += ' ';
    for (const Flag& flag : instruction.flags) {
      out_ += before;
      std::string text = "--" + std::string(flag.name);
      if (flag.has_value) text.append("=").append(flag.value);
      append_quoted(out_, text);
      before = ' ';
    }
    out_ += ']';
  }

  void add_string(std::string_view text) { append_quoted(out_ += ' ', text); }

  void add_arguments(const Instruction& instruction) {
    const std::string_view text = instruction.arguments.text();
    switch (instruction.kind) {
      case Kind::env:
      case Kind::label:
        for (const Pair& pair : instruction.pairs) {
          add_string(pair.key.raw);
          add_string(pair.value.raw);
          add_string(pair.legacy || !pair.has_value ? "" : "=");
        }
        return;
      case Kind::run:
      case Kind::cmd:
      case Kind::entrypoint:
      case Kind::shell:
        add_command(instruction);
        return;
      case Kind::healthcheck:
        if (!instruction.words.empty()) add_string(instruction.words.front().raw);
        if (instruction.inner)
          add_command(*instruction.inner);
        else
          add_rest(after_first_word(text));
        return;
      case Kind::onbuild:
        if (instruction.inner) add(*instruction.inner, ' ');
        return;
      case Kind::unknown:
        add_string("");
        return;
      default:
        for (const Word& word : instruction.words) add_string(word.raw);
    }
  }

  void add(const Instruction& inner, char before) {
    out_ += before;
    add(inner);
  }

  void add_command(const Instruction& instruction) {
    if (instruction.form == Form::json)
      for (const Word& word : instruction.words) add_string(word.raw);
    else if (!instruction.arguments.empty())
      add_string(instruction.arguments.text());
  }

  // What follows a type of HEALTHCHECK that is not CMD.
  void add_rest(std::string_view text) {
    std::vector<JsonString> strings;
    if (text.starts_with('[') && read_json_array(text, strings) == JsonArray::strings) {
      for (const JsonString& string : strings)
        add_string(decode_json_string(text.substr(string.literal.begin + 1, string.literal.size() - 2)));
    } else if (!text.empty()) {
      add_string(text);
    }
  }

  std::string out_;
};

}  // namespace

std::string dump(const File& file) {
  Dumper dumper;
  for (const Instruction& instruction : file.instructions) {
    dumper.add(instruction);
    dumper.end_line();
  }
  return dumper.take();
}

}  // namespace s1::dockerfile
