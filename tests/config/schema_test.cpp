// SPDX-License-Identifier: Apache-2.0
// schemas/config.json, which editors read, and the reader say the same: the keys of each mapping, the words and numbers
// that a key takes. What the reader knows is taken from the hints of its errors. Whatever is shown as a configuration
// in the documentation is one.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/config.h"
#include "config/read.h"
#include "syntax/json/read.h"
#include "test.h"

namespace {

using s1::data::Value;
using Words = std::vector<std::string>;

std::string file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in.good());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::filesystem::path root() {
  return S1_SOURCE_DIR;
}

struct Schema {
  Schema() : source(file(root() / "schemas/config.json")), tree(s1::json::read(source)) {
    REQUIRE(tree.diagnostics.empty());
  }
  [[nodiscard]] Value properties() const { return tree.root()["properties"]; }

  s1::Source source;
  s1::data::File tree;
};

Words sorted(Words words) {
  std::ranges::sort(words);
  return words;
}

Words keys(const Value& mapping) {
  Words result;
  for (const s1::data::Member& member : mapping.members()) result.emplace_back(member.key.text());
  return sorted(result);
}

Words texts(const Value& list) {
  Words result;
  for (const Value& item : list.items()) result.emplace_back(item.text());
  return sorted(result);
}

std::string hint(const std::string& config) {
  const s1::config::Reading reading = s1::config::read(s1::Source(config));
  INFO(config);
  REQUIRE(reading.errors.size() == 1);
  return reading.errors.front().hint;
}

// The words after "one of: " of the only error.
Words known(const std::string& config) {
  const std::string text = hint(config);
  constexpr std::string_view sign = "one of: ";
  const std::size_t at = text.find(sign);
  REQUIRE(at != std::string::npos);
  Words result;
  for (std::string_view rest = std::string_view(text).substr(at + sign.size()); !rest.empty();) {
    const std::size_t end = std::min(rest.find(", "), rest.size());
    result.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
  }
  return sorted(result);
}

std::string range_of(const Value& number) {
  return "write one from " + std::string(number["minimum"].text()) + " to " + std::string(number["maximum"].text());
}

// The blocks of a page that are fenced as YAML.
Words yaml_blocks(const std::string& page) {
  constexpr std::string_view begin = "```yaml\n", end = "\n```";
  Words blocks;
  for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at)) {
    at += begin.size();
    blocks.push_back(page.substr(at, page.find(end, at) + 1 - at));
  }
  return blocks;
}

}  // namespace

TEST_CASE("the schema of the configuration has the reader's keys, and no others") {
  const Schema schema;
  const Value properties = schema.properties();
  CHECK(keys(properties) == known("zzz: 1\n"));
  CHECK(keys(properties["ignore"]["items"]["properties"]) == known("ignore: [{rule: a, zzz: 1}]\n"));
  CHECK(keys(properties["limits"]["properties"]) == known("limits: {zzz: 1}\n"));
  const Value rule = properties["rules"]["additionalProperties"]["oneOf"].items().back();
  CHECK(keys(rule["properties"]) == known("rules: {a: {severity: low, zzz: 1}}\n"));
  const Value label = properties["labels"]["additionalProperties"]["oneOf"].items().back();
  CHECK(keys(label["properties"]) == known("labels: {a: {zzz: 1}}\n"));
  for (const Value& closed : {schema.tree.root(), properties["ignore"]["items"], properties["limits"], rule, label})
    CHECK(closed["additionalProperties"].text() == "false");
}

TEST_CASE("the schema of the configuration takes the reader's words and numbers, and no others") {
  const Schema schema;
  const Value properties = schema.properties();
  const Words severities = texts(schema.tree.root()["$defs"]["severity"]["enum"]);
  CHECK(texts(properties["profile"]["enum"]) == known("profile: zzz\n"));
  CHECK(severities == known("min_severity: zzz\n"));
  CHECK(severities == known("rules: {a: {severity: zzz}}\n"));
  CHECK(severities == known("fail_on: zzz\n"));
  CHECK(properties["fail_on"]["oneOf"].items().front()["const"].text() == "none");
  CHECK(s1::config::read(s1::Source("fail_on: none\n")).errors.empty());
  // YAML's true and false, which the schema names too, are on and off.
  Words words = severities;
  for (const std::string& word : texts(properties["rules"]["additionalProperties"]["oneOf"].items().front()["enum"]))
    if (word != "true" && word != "false") words.push_back(word);
  CHECK(sorted(words) == known("rules: {a: zzz}\n"));
  const Words types = texts(schema.tree.root()["$defs"]["label"]["enum"]);
  CHECK(types == known("labels: {a: zzz}\n"));
  CHECK(types == known("labels: {a: {type: zzz}}\n"));
  CHECK(range_of(properties["limits"]["properties"]["file_bytes"]) == hint("limits: {file_bytes: 0}\n"));
  CHECK(range_of(properties["limits"]["properties"]["files"]) == hint("limits: {files: 0}\n"));
}

TEST_CASE("an ignore needs in the schema what it needs in the reader") {
  const Schema schema;
  const Value entry = schema.properties()["ignore"]["items"];
  Words enough;
  for (const Value& choice : entry["anyOf"].items()) enough.emplace_back(choice["required"].items().front().text());
  for (const std::string& key : keys(entry["properties"])) {
    INFO(key);
    const std::string value = key == "until" ? "2026-12-31" : "a";
    const bool is_read = s1::config::read(s1::Source("ignore: [{" + key + ": " + value + "}]\n")).errors.empty();
    CHECK(is_read == (std::ranges::find(enough, key) != enough.end()));
  }
}

TEST_CASE("what the documentation shows as a configuration is one") {
  std::size_t count = 0;
  std::vector<std::filesystem::path> pages = {root() / "README.md"};
  for (const auto& entry : std::filesystem::directory_iterator(root() / "docs"))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  for (const std::filesystem::path& page : pages) {
    for (const std::string& block : yaml_blocks(file(page))) {
      INFO(page << "\n" << block);
      const s1::config::Reading reading = s1::config::read(s1::Source(block));
      for (const s1::Error& error : reading.errors) FAIL(describe(error));
      ++count;
    }
  }
  CHECK(count >= 2);
}
