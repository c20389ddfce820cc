// SPDX-License-Identifier: Apache-2.0
// The tree of small texts: {input, dump}.
#include "syntax/yaml/read.h"

#include "syntax/yaml/invariants.h"
#include "test.h"

namespace s1::yaml {
namespace {

TEST_CASE("values of every style stand where they are written") {
  const std::pair<std::string, std::string> rows[] = {
      {"", ""},
      {"# nothing\n", ""},
      {"a: 1", "DOC [0,4)\n  map block [0,4)\n    = str plain \"a\" [0,1)\n    : int plain \"1\" [3,4)\n"},
      {"- 'it''s'\n- \"a\\tb\"\n",
       "DOC [0,18)\n  seq block [0,18)\n    - str ' \"it's\" [2,9)\n    - str \" \"a\\tb\" [12,18)\n"},
      // Not written: behind the colon, the dash, the question mark.
      {"a:\nb: # c\n",
       "DOC [0,9)\n  map block [0,5)\n    = str plain \"a\" [0,1)\n    : null plain \"\" [2,2)\n    = str plain \"b\" "
       "[3,4)\n"
       "    : null plain \"\" [5,5)\n"},
      {"-\n- x\n-\n",
       "DOC [0,7)\n  seq block [0,7)\n    - null plain \"\" [1,1)\n    - str plain \"x\" [4,5)\n    - null plain \"\" "
       "[7,7)\n"},
      {"{a: , b}",
       "DOC [0,8)\n  map flow [0,8)\n    = str plain \"a\" [1,2)\n    : null plain \"\" [3,3)\n    = str plain \"b\" "
       "[6,7)\n"
       "    : null plain \"\" [7,7)\n"},
      {"? a\n\n# c\n? b\n",
       "DOC [0,12)\n  map block [0,12)\n    = str plain \"a\" [2,3)\n    : null plain \"\" [3,3)\n"
       "    = str plain \"b\" [11,12)\n    : null plain \"\" [12,12)\n"},
      {"a: !t\nb: &x\n",
       "DOC [0,11)\n  map block [0,11)\n    = str plain \"a\" [0,1)\n    : <!t> str plain \"\" [5,5)\n"
       "    = str plain \"b\" [6,7)\n    : &x null plain \"\" [11,11)\n"},
      // A block collection ends with its last value.
      {"a:\n  - b\n\n  # c\n\nd: e\n",
       "DOC [0,21)\n  map block [0,21)\n    = str plain \"a\" [0,1)\n    : seq block [5,8)\n      - str plain \"b\" "
       "[7,8)\n"
       "    = str plain \"d\" [17,18)\n    : str plain \"e\" [20,21)\n"},
      {"a:\n- b\n- - c\n",
       "DOC [0,12)\n  map block [0,12)\n    = str plain \"a\" [0,1)\n    : seq block [3,12)\n      - str plain \"b\" "
       "[5,6)\n"
       "      - seq block [9,12)\n        - str plain \"c\" [11,12)\n"},
      // A pair in a flow sequence has no braces.
      {"[a: b, {c: d}]",
       "DOC [0,14)\n  seq flow [0,14)\n    - map flow [1,5)\n      = str plain \"a\" [1,2)\n      : str plain \"b\" "
       "[4,5)\n"
       "    - map flow [7,13)\n      = str plain \"c\" [8,9)\n      : str plain \"d\" [11,12)\n"},
      // Tags and anchors stand before the value, on its line or above.
      {"!!map\n&k key: !Ref value\n",
       "DOC [0,24)\n  <tag:yaml.org,2002:map> map block [6,24)\n    = &k str plain \"key\" [9,12)\n"
       "    : <!Ref> str plain \"value\" [19,24)\n"},
      {"a: &x # c\n  !t # d\n  b\n",
       "DOC [0,22)\n  map block [0,22)\n    = str plain \"a\" [0,1)\n    : &x <!t> str plain \"b\" [21,22)\n"},
      {"! 12", "DOC [0,4)\n  <!> str plain \"12\" [2,4)\n"},
      {"!!str 12", "DOC [0,8)\n  <tag:yaml.org,2002:str> str plain \"12\" [6,8)\n"},
      {"%TAG ! tag:x,2026:\n---\n!a b\n", "DOC [23,27)\n  <tag:x,2026:a> str plain \"b\" [26,27)\n"},
      {"&a\n\xEF\xBB\xBF# c\n\xEF\xBB\xBF! b\n", "DOC [0,16)\n  &a <!> str plain \"b\" [15,16)\n"},
      // Block scalars end with their last line, without its break; blank lines belong to those that keep them.
      {"a: |\n  x\n\nb: >-\n  y\n\n\n",
       "DOC [0,19)\n  map block [0,19)\n    = str plain \"a\" [0,1)\n    : str | \"x\\n\" [3,8)\n    = str plain \"b\" "
       "[10,11)\n"
       "    : str > \"y\" [13,19)\n"},
      {"a: |+\n  x\n\nb: |\nc: |+ # d\n\n",
       "DOC [0,26)\n  map block [0,26)\n    = str plain \"a\" [0,1)\n    : str | \"x\\n\\n\" [3,10)\n    = str plain "
       "\"b\" [11,12)\n"
       "    : str | \"\" [14,15)\n    = str plain \"c\" [16,17)\n    : str | \"\\n\" [19,26)\n"},
      {"- |2\n    x\n- >1-\n x\n",
       "DOC [0,19)\n  seq block [0,19)\n    - str | \"  x\\n\" [2,10)\n    - str > \"x\" [13,19)\n"},
      // Aliases are nodes of their own.
      {"a: &x {b: 1}\nc: *x\n",
       "DOC [0,18)\n  map block [0,18)\n    = str plain \"a\" [0,1)\n    : &x map flow [6,12)\n      = str plain \"b\" "
       "[7,8)\n"
       "      : int plain \"1\" [10,11)\n    = str plain \"c\" [13,14)\n    : alias of 6 [16,18)\n"},
      // Several documents.
      {"---\n---\na\n...\n# c\n---\nb\n...\nc\n",
       "DOC [4,4)\nDOC [8,9)\n  str plain \"a\" [8,9)\nDOC [22,23)\n  str plain \"b\" [22,23)\nDOC [28,29)\n"
       "  str plain \"c\" [28,29)\n"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const Source source(text);
    const data::File file = read(source);
    CHECK(dump(file) == expected);
    CHECK(file.diagnostics.empty());
    CHECK(Invariants::broken(file).empty());
  }
}

TEST_CASE("places are bytes, whatever libyaml counts") {
  // Each text has one value x; what stands before it are characters of several bytes, breaks of several kinds.
  const std::string rows[] = {
      "\xEF\xBB\xBFk: x",
      "é: 1\nk: x",
      "\xEF\xBB\xBFé: \xF0\x9F\x90\xB3\r\nk: x\r\n",
      "a: \"\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\"\nk: x",
      "a: 1\xC2\x85k: x",
      "a: |\r\n  é\r\n  \xE2\x82\xAC\r\nk: x",
      "# \xE2\x82\xAC\n\n# \xE2\x82\xAC\r\rk: x",
      "a: \xFF\nk: x",
      "a: \xE2\x82\nk: x",
      "a: \x07\xC2\x81\nk: x",
      std::string("a: \"\0\"\nk: x", 11),
  };
  for (const std::string& text : rows) {
    CAPTURE(text);
    const Source source(text);
    const data::File file = read(source);
    CHECK(Invariants::broken(file).empty());
    const Span span = file.root()["k"].span();
    CHECK(source.slice(span) == "x");
    CHECK(span.begin == text.find('x'));
    CHECK(file.documents.size() == 1);
  }
  // Far into a text of many characters.
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "- \"\xE2\x82\xAC \xF0\x9F\x90\xB3 " + std::to_string(i) + "\" # é\n";
  const Source source(text);
  const data::File file = read(source);
  CHECK(Invariants::broken(file).empty());
  std::uint32_t at = 2;
  for (const data::Value item : file.root().items()) {
    if (item.span().begin != at) FAIL_CHECK("item at " << item.span().begin << ", not " << at);
    at = item.span().end + 8;  // " # é\n- "
  }
}

TEST_CASE("keys that come twice are told, once each") {
  const std::pair<std::string, std::string> rows[] = {
      {"a: 1\nb: 2", ""},
      {"a: 1\n\"a\": 2\n'a': 3", "5 12 "},
      {"1: x\n\"1\": y", ""},
      {"a: {b: 1, b: 2}\nb: 1", "10 "},
      {"<<: {}\n<<: {}", "7 "},
      {"&k a: 1\n*k : 2", "8 "},
      {"a: 1\n---\na: 1", ""},
      {"[a]: 1\n[a]: 2", ""},
      {"{a, b, c, d, e, f, g, h, i, j, k, l, m, n, c, a}", "43 46 "},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const Source source(text);
    const data::File file = read(source);
    std::string found;
    for (const Diagnostic& diagnostic : file.diagnostics) {
      CHECK(diagnostic.code == "duplicate-key");
      found += std::to_string(diagnostic.span.begin) + " ";
    }
    CHECK(found == expected);
  }
}

}  // namespace
}  // namespace s1::yaml
