// SPDX-License-Identifier: Apache-2.0
// Small files of every style, for tests of edits and as the first inputs of the fuzzer.
#pragma once
#include <string_view>

#include "syntax/data/tree.h"

namespace s1::test {

struct Sample {
  data::Language language;
  std::string_view text;
};

inline constexpr data::Language kYaml = data::Language::yaml;
inline constexpr data::Language kJson = data::Language::json;

inline constexpr Sample kSamples[] = {
    {kYaml, "a: 1\n"},
    {kYaml, "a: 1"},
    {kYaml, "a: {}\nb: []\nc:\nd: ~\ne: # none\nf: null # none\n"},
    {kYaml, "{}\n"},
    {kYaml, "--- {}\n"},
    {kYaml, "--- # c\n[]\n"},
    {kYaml, "# head\n\n# about a\na: b # beside\n\n# about c\nc: d\n# end\n"},
    {kYaml,
     "services:\n  web:\n    image: \"nginx:1\" # web\n    ports:\n      - '80:80'\n      - 443:443\n  db: {image: pg, "
     "env: [A, 'b', \"c\"]}\n"},
    {kYaml, "kind: List\nitems:\n- name: a\n  on: yes\n- name: b\n  # about v\n  v: 1\n-   name: c\n"},
    {kYaml,
     "steps:\n    - run: |\n        one\n        two\n    - run: |-\n        three\n      # deep\n    # shallow\n    - "
     "uses: x\n"},
    {kYaml, "a: |+\n  kept\n\n\nb: |2\n    deep\n  x\nc: >-\n  folded words\n  go on\n\n  here\nd: >+\n  last\n\n"},
    {kYaml, "a: |\n  no break at the end"},
    {kYaml, "a: |+\n  no break at the end"},
    {kYaml, "a: | # about the text\n  text\nb: > # about this\n  text\nc: 1\n"},
    {kYaml, "a: |\nb: >\n\nc: |+\n\nd: 1\n"},
    {kYaml, "a: |\n    deep\n  # comment\nb: x\n      # deep comment\nc: y\n"},
    {kYaml, "base: &base\n  x: 1\nuse:\n  <<: *base\n  y: *base\n  z: &s text\n  w: *s\n"},
    {kYaml, "a: !t\nb: !!str 12\nc: !Ref x\nd: &e\ne: !m {a: 1}\nf: !s\n  - a\ng: !!int 5\nh: ! 12\n"},
    {kYaml, "- - a\n  - b\n- - - c\n-\n  - d\n- k: v\n-\n- !t\n- &x\n- # c\n  e: f\n"},
    {kYaml, "? a\n: b\n? c\n? - d\n  - e\n: - f\n? {g: h}\n: i\n? |\n  j\n: k\n"},
    {kYaml, "a: plain text\n  on two lines # c\nb: 'quoted\n  too'\nc: \"and\\\n  this\"\nd:\n  below\n"},
    {kYaml,
     "f: {a: 1, b: [x, y, ], ? c : d, e, 'g':1, \"h\": , i: {}, j: []}\ng: [a: 1, ? b : 2, {c: 3}]\nh: [ ]\ni: { a: 1 "
     "}\n"},
    {kYaml,
     "f: [\n  a, # first\n  # about b\n  b,\n  c # last\n]\ng: {\n  a: 1,\n\n  b: 2, # two\n  }\nh: [\n  # none\n]\ni: "
     "[a,\n  b, c]\n"},
    {kYaml, "f:\n  {\n    a: {x: 1},\n    b: [\n      1,\n      2\n    ]\n  }\n"},
    {kYaml, "a: 1\r\nb:\r\n  - x # c\r\n  - |\r\n    text\r\n    more\r\nc: {d: e}\r\n"},
    {kYaml,
     "\xEF\xBB\xBF"
     "a: 1\nb:\n- 2\n"},
    {kYaml, "a: 1\n---\nb: 2\n...\n# c\n---\n- c\n--- text\n--- |\n  lines\n---\n"},
    {kYaml, "a: |\n      \nb: |\n  x\nc: 1\n        \n\t\nd: e\n       \n"},
    {kYaml, "? |\n  j\n"},
    {kYaml, "? |\n \n"},
    {kYaml, "text\n"},
    {kYaml, "\"quoted\" # c\n"},
    {kYaml, "a:\n  b:\n    c:\n      d: 1\n      # commented: out\n    # e: 2\n  # f: 3\ng: 1\n"},
    {kYaml, "a:\n  # only about b\n  b: 1\nc:\n# about d\n- d\ne: # beside e\n  # about f\n  f: 1 # beside f\n"},
    {kYaml, "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"x\"},\"e\":\"\"}\n"},
    {kYaml, "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": []\n  }\n}\n"},
    {kYaml, "é: ü # ä\n\"ö\": [ß, é: 1]\nlist:\n- é: 1\n  b: 2\n"},
    {kYaml, "a: {{ x }}\n"},
    {kYaml, "a: 1\n b: 2\n"},
    {kYaml,
     "on:\n  push:\n    branches: [ main ]\n  pull_request:\njobs:\n  a:\n    runs-on: x\n\n    steps:\n\n      - run: "
     "y\n\n\n      - run: z\n"},
    {kYaml, "a: b\rc:\r  - d\r"},
    {kJson, "{}"},
    {kJson, "[]\n"},
    {kJson, "{\"a\":1,\"b\":[1,2,3],\"c\":{\"d\":\"e\"},\"f\":[],\"g\":{}}"},
    {kJson, "{ \"a\": 1, \"b\": [ true, null ], \"c\": { } }\n"},
    {kJson,
     "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    \"y\"\n  ],\n  \"c\": {\n    \"d\": {}\n  },\n  \"e\": null\n}\n"},
    {kJson, "{\r\n\t\"a\": [],\r\n\t\"b\": {\r\n\t\t\"c\": \"d\"\r\n\t}\r\n}\r\n"},
    {kJson,
     "// head\n{\n  // about a\n  \"a\": 1, // beside a\n  /* about b */ \"b\": [1, /* two */ 2, ], // beside b\n  "
     "\"c\": {\n    // none\n  },\n}\n"},
    {kJson, "[\n  {\"a\": 1},\n  {\"b\": 2} // last\n]\n"},
    {kJson, "\"text\"\n"},
    {kJson, "\xEF\xBB\xBF[1, \"\\u00e9\\n\", 2.5]"},
    {kJson, "{\"a\": 1"},
};

}  // namespace s1::test
