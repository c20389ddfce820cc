// SPDX-License-Identifier: Apache-2.0
// What edits look like: tables of a text, a path, and the text afterwards.
#include "syntax/data/edit.h"

#include <charconv>
#include <functional>

#include "syntax/json/read.h"
#include "syntax/yaml/read.h"
#include "test.h"

namespace s1::data {
namespace {

// The value at a path of keys and indexes, such as "a/0/b".
Value at(const File& file, std::string_view path) {
  Value value = file.root();
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    if (value.is_sequence()) {
      std::size_t index = 0;
      std::from_chars(name.data(), name.data() + name.size(), index);
      value = value.items().at(index);
    } else {
      value = value[name];
    }
  }
  return value;
}

Value key_at(const File& file, std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const Value mapping = slash == std::string_view::npos ? file.root() : at(file, path.substr(0, slash));
  return mapping.key(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

// The text after the edit, or the error's code.
std::string edited(const std::string& text, const std::function<Result<Edits>(const File&)>& edit) {
  const Source source(text);
  const bool is_json = text.starts_with("{\n  \"") || text.starts_with("{\"") || text.starts_with("//");
  const File file = is_json ? json::read(source, json::Dialect::relaxed) : yaml::read(source);
  const Result<Edits> edits = edit(file);
  if (!edits) return edits.error().code;
  const Result<std::string> after = s1::apply(text, *edits);
  return after ? *after : after.error().what;
}

struct Row {
  std::string before;
  std::string path;
  std::string text;
  std::string after;
};

TEST_CASE("a scalar is replaced in its style") {
  const Row rows[] = {
      {"a: b # c\n", "a", "d", "a: d # c\n"},
      {"a: 'b'\n", "a", "it's", "a: 'it''s'\n"},
      {"a: \"b\"\n", "a", "say \"x\"", "a: \"say \\\"x\\\"\"\n"},
      {"a: b\n", "a", "on", "a: \"on\"\n"},
      {"a: b\nc: 'd'\n", "a", "3.10", "a: '3.10'\nc: 'd'\n"},
      {"a: b\n", "a", "x: y", "a: \"x: y\"\n"},
      {"a:\n", "a", "b", "a: b\n"},
      {"a: # c\n", "a", "b", "a: b # c\n"},
      {"- \n-\n", "1", "b", "- \n- b\n"},
      {"a: !t\n", "a", "b", "a: !t b\n"},
      {"a: &x b\n", "a", "c", "a: &x c\n"},
      {"a: &x:b\n", "a", "c", "a: &x c\n"},  // an anchor and the text `:b`
      {"a: |\n  b\n  c\nd: e\n", "a", "b\nx\n", "a: |\n  b\n  x\nd: e\n"},
      {"a: |\n    b\n", "a", "b", "a: |-\n    b\n"},
      {"a: | # c\n  b\nd: e\n", "a", "", "a: \"\" # c\nd: e\n"},
      {"a: |\n  b\n", "a", "  b\nc\n", "a: |2\n    b\n  c\n"},
      {"a: >\n  one two\n  three\n\n  four\n", "a", "one two five six\nfour\n",
       "a: >\n  one two\n  five\n  six\n\n  four\n"},
      {"a: b # c\nd: e\n", "a", "x\ny\n", "a: | # c\n  x\n  y\nd: e\n"},
      {"a:\n    b: c\n", "a/b", "x\ny", "a:\n    b: |-\n        x\n        y\n"},
      {"- a\n", "0", "x\ny\n", "- |\n  x\n  y\n"},
      {"a: b\n      # deep\n", "a", "x\ny\n", "a: \"x\\ny\\n\"\n      # deep\n"},
      {"{a: b, c: d}\n", "a", "x, y", "{a: \"x, y\", c: d}\n"},
      {"{a: b, c: d}\n", "a", "x\ny", "{a: \"x\\ny\", c: d}\n"},
      {"{a, b: }\n", "a", "x", "{a: x, b: }\n"},
      {"{a, b: }\n", "b", "x", "{a, b: x }\n"},
      {"? a\n", "a", "x", "? a\n: x\n"},
      {"a: one\n  two\nb: c\n", "a", "x", "a: x\nb: c\n"},
      {"a: |\r\n  b\r\n  c\r\n", "a", "b\nd\nc\n", "a: |\r\n  b\r\n  d\r\n  c\r\n"},
      {"a: b", "a", "x\n\ny\n", "a: |\n  x\n\n  y\n"},
      {"{\"a\": \"b\"}", "a", "x\n\"", "{\"a\": \"x\\n\\\"\"}"},
      {"{\"a\": 1}", "a", "x", "{\"a\": \"x\"}"},
      {"a: &x b\nc: *x\n", "c", "d", "not-editable"},
      {"a: [b\n", "a/0", "d", "not-editable"},
      {"a: {b: c}\n", "a", "d", "wrong-kind"},
      {"a: \"b\"\n", "a", "\xff", "bad-value"},
      {"a: !!int 1\n", "a", "x", "not-editable"},
      {"a: b\nc: \xEF\xBB\xBF\n", "a", "x", "not-editable"},
      {"a: |8#b\n", "a", "x", "a: |- #b\n  x\n"},
  };
  for (const Row& row : rows) {
    INFO(row.before << row.path << " = " << row.text);
    const auto edit = [&](const File& file) {
      const Value value = row.path == "c" && row.after == "not-editable" ? file.root()["c"] : at(file, row.path);
      return replace(value, {.kind = Kind::string, .text = row.text});
    };
    CHECK(edited(row.before, edit) == row.after);
  }
  const auto number = [](const File& file) { return replace(file.root()["a"], {.kind = Kind::integer, .text = "8"}); };
  CHECK(edited("a: \"7\" # c\n", number) == "a: 8 # c\n");
  CHECK(edited("a: | # c\n  7\n\nb: 1\n", number) == "a: 8 # c\n\nb: 1\n");
  CHECK(edited("{\"a\":null}", number) == "{\"a\":8}");
  const auto list = [](const File& file) {
    return replace(file.root()["a"], {.kind = Kind::sequence, .text = "[ALL]"});
  };
  CHECK(edited("a: x # c\n", list) == "a: [ALL] # c\n");
  CHECK(edited("{\"a\": 1}", list) == "bad-value");
}

TEST_CASE("a key is renamed") {
  const Row rows[] = {
      {"a: b # c\nd: e\n", "a", "x", "x: b # c\nd: e\n"},
      {"'a': b\n", "a", "x", "'x': b\n"},
      {"a: b\n", "a", "on", "\"on\": b\n"},
      {"a: b\n", "a", "x\ny", "\"x\\ny\": b\n"},
      {"a:\n  b: 1\n  c: 2\n", "a/c", "d", "a:\n  b: 1\n  d: 2\n"},
      {"{\"a\":1}", "a", "b\"", "{\"b\\\"\":1}"},
      {"a: b\nc: d\n", "a", "c", "key-exists"},
      {"? |\n  a\n: b\n", "a\n", "c", "not-editable"},
  };
  for (const Row& row : rows) {
    INFO(row.before);
    CHECK(edited(row.before, [&](const File& file) { return rename(key_at(file, row.path), row.text); }) == row.after);
  }
}

struct InsertRow {
  std::string before;
  std::string path;
  std::string before_key;
  std::string after;
};

TEST_CASE("a member is added as the others stand") {
  const InsertRow rows[] = {
      {"a: 1\n", "", "", "a: 1\nk: v\n"},
      {"a: 1", "", "", "a: 1\nk: v"},
      {"# head\n\n# about a\na: 1 # c\n", "", "a", "# head\n\n# about a\nk: v\na: 1 # c\n"},
      {"a: 1\n# about b\nb: 2\n", "", "b", "a: 1\nk: v\n# about b\nb: 2\n"},
      {"a:\n    b: 1 # c\n    # d\n\ne: 2\n", "a", "", "a:\n    b: 1 # c\n    k: v\n    # d\n\ne: 2\n"},
      {"- a: 1\n  b: 2\n- c\n", "0", "a", "- k: v\n  a: 1\n  b: 2\n- c\n"},
      {"- a: |\n    x\n\n- c\n", "0", "", "- a: |\n    x\n  k: v\n\n- c\n"},
      {"a: |+\n  x\n\nb:\n", "", "", "a: |+\n  x\n\nb:\nk: v\n"},
      {"a: |\n  x", "", "", "a: |-\n  x\nk: v"},
      {"a: {}\n", "a", "", "a:\n  k: v\n"},
      {"x:\n    y: 1\na: {} # c\nb: 1\n", "a", "", "x:\n    y: 1\na: # c\n    k: v\nb: 1\n"},
      {"a:\n  # none yet\nb: 1\n", "a", "", "a:\n  k: v\n  # none yet\nb: 1\n"},
      {"a: ~\n", "a", "", "a:\n  k: v\n"},
      {"- {}\n- # c\n", "0", "", "- k: v\n- # c\n"},
      {"- {}\n- # c\n", "1", "", "- {}\n- k: v # c\n"},
      {"--- {}\n", "", "", "---\nk: v\n"},
      {"{a: 1}\n", "", "", "{a: 1, k: v}\n"},
      {"{a: 1, b: 2}\n", "", "b", "{a: 1, k: v, b: 2}\n"},
      {"{\n  a: 1, # one\n  b: 2 # two\n}\n", "", "", "{\n  a: 1, # one\n  b: 2, # two\n  k: v\n}\n"},
      {"{\n  a: 1,\n  # two\n  b: 2,\n}\n", "", "b", "{\n  a: 1,\n  k: v,\n  # two\n  b: 2,\n}\n"},
      {"x: {a: {}}\n", "x/a", "", "x: {a: {k: v}}\n"},
      {"x: { y: 1 }\nb: {a: {}}\n", "b/a", "", "x: { y: 1 }\nb: {a: {k: v}}\n"},
      {"[a: 1]\n", "0", "", "[{a: 1, k: v}]\n"},
      {"a: 1\r\nb: 2\r\n", "", "b", "a: 1\r\nk: v\r\nb: 2\r\n"},
      {"{\"a\":1}", "", "", "{\"a\":1,\"k\":\"v\"}"},
      {"{\"a\": 1}", "", "a", "{\"k\": \"v\", \"a\": 1}"},
      {"{\n  \"a\": 1\n}\n", "", "", "{\n  \"a\": 1,\n  \"k\": \"v\"\n}\n"},
      {"{\n  \"a\": {}\n}\n", "a", "", "{\n  \"a\": {\n    \"k\": \"v\"\n  }\n}\n"},
      {"// c\n{\n\t\"a\": null,\n}\n", "a", "", "// c\n{\n\t\"a\": {\n\t\t\"k\": \"v\"\n\t},\n}\n"},
      {"k: 1\n", "", "", "key-exists"},
      {"a: 1\n", "", "x", "no-such-key"},
      {"- a\n", "", "", "wrong-kind"},
  };
  for (const InsertRow& row : rows) {
    INFO(row.before);
    const auto edit = [&](const File& file) {
      return insert_member(at(file, row.path), "k", {.kind = Kind::string, .text = "v"}, row.before_key);
    };
    CHECK(edited(row.before, edit) == row.after);
  }
}

TEST_CASE("lines are given the indentation of the file") {
  const std::string yaml = "limits:\n  cpu: \"1\"\n  list:\n    - a\n    - b: |\n        text\n# about c\nc: [1]\n";
  const auto insert = [&](const File& file) { return insert_member_block(file.root()["a"], "k", yaml); };
  CHECK(
      edited("a:\n    b:\n        c: 1\n    d:\n    - e\nf: 1\n", insert) ==
      "a:\n    b:\n        c: 1\n    d:\n    - e\n    k:\n        limits:\n            cpu: \"1\"\n            list:\n"
      "            - a\n            - b: |\n                text\n        # about c\n        c: [1]\nf: 1\n");
  CHECK(edited("a: {b: 1}\n", insert) == "bad-value");
  const auto without_comment = [&](const File& file) {
    return insert_member_block(file.root()["a"], "k", "x:\n  - 1\n  - \"on\"\nz: |\n  z\n");
  };
  CHECK(edited("a: {b: 1}\n", without_comment) == "a: {b: 1, k: {x: [1, \"on\"], z: \"z\\n\"}}\n");
  const auto in_json = [&](const File& file) {
    return insert_member_block(file.root()["a"], "k", "{\n  \"x\": [\n    1\n  ]\n}");
  };
  CHECK(edited("{\n    \"a\": {\n        \"b\": 1\n    }\n}\n", [&](const File& file) {
          return in_json(file);
        }).empty() == false);
  CHECK(edited("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n", in_json) ==
        "{\n  \"a\": {\n    \"b\": 1,\n    \"k\": {\n      \"x\": [\n        1\n      ]\n    }\n  }\n}\n");
  CHECK(edited("{\"a\":{\"b\":1}}", in_json) == "{\"a\":{\"b\":1,\"k\":{\"x\":[1]}}}");
  const auto item = [](const File& file) { return insert_item_block(file.root()["a"], "name: x\nenv:\n  - y\n"); };
  CHECK(edited("a:\n- name: z\n", item) == "a:\n- name: z\n- name: x\n  env:\n  - y\n");
}

TEST_CASE("an item is added as the others stand") {
  struct ItemRow {
    std::string before;
    std::string path;
    std::size_t index;
    std::string after;
  };
  const ItemRow rows[] = {
      {"- a\n", "", SIZE_MAX, "- a\n- v\n"},
      {"a:\n- b\n# c\n- d # e\nf: 1\n", "a", SIZE_MAX, "a:\n- b\n# c\n- d # e\n- v\nf: 1\n"},
      {"a:\n  - b\n  # c\n  - d\n", "a", 1, "a:\n  - b\n  - v\n  # c\n  - d\n"},
      {"a:\n  - b\n", "a", 0, "a:\n  - v\n  - b\n"},
      {"a:\n  - \"b\"\n", "a", 0, "a:\n  - \"v\"\n  - \"b\"\n"},
      {"a: []\nb:\n- c\n", "a", 0, "a:\n- v\nb:\n- c\n"},
      {"a:\n", "a", 0, "a:\n  - v\n"},
      {"- - a\n  - b\n", "0", 0, "- - v\n  - a\n  - b\n"},
      {"- []\n", "0", 0, "- - v\n"},
      {"[]#b\n", "", 0, "- v #b\n"},
      {"[a, 'b']\n", "", SIZE_MAX, "[a, 'b', 'v']\n"},
      {"[a, b,]\n", "", SIZE_MAX, "[a, b, v,]\n"},
      {"[\n  a\n]\n", "", SIZE_MAX, "[\n  a,\n  v\n]\n"},
      {"a: [\n]\n", "a", 0, "a: [\n  v\n]\n"},
      {"{\"a\": [1, 2]}", "a", 1, "{\"a\": [1, \"v\", 2]}"},
      {"{\"a\":[1,2]}", "a", SIZE_MAX, "{\"a\":[1,2,\"v\"]}"},
      {"{\n  \"a\": [\n    1\n  ]\n}", "a", 0, "{\n  \"a\": [\n    \"v\",\n    1\n  ]\n}"},
  };
  for (const ItemRow& row : rows) {
    INFO(row.before);
    const auto edit = [&](const File& file) {
      return insert_item(at(file, row.path), {.kind = Kind::string, .text = "v"}, row.index);
    };
    CHECK(edited(row.before, edit) == row.after);
  }
}

TEST_CASE("a member is taken away with what is its own") {
  const Row rows[] = {
      {"a: 1\nb: 2\n", "a", "", "b: 2\n"},
      {"a: 1\nb: 2", "b", "", "a: 1\n"},
      {"# head\na: 1 # c\nb: 2\n", "a", "", "# head\nb: 2\n"},
      {"x: 1\n\n# apart\n\n# about a\n# and more\na: 1\nb: 2\n", "a", "", "x: 1\n\n# apart\n\nb: 2\n"},
      {"a:\n  b: 1\n", "a/b", "", "a: {}\n"},
      {"a: # c\n  # about b\n  b: 1 # d\ne: 1\n", "a/b", "", "a: {} # c\ne: 1\n"},
      {"a: &x\n  b: 1\n", "a/b", "", "a: &x {}\n"},
      {"a: 1\n", "a", "", "{}\n"},
      {"- a: 1\n  b: 2\n", "0/a", "", "- b: 2\n"},
      {"- a: 1 # c\n  # about b\n  b: 2\n", "0/a", "", "- # about b\n  b: 2\n"},
      {"- a: 1\n- c\n", "0/a", "", "- {}\n- c\n"},
      {"a:\n  b: 1\n  # - c\nd: 1\n", "a", "", "d: 1\n"},
      {"a: |+\n  x\n\nb: 1\n\nc: 1\n", "b", "", "a: |+\n  x\n\nc: 1\n"},
      {"{a: 1, b: 2}\n", "a", "", "{b: 2}\n"},
      {"{a: 1, b: 2}\n", "b", "", "{a: 1}\n"},
      {"{ a: 1 }\n", "a", "", "{}\n"},
      {"{\n  a: 1, # one\n  b: 2 # two\n}\n", "b", "", "{\n  a: 1 # one\n}\n"},
      {"{\n  a: 1, # one\n  b: 2, # two\n}\n", "b", "", "{\n  a: 1, # one\n}\n"},
      {"x: {\n  # about a\n  a: 1,\n  b: 2\n}\n", "x/a", "", "x: {\n  b: 2\n}\n"},
      {"x: [a: 1]\n", "x/0/a", "", "x: [{}]\n"},
      {"a: &x 1\nb: *x\n", "a", "", "not-editable"},
      {"a: &x 1\nb: *x\n", "b", "", "a: &x 1\n"},
      {"{\"a\":1,\"b\":2}", "b", "", "{\"a\":1}"},
      {"{\n  \"a\": 1,\n  \"b\": 2\n}\n", "b", "", "{\n  \"a\": 1\n}\n"},
      {"{\n  \"a\": {\n    \"b\": 2\n  }\n}\n", "a/b", "", "{\n  \"a\": {}\n}\n"},
  };
  for (const Row& row : rows) {
    INFO(row.before);
    CHECK(edited(row.before, [&](const File& file) { return erase_member(key_at(file, row.path)); }) == row.after);
  }
}

TEST_CASE("an item is taken away with what is its own") {
  const Row rows[] = {
      {"- a\n- b\n", "0", "", "- b\n"},
      {"a:\n  - b\n  # about c\n  - c # d\n", "a/1", "", "a:\n  - b\n"},
      {"a:\n- b\nc: 1\n", "a/0", "", "a: []\nc: 1\n"},
      {"- - a\n  - b\n", "0/0", "", "- - b\n"},
      {"- - a\n- b\n", "0/0", "", "- []\n- b\n"},
      {"- k: v\n  l: |\n    x\n- b\n", "0", "", "- b\n"},
      {"[a, b, c]\n", "1", "", "[a, c]\n"},
      {"[a, b,]\n", "1", "", "[a,]\n"},
      {"[a,]\n", "0", "", "[]\n"},
      {"[\n  a,\n  b\n]\n", "1", "", "[\n  a\n]\n"},
      {"{\"a\":[1,2]}", "a/0", "", "{\"a\":[2]}"},
      {"{\n  \"a\": [\n    1\n  ]\n}", "a/0", "", "{\n  \"a\": []\n}"},
  };
  for (const Row& row : rows) {
    INFO(row.before);
    CHECK(edited(row.before, [&](const File& file) { return erase_item(at(file, row.path)); }) == row.after);
  }
}

TEST_CASE("comments are added above and beside") {
  struct CommentRow {
    std::string before;
    std::string path;
    std::string above;
    std::string beside;
  };
  const CommentRow rows[] = {
      {"a: 1\nb: 2\n", "b", "a: 1\n# x\nb: 2\n", "a: 1\nb: 2 # x\n"},
      {"a:\n  b: 1 # c\n", "a/b", "a:\n  # x\n  b: 1 # c\n", "not-editable"},
      {"a:\n  b: 1\n", "a", "# x\na:\n  b: 1\n", "a: # x\n  b: 1\n"},
      {"- a: 1\n", "0/a", "# x\n- a: 1\n", "- a: 1 # x\n"},
      {"a: |\n  t\n", "a", "# x\na: |\n  t\n", "a: | # x\n  t\n"},
      {"a: {b: \"c\n  d\", e: 1}\n", "a/e", "# x\na: {b: \"c\n  d\", e: 1}\n", "a: {b: \"c\n  d\", e: 1} # x\n"},
      {"a: {e: 1, b: \"c\n  d\"}\n", "a/e", "# x\na: {e: 1, b: \"c\n  d\"}\n", "not-editable"},
      {"a: 1\r\n", "a", "# x\r\na: 1\r\n", "a: 1 # x\r\n"},
      {"{\"a\": 1}", "a", "not-editable", "not-editable"},
  };
  for (const CommentRow& row : rows) {
    INFO(row.before);
    CHECK(edited(row.before, [&](const File& file) { return add_comment_above(key_at(file, row.path), "x"); }) ==
          row.above);
    CHECK(edited(row.before, [&](const File& file) { return add_comment_beside(key_at(file, row.path), "x"); }) ==
          row.beside);
  }
  CHECK(edited("  - a\n", [](const File& file) { return add_comment_above(file.root().items()[0], "x\n\ny\x01z"); }) ==
        "  # x\n  #\n  # y z\n  - a\n");
}

TEST_CASE("a member is added behind a key that is a block scalar and ends the file") {
  const auto add = [](const File& file) { return insert_member(file.root(), "c", {.text = "d"}); };
  CHECK(edited("a: b\n? |\n  e", add) == "a: b\n? |-\n  e\nc: d");
}

TEST_CASE("a member whose key is a collection is left as it is") {
  const Source source("? {a: b}\n? [c]\n: d\n");
  const File file = yaml::read(source);
  const std::vector<Member> members = file.root().own_members();
  CHECK(replace(members[0].value, {.text = "x"}).error().code == "not-editable");
  CHECK(insert_item(members[0].value, {.text = "x"}).error().code == "not-editable");
  CHECK(erase_member(members[0].key).error().code == "not-editable");
  CHECK(erase_member(members[1].key).error().code == "not-editable");
  CHECK(replace(members[1].value, {.text = "x"}).has_value());
  const auto first = [](const File& read) { return erase_member(read.root().own_members()[0].key); };
  CHECK(edited("? |\n  a\n: b\n", first) == "not-editable");
  // A tag alone is the key.
  const auto fill = [](const File& read) { return replace(read.root().own_members()[0].value, {.text = "x"}); };
  CHECK(edited("{!, a: b}\n", fill) == "{! : x, a: b}\n");
}

TEST_CASE("what is not there is refused") {
  const Source source(std::string("a: 1\n"));
  const File file = yaml::read(source);
  const Value absent = file.root()["b"];
  CHECK(replace(absent, {}).error().code == "not-editable");
  CHECK(rename(absent, "x").error().code == "not-editable");
  CHECK(insert_member(absent, "x", {}).error().code == "not-editable");
  CHECK(insert_item(absent, {}).error().code == "not-editable");
  CHECK(erase_member(absent).error().code == "not-editable");
  CHECK(erase_item(file.root()["a"]).error().code == "wrong-kind");
  CHECK(erase_member(file.root()["a"]).error().code == "wrong-kind");
  CHECK(replace(file.root().key("a"), {}).error().code == "wrong-kind");
  CHECK(add_comment_above(file.root(), "x").error().code == "wrong-kind");
}

}  // namespace
}  // namespace s1::data
