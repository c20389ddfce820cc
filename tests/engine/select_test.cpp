// SPDX-License-Identifier: Apache-2.0
// Which rules a scan runs: by id, alias and glob, what is taken away, what the configuration adds.
#include "engine/select.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "engine/rule_patterns.h"
#include "rules/registry.h"
#include "syntax/json/read.h"
#include "test.h"

namespace {

using s1::engine::Depth;
using s1::engine::Selection;
using s1::rules::Rule;

std::vector<const Rule*> select(const Selection& selection) {
  const auto rules = s1::engine::select(selection);
  REQUIRE(rules.has_value());
  return *rules;
}

bool has(const std::vector<const Rule*>& rules, std::string_view id) {
  return std::ranges::find(rules, id, &Rule::id) != rules.end();
}

const Rule& first_of(s1::rules::Profile profile) {
  return **std::ranges::find(s1::rules::all(), profile, &Rule::profile);
}

}  // namespace

TEST_CASE("globs match ids and other tools' ids") {
  const auto all = select({.profile = Depth::all});
  const auto dockerfile = select({.rules = {"dockerfile/*"}});
  CHECK(dockerfile.size() > 30);
  CHECK(std::ranges::all_of(dockerfile, [](const Rule* rule) { return rule->id.starts_with("dockerfile/"); }));
  const auto latest = select({.rules = {"*/latest*"}});
  CHECK(latest.size() == 1);
  CHECK(has(latest, "dockerfile/latest-tag"));
  const auto hadolint = select({.rules = {"dl30*"}});
  CHECK(has(hadolint, "dockerfile/relative-workdir"));
  CHECK(hadolint.size() < all.size());
  CHECK(select({.profile = Depth::all, .rules = {"*"}}).size() == all.size());
  CHECK(has(select({.rules = {"*/relative-workdi?"}}), "dockerfile/relative-workdir"));
}

TEST_CASE("an exclamation mark takes away, from the others or from the profile") {
  const auto standard = select({});
  REQUIRE(has(standard, "dockerfile/relative-workdir"));
  const auto without = select({.rules = {"!DL3000"}});
  CHECK(without.size() == standard.size() - 1);
  CHECK_FALSE(has(without, "dockerfile/relative-workdir"));
  const auto some = select({.rules = {"dockerfile/*", "!*/latest-tag", "!dockerfile/sudo"}});
  CHECK_FALSE(has(some, "dockerfile/latest-tag"));
  CHECK_FALSE(has(some, "dockerfile/sudo"));
  CHECK(has(some, "dockerfile/relative-workdir"));
}

TEST_CASE("a rule named outright runs whatever its profile, and even if the configuration turned it off") {
  const std::string strict(first_of(s1::rules::Profile::strict).id);
  CHECK_FALSE(has(select({}), strict));
  CHECK(select({.rules = {strict}}).size() == 1);
  CHECK(has(select({.also = {strict}}), strict));
  CHECK(select({.also = {strict}}).size() == select({}).size() + 1);
  CHECK_FALSE(has(select({.without = {"dockerfile/latest-tag"}}), "dockerfile/latest-tag"));
  CHECK_FALSE(has(select({.rules = {"dockerfile/*"}, .without = {"dockerfile/latest-tag"}}), "dockerfile/latest-tag"));
  CHECK(
      has(select({.rules = {"dockerfile/latest-tag"}, .without = {"dockerfile/latest-tag"}}), "dockerfile/latest-tag"));
  CHECK(select({.rules = {"dockerfile/latest-tag"}, .also = {strict}}).size() == 1);
}

TEST_CASE("a name that stands for no rule is an error with the nearest right one") {
  struct Row {
    std::string name;
    std::string_view near;
  };
  const Row rows[] = {
      {"dockerfile/latest-tags", "dockerfile/latest-tag"},
      {"latest-tag", "dockerfile/latest-tag"},
      {"!dockerfile/sodu", "dockerfile/sudo"},
      {"DL30000", "DL3000"},
      {"terraform/*x", "`s1-infra rules`"},
      {"", "`s1-infra rules`"},
      {"!", "`s1-infra rules`"},
      {"[", "`s1-infra rules`"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    const auto rules = s1::engine::select({.rules = {row.name}});
    REQUIRE_FALSE(rules.has_value());
    CHECK(rules.error().code == "unknown-rule");
    CHECK(rules.error().hint.find(row.near) != std::string::npos);
  }
}

TEST_CASE("the schema of the configuration names every platform") {
  std::ifstream in(std::string(S1_SOURCE_DIR) + "/schemas/config.json", std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  const s1::Source source(text.str());
  const s1::data::File schema = s1::json::read(source);
  std::vector<std::string_view> names;
  for (const s1::data::Value& name : schema.root()["$defs"]["platform"]["enum"].items()) names.push_back(name.text());
  CHECK(std::ranges::equal(names, s1::engine::platforms()));
}
