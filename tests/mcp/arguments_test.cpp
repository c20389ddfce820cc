// SPDX-License-Identifier: Apache-2.0
#include "mcp/arguments.h"

#include "test.h"

using s1::mcp::Json;

namespace {

const std::string_view kSchema = R"({"type":"object","properties":{
  "path":{"type":"string"},
  "limit":{"type":"integer","minimum":1,"maximum":100},
  "ratio":{"type":"number"},
  "write":{"type":"boolean"},
  "level":{"type":"string","enum":["safe","recommended","all"]},
  "rules":{"type":"array","items":{"type":"string"}},
  "ids":{"type":"array","items":{"type":"integer"}},
  "edits":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string"}},
    "additionalProperties":false}},
  "context":{"type":"object","properties":{"platform":{"type":"string"}},"additionalProperties":false},
  "open":{"type":"object","properties":{"known":{"type":"integer"}}},
  "any":{}},"additionalProperties":false})";

// The checked arguments, or the error as "where: what | hint".
std::string checked(std::string_view schema, std::string_view arguments) {
  const auto result = s1::mcp::check_arguments(Json::parse(schema), Json::parse(arguments));
  if (result) return result->dump();
  CHECK(result.error().code == "bad-arguments");
  return result.error().where + ": " + result.error().what + " | " + result.error().hint;
}

struct Row {
  std::string_view arguments, outcome;
};

}  // namespace

TEST_CASE("arguments are brought to the types that are meant") {
  const Row rows[] = {
      {"null", "{}"},
      {"{}", "{}"},
      {R"("{\"path\":\"x\"}")", R"({"path":"x"})"},
      {R"({"path":"x","any":[1,{"a":null}]})", R"({"path":"x","any":[1,{"a":null}]})"},
      {R"({"path":null,"limit":null})", "{}"},
      {R"({"limit":"3"})", R"({"limit":3})"},
      {R"({"limit":" 3 "})", R"({"limit":3})"},
      {R"({"limit":3.0})", R"({"limit":3})"},
      {R"({"ratio":"0.5"})", R"({"ratio":0.5})"},
      {R"({"ratio":"2"})", R"({"ratio":2})"},
      {R"({"ratio":2})", R"({"ratio":2})"},
      {R"({"write":"true"})", R"({"write":true})"},
      {R"({"write":"False"})", R"({"write":false})"},
      {R"({"rules":"a,b"})", R"({"rules":["a","b"]})"},
      {R"({"rules":" a , b ,"})", R"({"rules":["a","b"]})"},
      {R"({"rules":"a"})", R"({"rules":["a"]})"},
      {R"({"rules":""})", R"({"rules":[]})"},
      {R"({"rules":"[\"a\",\"b,c\"]"})", R"({"rules":["a","b,c"]})"},
      {R"({"rules":"[a"})", R"({"rules":["[a"]})"},
      {R"({"ids":"1,2"})", R"({"ids":[1,2]})"},
      {R"({"ids":7})", R"({"ids":[7]})"},
      {R"({"ids":["1"]})", R"({"ids":[1]})"},
      {R"({"edits":{"text":"a,b"}})", R"({"edits":[{"text":"a,b"}]})"},
      {R"({"edits":"{\"text\":\"a,b\"}"})", R"({"edits":[{"text":"a,b"}]})"},
      {R"({"context":"{\"platform\":\"aws\"}"})", R"({"context":{"platform":"aws"}})"},
      {R"({"open":{"known":"1","other":"1"}})", R"({"open":{"known":1,"other":"1"}})"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.arguments);
    CHECK(checked(kSchema, row.arguments) == row.outcome);
  }
}

TEST_CASE("wrong arguments are named, with what would be right") {
  const Row rows[] = {
      {"[]", "arguments: expected an object, not an array | "},
      {"7", "arguments: expected an object, not 7 | "},
      {R"({"pth":1})",
       "arguments: unknown field \"pth\" | Did you mean path? Fields: path, limit, ratio, write, level, rules, ids, "
       "edits, context, open, any"},
      {R"({"path":7})", "path: expected a string, not 7 | "},
      {R"({"path":["a"]})", "path: expected a string, not an array | "},
      {R"({"limit":"many"})", "limit: expected an integer, not the string \"many\" | "},
      {R"({"limit":1.5})", "limit: expected an integer, not 1.5 | "},
      {R"({"limit":1e300})", "limit: expected an integer, not 1e+300 | "},
      {R"({"limit":"3x"})", "limit: expected an integer, not the string \"3x\" | "},
      {R"({"limit":true})", "limit: expected an integer, not true | "},
      {R"({"limit":0})", "limit: 0 is too small | At least 1"},
      {R"({"limit":"101"})", "limit: 101 is too large | At most 100"},
      {R"({"ratio":"nan"})", "ratio: expected a number, not the string \"nan\" | "},
      {R"({"write":1})", "write: expected a boolean, not 1 | "},
      {R"({"write":"yes"})", "write: expected a boolean, not the string \"yes\" | "},
      {R"({"level":"recomended"})",
       "level: no such value: the string \"recomended\" | Did you mean recommended? One of: safe, recommended, all"},
      {R"({"rules":["a",1]})", "rules[1]: expected a string, not 1 | "},
      {R"({"ids":"1,b"})", "ids[1]: expected an integer, not the string \"b\" | "},
      {R"({"edits":"a"})", "edits: expected an array, not the string \"a\" | "},
      {R"({"edits":[{"txt":"a"}]})", "edits[0]: unknown field \"txt\" | Did you mean text? Fields: text"},
      {R"({"context":{"platform":1}})", "context.platform: expected a string, not 1 | "},
      {R"({"open":{"known":"x"}})", "open.known: expected an integer, not the string \"x\" | "},
      {R"({"limit":0,"write":"x"})",
       "limit: 0 is too small; write: expected a boolean, not the string \"x\" | At least 1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.arguments);
    CHECK(checked(kSchema, row.arguments) == row.outcome);
  }
}

TEST_CASE("defaults and required fields") {
  const std::string_view schema = R"({"type":"object","properties":{
    "rule":{"type":"string","description":"A rule's id"},"limit":{"type":"integer","default":50}},
    "required":["rule"],"additionalProperties":false})";
  CHECK(checked(schema, R"({"rule":"x"})") == R"({"rule":"x","limit":50})");
  CHECK(checked(schema, R"({"rule":"x","limit":null})") == R"({"rule":"x","limit":50})");
  CHECK(checked(schema, R"({"rule":"x","limit":"7"})") == R"({"rule":"x","limit":7})");
  CHECK(checked(schema, R"({})") == "rule: is required | A rule's id");
  CHECK(checked(schema, R"({"rule":null})") == "rule: is required | A rule's id");
}

TEST_CASE("a page of wrong fields gives a short answer, with nothing hidden in it") {
  std::string many = "{";
  for (int i = 0; i < 10'000; ++i) many += "\"x" + std::to_string(i) + "\":0,";
  many.back() = '}';
  CHECK(checked(kSchema, many).size() < 2000);
  CHECK(checked(kSchema, R"({"limit":")" + std::string(5000, 'x') + "\"}").size() < 200);
  CHECK(checked(kSchema, R"({"limit":"a\u001b[31m\u202eb"})") ==
        "limit: expected an integer, not the string \"a�[31m�b\" | ");
}
