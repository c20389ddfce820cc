// SPDX-License-Identifier: Apache-2.0
// What must hold for any bytes at all, and how long they may take.
#include <random>

#include "growth.h"
#include "syntax/json/read.h"
#include "syntax/json/tree_check.h"
#include "test.h"

namespace s1::json {
namespace {

using test::repeat;

constexpr std::string_view kSample =
    "\xEF\xBB\xBF{ \"a\": [1, -2.5e3, true, null, \"\\u00e9\\ud83d\\ude00\\n\xC3\xA9\"], /* c */\n \"b\" : {\"c\": {}, "
    "\"c\": []},\r\n // d\n\t\"\": \"e\",}\n";

void check(std::string_view text) {
  const Source source{std::string(text)};
  for (const Dialect dialect : {Dialect::strict, Dialect::relaxed}) {
    const data::File file = read(source, dialect);
    INFO(text.substr(0, 200));
    REQUIRE(test::broken_json_tree(file) == "");
    (void)data::dump(file);
  }
}

TEST_CASE("every beginning and end of a text is read") {
  for (std::size_t at = 0; at <= kSample.size(); ++at) {
    check(kSample.substr(0, at));
    check(kSample.substr(at));
  }
}

TEST_CASE("mutations of a text are read") {
  std::mt19937 random(1);
  const std::string_view bytes("{}[]\",:\\/*u0 1e-+.\ntfn\0\xff\xC3", 26);
  for (int round = 0; round < 3000; ++round) {
    std::string text(kSample);
    for (int i = 0; i < 3; ++i) text[random() % text.size()] = bytes[random() % bytes.size()];
    check(text);
  }
}

TEST_CASE("nesting over the limit ends the reading") {
  for (const std::string_view opener : {"[", "{\"a\":"}) {
    const Source deepest(repeat(opener, data::kMostDepth) + "1" + repeat(opener == "[" ? "]" : "}", data::kMostDepth));
    CHECK(read(deepest).diagnostics.empty());
    const Source source(repeat(opener, 5000));
    const data::File file = read(source);
    REQUIRE(file.diagnostics.size() == 1);
    CHECK(file.diagnostics[0].code == "too-deep");
    CHECK(file.diagnostics[0].span.begin == opener.size() * data::kMostDepth);
    CHECK_FALSE(file.documents[0].complete);
    CHECK(test::broken_json_tree(file) == "");
  }
}

TEST_CASE("values over the limit end the reading") {
  const Source source("[" + repeat("1,", data::kMostNodes) + "1]");
  const data::File file = read(source);
  REQUIRE(file.diagnostics.size() == 1);
  CHECK(file.diagnostics[0].code == "too-many-nodes");
  CHECK(file.nodes.size() == data::kMostNodes);
  CHECK(file.documents[0].complete == false);
  CHECK(test::broken_json_tree(file) == "");
}

TEST_CASE("many faults are not all listed") {
  const Source source("[" + repeat("\"\\q\",", 5000) + "x]");
  const data::File file = read(source);
  CHECK(file.diagnostics.size() == 102);
  CHECK(file.diagnostics.back().message == "Expected a value, found \"x\"");
}

TEST_CASE("the time grows with the text") {
  struct Growing {
    std::string_view begin, piece, end;
  };
  const Growing texts[] = {
      {"[", "1,", "1]"},
      {"[", "[],", "1]"},
      {"", "[", ""},
      {"\"", "\\u0041", "\""},
      {"\"", "\xC3\xA9", "\""},
      {"\"", "\xff", "\""},
      {"\"", "\n", "\""},
      {"{", "\"a\":1,", "\"b\":2}"},
      {"", " ", ""},
      {"[", "/**/", "1]"},
      {"[", "// a\n1, /* b */", "1]"},
      {"[[1", "/*\n*/", "], 2]"},
      {"", "/*", ""},
  };
  for (const Growing& text : texts) {
    INFO(text.begin << text.piece << text.end);
    const auto work = [](const std::string& input) {
      const Source source(input);
      (void)read(source, Dialect::relaxed);
    };
    CHECK(test::growth(work, text.begin, text.piece, text.end) < test::kMostGrowth);
  }
}

TEST_CASE("the time grows with the number of keys") {
  const auto mapping = [](int keys) {
    std::string text = "{";
    for (int i = 0; i < keys; ++i) text += "\"node_modules/" + std::to_string(i * 7919) + "\":1,";
    return text + "\"\":1}";
  };
  const std::string small = mapping(1000);
  const std::string large = mapping(16'000);
  const auto seconds = [](const std::string& text) {
    double best = 1e9;
    for (int i = 0; i < 10; ++i) best = std::min(best, test::seconds([&] { (void)read(Source(text)); }));
    return best;
  };
  if (!test::kSanitized) CHECK(seconds(large) / seconds(small) < test::kMostGrowth);
}

TEST_CASE("ten megabytes are read") {
  const Source source("{\"a\": [" + repeat("{\"key\": \"some text of a file\", \"n\": 12345},\n", 220'000) + "{}]}");
  const data::File file = read(source);
  CHECK(file.diagnostics.empty());
  CHECK(file.root()["a"].size() == 220'001);
  CHECK(test::broken_json_tree(file) == "");
}

}  // namespace
}  // namespace s1::json
