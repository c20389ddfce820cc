// SPDX-License-Identifier: Apache-2.0
// What the reader makes of JSON: tables of input and dump, diagnostics, comments and mapped texts.
#include "syntax/json/read.h"

#include <fmt/format.h>

#include "growth.h"
#include "syntax/json/tree_check.h"
#include "test.h"

namespace s1::json {
namespace {

using namespace std::string_literals;

// Each diagnostic as `code [begin,end) message`, a line each.
std::string diagnostics(const data::File& file) {
  std::string out;
  for (const Diagnostic& each : file.diagnostics)
    out += fmt::format("{} [{},{}) {}\n", each.code, each.span.begin, each.span.end, each.message);
  return out;
}

std::string tree(const std::string& input, Dialect dialect = Dialect::strict) {
  const Source source(input);
  const data::File file = read(source, dialect);
  CHECK(test::broken_json_tree(file) == "");
  return data::dump(file);
}

struct Row {
  std::string input;
  std::string output;
};

TEST_CASE("values are read with their places") {
  const Row rows[] = {
      {"{}", "DOC [0,2)\n  map flow [0,2)\n"},
      {" [ ] ", "DOC [0,5)\n  seq flow [1,4)\n"},
      {"\xEF\xBB\xBFnull\r\n", "DOC [3,9)\n  null plain \"null\" [3,7)\n"},
      {R"({"a": {"b": []}, "c": 1})",
       R"(DOC [0,24)
  map flow [0,24)
    = str " "a" [1,4)
    : map flow [6,15)
      = str " "b" [7,10)
      : seq flow [12,14)
    = str " "c" [17,20)
    : int plain "1" [22,23)
)"},
      {"[true, false, null, -0, 12, 0.5, -1e9, 2E+1, 3.0e-2]",
       R"(DOC [0,52)
  seq flow [0,52)
    - bool plain "true" [1,5)
    - bool plain "false" [7,12)
    - null plain "null" [14,18)
    - int plain "-0" [20,22)
    - int plain "12" [24,26)
    - real plain "0.5" [28,31)
    - real plain "-1e9" [33,37)
    - real plain "2E+1" [39,43)
    - real plain "3.0e-2" [45,51)
)"},
      {R"(["", "é", "\"\\\/\b\f\n\r\t", "\u0041\u00e9\u20AC\ud83d\ude00"])",
       "DOC [0,64)\n  seq flow [0,64)\n    - str \" \"\" [1,3)\n    - str \" \"é\" [5,9)\n"
       "    - str \" \"\\\"\\\\/\b\f\\n\\r\\t\" [11,29)\n    - str \" \"Aé€😀\" [31,63)\n"},
      {R"({"a\n": "b\tc"})",
       "DOC [0,15)\n  map flow [0,15)\n    = str \" \"a\\n\" [1,6)\n    : str \" \"b\\tc\" [8,14)\n"},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    CHECK(tree(row.input) == row.output);
    const Source source(row.input);
    CHECK(diagnostics(read(source)) == "");
  }
}

TEST_CASE("an error ends the reading, and what came before is kept") {
  const Row rows[] = {
      {"", "DOC [0,0) incomplete\n"},
      {R"({"a": 1, "b": [2, x]})",
       R"(DOC [0,21) incomplete
  map flow [0,16)
    = str " "a" [1,4)
    : int plain "1" [6,7)
    = str " "b" [9,12)
    : seq flow [14,16)
      - int plain "2" [15,16)
)"},
      {R"({"a")", "DOC [0,4) incomplete\n  map flow [0,4)\n    = str \" \"a\" [1,4)\n    : null plain \"\" [4,4)\n"},
      {R"({"a":  )", "DOC [0,7) incomplete\n  map flow [0,5)\n    = str \" \"a\" [1,4)\n    : null plain \"\" [5,5)\n"},
      {R"({"a":"b)", "DOC [0,7) incomplete\n  map flow [0,5)\n    = str \" \"a\" [1,4)\n    : null plain \"\" [5,5)\n"},
      {"[[", "DOC [0,2) incomplete\n  seq flow [0,2)\n    - seq flow [1,2)\n"},
      {"1 2", "DOC [0,3) incomplete\n  int plain \"1\" [0,1)\n"},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    CHECK(tree(row.input) == row.output);
  }
}

TEST_CASE("diagnostics say what was expected and where") {
  const Row rows[] = {
      {"", "json-syntax [0,0) Expected a value, found the end of the file\n"},
      {"{a: 1}", "json-syntax [1,2) Expected a key in double quotes, found \"a\"\n"},
      {"{'a': 1}", "json-syntax [1,2) Expected a key in double quotes, found \"'\"\n"},
      {"{,}", "json-syntax [1,2) Expected a key in double quotes, found \",\"\n"},
      {"[,]", "json-syntax [1,2) Expected a value, found \",\"\n"},
      {"[1,,2]", "json-syntax [3,4) Expected a value, found \",\"\n"},
      {"{\"a\" 1}", "json-syntax [5,6) Expected \":\" after the key, found \"1\"\n"},
      {"{\"a\": 1 \"b\": 2}", "json-syntax [8,9) Expected \",\" or \"}\" after the member, found a string\n"},
      {"[1}", "json-syntax [2,3) Expected \",\" or \"]\" after the item, found \"}\"\n"},
      {"[1, ]", "json-syntax [2,3) A comma must not stand before the closing \"]\"\n"},
      {"{\"a\": 1,}", "json-syntax [7,8) A comma must not stand before the closing \"}\"\n"},
      {"[\"a]", "json-syntax [1,2) Expected a closing quote for the string that begins here\n"},
      {"\"a\\", "json-syntax [0,1) Expected a closing quote for the string that begins here\n"},
      {"[\"a\nb\"]", "json-syntax [3,4) A line ends within this string\n"},
      {"[\"a\x01\x02\"]", "json-syntax [3,4) A control character stands in this string\n"},
      {"[\"a\xff\"]", "json-syntax [1,5) Bytes of this string are not valid UTF-8\n"},
      {R"(["\q"])", "json-syntax [2,3) The escape in this string has no meaning\n"},
      {R"(["\u12"])", "json-syntax [2,4) Four hexadecimal digits must stand after \\u\n"},
      {R"(["\ud800"])", "json-syntax [2,8) This half of a surrogate pair stands without the other\n"},
      {R"(["\udc00\ud800"])", "json-syntax [2,8) This half of a surrogate pair stands without the other\n"},
      {"[012]", "json-syntax [1,4) Expected a value; this is neither a number nor true, false or null\n"},
      {"[1.]", "json-syntax [1,3) Expected a value; this is neither a number nor true, false or null\n"},
      {"[1e]", "json-syntax [1,3) Expected a value; this is neither a number nor true, false or null\n"},
      {"[-]", "json-syntax [1,2) Expected a value, found \"-\"\n"},
      {"[+1]", "json-syntax [1,2) Expected a value, found \"+\"\n"},
      {"[truex]", "json-syntax [1,6) Expected a value; this is neither a number nor true, false or null\n"},
      {"[True]", "json-syntax [1,2) Expected a value, found \"T\"\n"},
      {"{} {}", "json-syntax [3,4) Expected the end of the file after the value, found \"{\"\n"},
      {"// a\n{}", "json-syntax [0,1) Expected a value, found \"/\"\n"},
      {"{}\0"s, "json-syntax [2,3) Expected the end of the file after the value, found a byte that no text has\n"},
      {R"({"a": 1, "b": {"c": 1, "c": 2}, "a": 3, "\u0061": 4})",
       "duplicate-key [23,26) This key stands in the mapping already\n"
       "duplicate-key [32,35) This key stands in the mapping already\n"
       "duplicate-key [40,48) This key stands in the mapping already\n"},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    const Source source(row.input);
    const data::File file = read(source);
    CHECK(diagnostics(file) == row.output);
    CHECK(test::broken_json_tree(file) == "");
  }
}

TEST_CASE("a fault within a string leaves the rest of the file readable") {
  const Source source("[\"a\nb\", \"\\q\\n\", \"\xff\", \"\\ud800\", 1]");
  const data::File file = read(source);
  CHECK(file.documents[0].complete);
  CHECK(file.diagnostics.size() == 4);
  const std::vector<data::Value> items = file.root().items();
  REQUIRE(items.size() == 5);
  CHECK(items[0].text() == "a\nb");
  CHECK(items[1].text() == "\\q\n");
  CHECK(items[2].text() == "\xff");
  CHECK(items[3].text() == "\xEF\xBF\xBD");
}

TEST_CASE("the relaxed dialect takes comments and a comma before a bracket") {
  const std::string text = "// a\n{ /* b */ \"c\": [1, 2,], // d\n}\n/* e\n */";
  const Source source(text);
  const data::File file = read(source, Dialect::relaxed);
  CHECK(diagnostics(file) == "");
  CHECK(test::broken_json_tree(file) == "");
  std::string comments;
  for (const Comment& comment : file.comments) comments += fmt::format("{};", comment.text);
  CHECK(comments == "a;b;d;e;");
  const Row refused[] = {{"{,}", ""}, {"[,]", ""}, {"[1,,]", ""}, {"[1 /* a", ""}, {"/", ""}, {"1,", ""}};
  for (const Row& row : refused) {
    INFO(row.input);
    const Source each(row.input);
    CHECK(read(each, Dialect::relaxed).diagnostics.size() == 1);
  }
}

TEST_CASE("comments belong to what they stand beside, else to what they precede") {
  // Each comment's scope, as text.
  const Row rows[] = {
      {"// x\n{\"a\": 1}\n", "// x\n{\"a\": 1}\n"},
      {"{ // x\n\"a\": 1}", "{ // x\n\"a\": 1}"},
      {"{\n// x\n\"a\": 1}", "\"a\": 1"},
      {"{\n\"a\": 1, // x\n\"b\": 2}", "\"a\": 1"},
      {"{\n\"a\": 1, \"b\": 2 // x\n}", "\"b\": 2"},
      {"{\n\"a\": [ // x\n1]}", "\"a\": [ // x\n1]"},
      {"{\n\"a\": [\n1] // x\n}", "\"a\": [\n1]"},
      {"{\n\"a\": [\n1\n]\n// x\n}", "{\n\"a\": [\n1\n]\n// x\n}"},
      {"[1, /* x */ 2]", "2"},
      {"[1 /* x */, 2]", "1"},
      {"{\"a\": /* x */ 1}", "\"a\": /* x */ 1"},
      {"[\n// x\n\n{}]", "{}"},
      {"[[1\n// x\n], 2]", "[1\n// x\n]"},
      {"{\"a\": {\n// x\n}}", "\"a\": {\n// x\n}"},
      {"{}\n// x", ""},
      {"{} // x", "{} // x"},
      {"{\n\"a\": {\"b\": [1]}, // x\n\"c\": 2}", "\"a\": {\"b\": [1]}"},
      {"// x", ""},
  };
  for (const Row& row : rows) {
    INFO(row.input);
    const Source source(row.input);
    const data::File file = read(source, Dialect::relaxed);
    CHECK(test::broken_json_tree(file) == "");
    REQUIRE(file.comments.size() == 1);
    CHECK(file.comments[0].text == "x");
    CHECK(source.slice(file.comments[0].scope) == row.output);
  }
}

TEST_CASE("several comments on a line share what is before it") {
  const Source source("[\n1, /* a */ // b\n2]");
  const data::File file = read(source, Dialect::relaxed);
  REQUIRE(file.comments.size() == 2);
  CHECK(source.slice(file.comments[0].scope) == "1");
  CHECK(source.slice(file.comments[1].scope) == "1");
}

TEST_CASE("a decoded text leads back to its bytes") {
  const Source source(R"(["ab", "a\n\ud83d\ude00b"])");
  const data::File file = read(source);
  const std::vector<data::Value> items = file.root().items();
  REQUIRE(items.size() == 2);
  CHECK(items[0].text().data() == source.bytes().data() + 2);
  const MappedText mapped = json::mapped(file, *items[1].node());
  CHECK(mapped.text() ==
        "a\n\xF0\x9F\x98\x80"
        "b");
  const std::uint32_t expected[] = {8, 9, 11, 11, 11, 11, 23};
  for (std::uint32_t i = 0; i < 7; ++i) CHECK(mapped.to_file(i) == expected[i]);
}

}  // namespace
}  // namespace s1::json
