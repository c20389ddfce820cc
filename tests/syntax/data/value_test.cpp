// SPDX-License-Identifier: Apache-2.0
// What a mapping is asked for by name.
#include "syntax/data/tree.h"
#include "syntax/yaml/read.h"
#include "test.h"

namespace {

using s1::Source;
using s1::data::File;
using s1::data::Value;

std::string keys(const Value& mapping) {
  std::string result;
  for (const s1::data::Member& member : mapping.members()) {
    const s1::Span span = member.key.span();
    result += std::string(mapping.file()->source->slice(span)) + " ";
  }
  return result;
}

}  // namespace

TEST_CASE("a key that is a collection has no name, an empty one has the name \"\"") {
  const Source collections("? [a]\n: 1\n? {b: c}\n: 2\n");
  const File file = s1::yaml::read(collections);
  CHECK_FALSE(file.root()[""].exists());
  CHECK_FALSE(file.root().key("").exists());

  const Source empty("? [a]\n: 1\n\"\": 2\n? {b: c}\n: 3\n");
  const File with_empty = s1::yaml::read(empty);
  CHECK(with_empty.root()[""].text() == "2");
  CHECK(with_empty.root().key("").span() == s1::Span{10, 12});

  const Source alias("anchor: &list [a]\n? *list\n: 1\n");
  const File with_alias = s1::yaml::read(alias);
  CHECK_FALSE(with_alias.root()[""].exists());
}

TEST_CASE("a merge brings keys that are collections beside those that a mapping has") {
  const Source source(
      "base: &base\n  ? [x]\n  : 1\n  ? [y]\n  : 2\n  k: 3\nuser:\n  <<: *base\n  ? [z]\n  : 4\n  k: 5\n");
  const File file = s1::yaml::read(source);
  REQUIRE(file.diagnostics.empty());
  CHECK(keys(file.root()["user"]) == "[z] k [x] [y] ");
}
