// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile_layers.h"

#include "model/shipped_stages.h"
#include "test.h"
#include "text/source.h"

namespace s1 {
namespace {

std::string digits(const std::vector<bool>& flags) {
  std::string text;
  for (const bool flag : flags) text += flag ? '1' : '0';
  return text;
}

TEST_CASE("the layers of builders are not shipped") {
  struct Row {
    std::string text;
    std::string shipped;  // a digit a stage
  };
  const Row rows[] = {
      {"FROM x\n", "1"},
      {"FROM x AS a\nFROM x AS b\nCOPY --from=a /a /a\n", "01"},
      {"FROM x AS a\nFROM a AS b\nFROM b\n", "111"},
      {"FROM x AS a\nFROM x\n", "01"},
      {"FROM x AS a\nCMD a\nFROM x\n", "11"},
      {"FROM x AS a\nCMD a\nFROM x\nRUN --mount=from=a,target=/a true\n", "01"},
      {"FROM x AS a\nFROM a AS b\nENTRYPOINT [\"b\"]\nFROM x\n", "111"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Source source(row.text);
    const dockerfile::File file = dockerfile::File::parse(source);
    CHECK(digits(model::shipped_layers(file, model::shipped_images(file, nullptr))) == row.shipped);
  }
}

TEST_CASE("marks go along stages that are FROM one another") {
  // Instructions:  0           1       2       3           4       5           6       7
  const Source source("FROM x AS a\nRUN 1\nRUN 2\nFROM x AS b\nRUN 4\nFROM a AS c\nRUN 6\nRUN 7\n");
  const dockerfile::File file = dockerfile::File::parse(source);
  REQUIRE(file.instructions.size() == 8);
  std::vector<bool> marks(8);
  marks[2] = true;
  CHECK(digits(model::marked_before(file, marks)) == "00100011");
  marks[2] = false;
  marks[6] = true;
  CHECK(digits(model::marked_after(file, marks)) == "01100000");
}

}  // namespace
}  // namespace s1
