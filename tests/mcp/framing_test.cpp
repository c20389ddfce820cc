// SPDX-License-Identifier: Apache-2.0
#include "mcp/framing.h"

#include "test.h"

namespace {

// The lines that come out, '|' after each, with "<long>" for one that was refused; fed in pieces of `step` bytes.
std::string lines(std::string_view input, std::size_t step) {
  std::string result;
  s1::mcp::LineReader reader(
      8, [&](std::string_view line) { result.append(line).append("|"); }, [&] { result += "<long>|"; });
  for (std::size_t at = 0; at < input.size(); at += step) reader.feed(input.substr(at, step));
  reader.finish();
  return result;
}

}  // namespace

TEST_CASE("lines come out as they went in, however they are cut") {
  struct Row {
    std::string_view input, lines;
  };
  const Row rows[] = {
      {"", ""},
      {"a\n", "a|"},
      {"a\nb\n", "a|b|"},
      {"a\r\n\r\nb\n", "a\r|\r|b|"},
      {"\n\n", "||"},
      {"last", "last|"},
      {"a\nlast", "a|last|"},
      {"12345678\n", "12345678|"},
      {"123456789\n", "<long>|"},
      {"123456789", "<long>|"},
      {"12345678901234567890\nb\n", "<long>|b|"},
      {"a\n123456789\n123456789\nb", "a|<long>|<long>|b|"},
  };
  const std::size_t step = GENERATE(1U, 2U, 3U, 7U, 1000U);
  CAPTURE(step);
  for (const Row& row : rows) {
    CAPTURE(row.input);
    CHECK(lines(row.input, step) == row.lines);
  }
  CHECK(lines(std::string_view("a\0b\n", 4), step) == std::string("a\0b|", 4));
}
