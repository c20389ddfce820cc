// SPDX-License-Identifier: Apache-2.0
#include "workspace/top_level.h"

#include <string>

#include "test.h"

using namespace s1::workspace;

namespace {

// "key=value" of each entry, documents between bars.
std::string dump(const Document& document) {
  std::string text;
  for (const Entry& entry : document) {
    if (!text.empty()) text += ' ';
    text += std::string(entry.key) + "=" + std::string(entry.value);
  }
  return text;
}

std::string dump(const std::vector<Document>& documents) {
  std::string text;
  for (const Document& document : documents) text += (text.empty() ? "" : " | ") + dump(document);
  return text;
}

}  // namespace

TEST_CASE("the keys at the top of YAML") {
  struct Row {
    std::string_view text, dump;
  };
  const Row rows[] = {
      {"", ""},
      {"just text", ""},
      {"a: 1\nb: two words # comment\n", "a=1 b=two words"},
      {"a:\n  b: 1\nc: 2\n", "a= c=2"},
      {"\xEF\xBB\xBF"
       "a: 1\r\nb: 2\r\n",
       "a=1 b=2"},
      {"\"on\": push\n'jobs': x\n", "on=push jobs=x"},
      {"# c\n\n---\n# c\na: 1\n---\nb: 2\n...\nc: 3", "a=1 | b=2 | c=3"},
      {"%YAML 1.2\n---\na: 1", "a=1"},
      {"--- # first\na: 1", "a=1"},
      {"--- {\"a\": 1}\n---\nb: 2", "a=1 | b=2"},
      {"----\na: 1", "a=1"},
      {"  a: 1\n  b: 2\n   c: 3\n", "a=1 b=2"},
      {"- a: 1\n- b: 2\n", ""},
      {"a: \"x # y\"\nb: 'z'", "a=x # y b=z"},
      {"a: |\n  b: 1\nc: >-\n  d\n", "a= c="},
      {"a: &x\n  b: 1\n", "a="},
      {"a: {b: 1}\nc: [d]\n", "a= c="},
      {"http://x\na: 1", "a=1"},
      {"a:1\nb: 2", "b=2"},
      {"{{- if .x }}\na: 1\n{{- end }}\nb: {{ .y }}\n", "a=1 b="},
      {"{{/*\nCopyright\n*/}}\na: 1", "a=1"},
      {"a: 1\n? b\n: c\nd: 4", "a=1 d=4"},
      {"a", ""},
      {"a:", "a="},
      {"\"a", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(dump(yaml_documents(row.text)) == row.dump);
  }
}

TEST_CASE("the members of a JSON object, however much of it there is") {
  struct Row {
    std::string_view text, dump;
  };
  const Row rows[] = {
      {"", ""},
      {"[1]", ""},
      {"{}", ""},
      {" {\"a\": 1, \"b\": \"x\"}", "a=1 b=x"},
      {"\xEF\xBB\xBF{\"a\":true}", "a=true"},
      {"{\"a\": {\"b\": [1, {}]}, \"c\": null}", "a= c=null"},
      {"{\"a\": \"x,\\\"}\", \"b\": 2}", "a=x,\\ b=2"},
      {"{\"a\": {\"b\": 1", "a="},
      {"{\"a\": \"b", "a=b"},
      {"{\"a\"", ""},
      {"{\"a", ""},
      {"{\"a\\", ""},
      {"{a: 1}", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(dump(json_members(row.text)) == row.dump);
  }
}

TEST_CASE("the mapping below a key") {
  const auto below = [](std::string_view text) { return dump(children(yaml_documents(text).at(0).at(0))); };
  CHECK(below("a:\n  b: 1\n  c:\n    d: 2\ne: 3") == "b=1 c=");
  CHECK(below("a: # comment\n\n    b: 1\n") == "b=1");
  CHECK(below("a: &anchor\n  b: 1\n") == "b=1");
  CHECK(below("a:\n- b: 1\n") == "");
  CHECK(below("a: 1\n") == "");
  CHECK(below("a:") == "");
  CHECK(below("a: {\"b\": 1}\n") == "b=1");
  CHECK(dump(children(json_members("{\"a\": {\"b\": {\"c\": 1}}}").at(0))) == "b=");
}
