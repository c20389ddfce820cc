// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <random>

#include "test.h"
#include "text/edit.h"
#include "text/hash.h"
#include "text/mapped_text.h"
#include "text/source.h"
#include "text/suggest.h"
#include "text/utf8.h"

using s1::Edit;
using s1::MappedText;
using s1::Position;
using s1::Source;
using s1::Span;

TEST_CASE("positions are 1-based code points, lines end at LF") {
  const Source source(
      "ab\r\nc\xC3\xA9"
      "d\n\xFFz");
  CHECK(source.line_count() == 3);
  CHECK(source.position(0) == Position{1, 1});
  CHECK(source.position(2) == Position{1, 3});
  CHECK(source.position(4) == Position{2, 1});
  CHECK(source.position(7) == Position{2, 3});  // é is two bytes and one column
  CHECK(source.position(9) == Position{3, 1});
  CHECK(source.position(10) == Position{3, 2});  // a byte that is not UTF-8 is one column
  CHECK(source.position(999) == Position{3, 3});
  CHECK(source.slice(source.line_span(1)) == "ab");
  CHECK(source.slice(source.line_span(2)) ==
        "c\xC3\xA9"
        "d");
}

TEST_CASE("a byte order mark takes no column") {
  const Source source(
      "\xEF\xBB\xBF"
      "FROM x");
  CHECK(source.content_begin() == 3);
  CHECK(source.position(3) == Position{1, 1});
  CHECK(source.position(0) == Position{1, 1});
}

TEST_CASE("columns far into a long line are those of counting from its beginning, and cost no more") {
  std::string text = "short\n";
  for (int i = 0; text.size() < 3'000'000; ++i)
    text += i % 3 == 0 ? "\xC3\xA9" : i % 7 == 0 ? "\xFF" : i % 5 == 0 ? "\xF0\x9F\x9A\x80" : "x";
  const Source source(text);
  for (const std::uint32_t offset : {6U, 5'000U, 40'961U, 1'234'567U, 2'999'990U})
    CHECK(source.position(offset) == Position{2, 1 + s1::utf8::count(source.slice({6, offset}))});
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < 100'000; ++i) sum += source.position(2'900'000 + i % 1000).column;
  CHECK(sum > 0);
}

TEST_CASE("stray continuation bytes after a code point do not split it") {
  // The rocket moves over the place where a long line is cut; two bytes that continue nothing follow it.
  for (std::uint32_t lead = 4090; lead <= 4100; ++lead) {
    const std::string text = std::string(lead, 'x') + "\xF0\x9F\x9A\x80\x80\x80" + std::string(5'000, 'y');
    CHECK(Source(text).position(9'000) == Position{1, 1 + s1::utf8::count(std::string_view(text).substr(0, 9'000))});
  }
}

TEST_CASE("an empty file has one line") {
  const Source source("");
  CHECK(source.line_count() == 1);
  CHECK(source.position(0) == Position{1, 1});
  CHECK(source.line_span(1) == Span{0, 0});
}

TEST_CASE("UTF-8 is told from what only looks like it") {
  CHECK(s1::utf8::valid("plain caf\xC3\xA9 \xF0\x9F\x9A\x80"));
  for (const std::string_view bad :
       {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "aaaaaaaaaaaa\xFF"})
    CHECK_FALSE(s1::utf8::valid(bad));
}

TEST_CASE("joined text leads back to the file") {
  const std::string_view file = "RUN a \\\n  b \\\n# note\n  c";
  MappedText text;
  text.append(file, {4, 6});
  text.append(file, {8, 12});
  text.append(file, {21, 24});
  CHECK(text.text() == "a   b   c");
  CHECK(text.to_file(0) == 4);
  CHECK(text.to_file(4) == 10);
  CHECK(text.to_file(8) == 23);
  CHECK(text.to_file(Span{0, 9}) == Span{4, 24});
  CHECK(text.to_file(Span{4, 5}) == Span{10, 11});
  const MappedText part = text.part({4, 9});
  CHECK(part.text() == "b   c");
  CHECK(part.to_file(0) == 10);
  CHECK(part.to_file(4) == 23);
}

TEST_CASE("synthetic text maps to one place") {
  const std::string_view file = "ab";
  MappedText text;
  text.append(file, {0, 1});
  text.append_synthetic("\n\n", 1);
  text.append(file, {1, 2});
  CHECK(text.text() == "a\n\nb");
  CHECK(text.to_file(1) == 1);
  CHECK(text.to_file(2) == 1);
  CHECK(text.to_file(3) == 1);
  CHECK(text.to_file(Span{0, 4}) == Span{0, 2});
}

TEST_CASE("edits change their spans and nothing else") {
  const std::array edits = {Edit{{4, 7}, "COPY"}, Edit{{0, 0}, ">"}, Edit{{9, 9}, "!"}};
  CHECK(s1::apply("abc ADD x", edits).value() == ">abc COPY x!");
  CHECK_FALSE(s1::apply("abc", std::array{Edit{{0, 2}, ""}, Edit{{1, 3}, ""}}).has_value());
  CHECK_FALSE(s1::apply("abc", std::array{Edit{{2, 4}, ""}}).has_value());
  CHECK_FALSE(s1::apply("abc", std::array{Edit{{1, 1}, "x"}, Edit{{1, 1}, "y"}}).has_value());
}

TEST_CASE("a near name is suggested, a far one is not") {
  const std::array<std::string_view, 4> names = {"profile", "platforms", "min_severity", "from"};
  CHECK(s1::nearest("profiel", names) == "profile");
  CHECK(s1::nearest("platform", names) == "platforms");
  CHECK(s1::nearest("MIN-SEVERITY", names) == "min_severity");
  CHECK(s1::nearest("form", names) == "from");
  CHECK(s1::nearest("wholly-else", names).empty());
  CHECK(s1::nearest("", names).empty());
  CHECK(s1::nearest(std::string(100'000, 'x'), names).empty());
}

TEST_CASE("fields of a hash do not run into one another") {
  CHECK(s1::hash128({"ab", "c"}) != s1::hash128({"a", "bc"}));
  CHECK(s1::hash128("x").size() == 32);
}
