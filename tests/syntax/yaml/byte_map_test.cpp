// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/byte_map.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "test.h"
#include "text/utf8.h"

namespace s1::yaml {
namespace {

// The offset of each code point from `base` on, and the text's end.
std::vector<std::uint32_t> offsets(const std::string& text, std::size_t base) {
  std::vector<std::uint32_t> result;
  for (std::size_t at = base; at < text.size(); at += utf8::decode(std::string_view(text).substr(at)).length)
    result.push_back(static_cast<std::uint32_t>(at));
  result.push_back(static_cast<std::uint32_t>(text.size()));
  return result;
}

std::string some_text(std::mt19937& random, unsigned ascii_in) {
  std::string text;
  for (int i = 0; i < 6000; ++i) {
    if (random() % ascii_in != 0)
      text += static_cast<char>('a' + random() % 26);
    else
      text += std::vector<std::string>{"é", "€", "😀", "\xff", "\xe2\x82"}[random() % 5];
  }
  return text;
}

}  // namespace

TEST_CASE("indexes of code points become offsets, forth and back, near and far") {
  std::mt19937 random(1);  // the same in each run
  for (const unsigned ascii_in : {1U, 2U, 10U, 300U, 5000U}) {
    const std::string text = some_text(random, ascii_in);
    for (const std::uint32_t base : {0U, 7U}) {
      const std::vector<std::uint32_t> expected = offsets(text, base);
      ByteMap map(text, false);
      map.restart(base);
      std::size_t index = 0;
      for (int step = 0; step < 4000; ++step) {
        const std::size_t reach = step % 50 == 0 ? expected.size() : 12;
        const std::size_t low = index > reach ? index - reach : 0;
        index = std::min(low + random() % (2 * reach), expected.size() - 1);
        if (map.to_byte(index) != expected[index]) {
          INFO(ascii_in << " " << base << " " << index);
          CHECK(map.to_byte(index) == expected[index]);
          return;
        }
      }
    }
  }
}

TEST_CASE("in ASCII an index is an offset") {
  ByteMap map("abc", true);
  map.restart(1);
  CHECK(map.to_byte(1) == 2);
  CHECK(map.to_byte(9) == 3);
}

}  // namespace s1::yaml
