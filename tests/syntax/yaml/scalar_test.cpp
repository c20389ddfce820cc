// SPDX-License-Identifier: Apache-2.0
// How strings are written, and that they are read back as they were.
#include "syntax/yaml/scalar.h"

#include <random>

#include "syntax/yaml/read.h"
#include "test.h"

namespace s1::yaml {
namespace {

using data::Kind;
using data::Style;

std::string written(std::string_view text, const ScalarPlace& place = {}) {
  const Result<ScalarText> result = write_scalar(text, Kind::string, place);
  return result ? result->head + result->body : result.error().code;
}

TEST_CASE("strings that some reader takes for something else are quoted") {
  const std::string_view quoted[] = {
      "",     "on",   "No",   "y",    "N",    "true",       "Null",     "~",     "3.10",  "012",  "1e3",  "+1",
      "-0",   ".5",   "0x1F", "0o14", "0b10", "1_000",      "1,000",    "12:30", "1:00",  ".inf", ".NaN", "1.",
      "1e+3", "-1.5", "<<",   "=",    "---",  "2026-01-31", "2026-1-2", "...",   " a",    "a ",   "a: b", "a:",
      "a #b", "#a",   "- a",  "-",    "? a",  "?",          ":a",       "[a]",   "{a}",   "]",    ",a",   "&a",
      "*a",   "!a",   "|",    ">",    "%a",   "@a",         "`a",       "'a'",   "\"a\"", "--- a"};
  for (const std::string_view text : quoted) {
    INFO(text);
    CHECK_FALSE(is_plain_string(text, false));
    CHECK(written(text).starts_with('"'));
  }
  const std::string_view plain[] = {
      "a",          "on call", "1.2.3",    "10.0.0.1",  "10.0.0.0/8", "v1",   "1a",        "-a",
      "--flag",     "?a",      "a:b",      "a#b",       "it's",       "a, b", "a [b] {c}", "https://a.b/?c#d",
      "nginx:1.27", "~/.ssh",  "true-ish", "yesterday", "e3",         "/a",   "a\\b",      "é",
      "$(a)",       "${a}",    "512Mi",    "1h30m",     "80:80x"};
  for (const std::string_view text : plain) {
    INFO(text);
    CHECK(is_plain_string(text, false));
  }
  for (const std::string_view text : {"a, b", "a [b] {c}", "a}", "https://a.b/?c#d", "-]"}) {
    INFO(text);
    CHECK_FALSE(is_plain_string(text, true));
  }
}

TEST_CASE("a string takes the style of its place where it can") {
  CHECK(written("a", {.style = Style::single_quoted}) == "'a'");
  CHECK(written("it's", {.style = Style::single_quoted}) == "'it''s'");
  CHECK(written("a\tb", {.style = Style::single_quoted}) == "\"a\\tb\"");
  CHECK(written("on", {.quote = '\''}) == "'on'");
  CHECK(written("a\nb\n") == "|\n  a\n  b");
  CHECK(written("a\nb", {.column = 4, .line_break = "\r\n"}) == "|-\r\n    a\r\n    b");
  CHECK(written("a\n", {.one_line = true}) == "\"a\\n\"");
  CHECK(written("a\nb", {.in_flow = true}) == "\"a\\nb\"");
  CHECK(written(" a\nb\n") == "|2\n   a\n  b");
  CHECK(written("\n\ta\n") == "|2\n\n  \ta");
  CHECK(written("a\n\n") == "\"a\\n\\n\"");
  CHECK(written("a\n\n", {.keeps_blank_lines = true}) == "|+\n  a\n");
  CHECK(written("\n") == "\"\\n\"");
  CHECK(written("a b\n\nc", {.style = Style::folded}) == ">-\n  a b\n\n\n  c");
  CHECK(written("a b c d\n", {.style = Style::folded, .width = 3}) == ">\n  a b\n  c d");
  CHECK(written(" a\n", {.style = Style::folded}) == "|2\n   a");
  CHECK(written("a\r\nb") == "\"a\\r\\nb\"");
  CHECK(written("\x01\x7F\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF\xEF\xBF\xBF") == "\"\\x01\\x7F\\x85\\u2028\\uFEFF\\uFFFF\"");
  CHECK(written("\xC3") == "bad-value");
  CHECK(write_scalar("012", Kind::boolean, {}).error().code == "bad-value");
  CHECK(write_scalar("", Kind::null, {})->head == "null");
}

TEST_CASE("what is written reads back as the same string, wherever it stands") {
  std::mt19937 random(1);
  const std::string_view pieces[] = {
      "a", "b c", "\n",  "\n",  " ", "  ", "\t", "#",  ": ", ":",  "-",    "- ",       "?",
      ",", "[",   "]",   "{",   "}", "'",  "\"", "\\", "|",  ">",  "&",    "*",        "!",
      "%", "@",   "`",   "~",   "1", "0",  ".",  "e",  "_",  "\r", "\x01", "\xC2\x85", "\xE2\x80\xA8",
      "é", "😀",  "---", "...", "on"};
  const Style styles[] = {Style::plain, Style::single_quoted, Style::double_quoted, Style::literal, Style::folded};
  for (int round = 0; round < 40'000; ++round) {
    std::string text;
    for (std::size_t i = 0, count = random() % 8; i < count; ++i) text += pieces[random() % std::size(pieces)];
    ScalarPlace place;
    place.style = styles[random() % std::size(styles)];
    place.quote = random() % 2 == 0 ? '"' : '\'';
    place.width = static_cast<std::uint32_t>(random() % 12);
    const std::size_t where = random() % 5;
    std::string before, after;
    place.parent_column = 0;
    if (where == 0) {
      before = "k: ";
      after = "\nnext: 1\n";
    } else if (where == 1) {
      before = "k:\n    - ";
      after = "\n    - 1\n";
      place.parent_column = 4;
      place.column = 6;
    } else if (where == 2) {
      before = "k: [";
      after = ", 1]\n";
      place.in_flow = true;
    } else if (where == 3) {
      before = "k: {a: ";
      after = ", b: 1}\n";
      place.in_flow = true;
    } else {
      before = "k:\n  ";
      after = ": 1\n";
      place.one_line = true;
    }
    const Result<ScalarText> result = write_scalar(text, Kind::string, place);
    REQUIRE(result);
    const Source source(before + result->head + result->body + after);
    const data::File file = read(source);
    INFO(source.bytes());
    REQUIRE(file.diagnostics.empty());
    const data::Value value = file.root()["k"];
    const data::Value found = where == 0   ? value
                              : where == 3 ? value["a"]
                              : where == 4 ? value.own_members().at(0).key
                                           : value.items().at(0);
    REQUIRE(found.is_string());
    REQUIRE(found.text() == text);
  }
}

}  // namespace
}  // namespace s1::yaml
