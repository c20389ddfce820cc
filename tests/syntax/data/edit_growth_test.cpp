// SPDX-License-Identifier: Apache-2.0
// What an edit costs grows with the file and not faster, however long its lines are.
#include "growth.h"
#include "model.h"
#include "syntax/data/edit.h"
#include "test.h"

namespace s1::data {
namespace {

TEST_CASE("the time of an edit grows with the file") {
  struct Growing {
    Language language;
    std::string_view begin, piece, end;
  };
  const Growing texts[] = {
      {Language::json, "{\"a\":[", "{\"b\":[1,{\"c\":2}]},", "1],\"z\":{\"y\":1}}"},
      {Language::json, "{\n\"a\": [", "[\n1],", "1],\n\"z\":{\"y\":1}}"},
      {Language::yaml, "a: [", "{b: [1, {c: 2}]}, ", "1]\nz: {y: 1}\n"},
      {Language::yaml, "a:\n", "- b:\n    - |\n      text\n      # no comment\n", "z: {y: 1}\n"},
      {Language::yaml, "a: 1\n", "# comment\n", "z: {y: 1}\n"},
      {Language::yaml, "z: {y: 1}\na: 1\n", "\n   \n", ""},
      {Language::yaml, "a: \"", "long line ", "\"\nz: {y: 1}\n"},
  };
  for (const Growing& text : texts) {
    INFO(text.begin << text.piece << text.end);
    const auto work = [&](const std::string& input) {
      const Source source(input);
      const File file = test::read_any(source, text.language);
      const Value root = file.root();
      const Value inner = root["z"];
      (void)replace(inner["y"], {.kind = Kind::string, .text = "x\ny\n"});
      (void)rename(root.key("z"), "x");
      (void)insert_member(root, "k", {.kind = Kind::string, .text = "on"}, "z");
      (void)insert_member(inner, "k", {.kind = Kind::string, .text = "on"});
      (void)erase_member(root.key("z"));
      (void)erase_member(root.key("a"));
      (void)add_comment_above(inner.key("y"), "c");
      (void)add_comment_beside(inner.key("y"), "c");
    };
    CHECK(test::growth(work, text.begin, text.piece, text.end) < test::kMostGrowth);
  }
}

}  // namespace
}  // namespace s1::data
