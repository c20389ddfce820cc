// SPDX-License-Identifier: Apache-2.0
#include "model/interpolate.h"

#include "growth.h"
#include "model/env_file.h"
#include "test.h"

using namespace s1::model;
using s1::test::repeat;

namespace {

std::string interpolated(std::string_view text) {
  Variables variables;
  variables.set("SET", {"value", true, {0, 1, {}}});
  variables.set("EMPTY", {"", true, {0, 2, {}}});
  variables.set("OPEN", {"", false, {0, 3, {}}});
  std::size_t left = kMostInterpolated;
  const Interpolation result = interpolate(text, variables, left);
  std::string shown = (result.known ? "" : "?") + result.text;
  for (const Place& origin : result.origins) shown += " <" + std::to_string(origin.line);
  return shown;
}

// The variables that are asked for, one a line.
std::string read_env(std::string text, std::initializer_list<const char*> names) {
  const s1::Source source(std::move(text));
  Variables variables;
  std::size_t left = kMostInterpolated;
  read_env_file(source, 0, variables, left);
  std::string result;
  for (const char* const name : names) {
    const Variable* const variable = variables.find(name);
    result += std::string(name) + (variable == nullptr ? " not set" : variable->known ? "=" : " unknown");
    if (variable != nullptr) result += variable->text + " @" + std::to_string(variable->place.line);
    result += '\n';
  }
  return result;
}

}  // namespace

TEST_CASE("Variables are put in by Compose's grammar") {
  struct Case {
    const char* text;
    const char* result;
  };
  const auto [text, result] = GENERATE(values<Case>({
      {"plain", "plain"},
      {"", ""},
      {"a}b{c", "a}b{c"},
      {"$SET", "value <1"},
      {"a-${SET}-b", "a-value-b <1"},
      {"$SET/$SET", "value/value <1 <1"},
      {"$$SET", "$SET"},
      {"$$$SET", "$value <1"},
      {"${SET:-d}", "value <1"},
      {"${SET-d}", "value <1"},
      {"${NO:-d}", "d"},
      {"${NO-d}", "d"},
      {"${NO:-}", ""},
      {"${EMPTY:-d}", "d"},
      {"${EMPTY-d}", " <2"},
      {"${SET:?must be set}", "value <1"},
      {"${NO:?must be set}", "?${NO:?must be set}"},
      {"${EMPTY?}", " <2"},
      {"${EMPTY:?}", "?${EMPTY:?}"},
      {"${SET:+other}", "other <1"},
      {"${EMPTY:+other}", " <2"},
      {"${EMPTY+other}", "other <2"},
      {"${NO:+other}", "?${NO:+other}"},
      {"${NO}", "?${NO}"},
      {"a $NO b", "?a $NO b"},
      {"${OPEN}", "?${OPEN}"},
      {"${OPEN:-d}", "?${OPEN:-d}"},
      {"${NO:-${SET}}", "value <1"},
      {"${NO:-${NO_MORE:-${SET:-x}}y}", "valuey <1"},
      {"${NO:-${NO_MORE}}", "?${NO:-${NO_MORE}}"},
      {"${SET:-${NO}}", "value <1"},
      {"${NO:-{\"a\": {}}}", "{\"a\": {}}"},
      {"${NO:-a:b}", "a:b"},
      {"${NO:-$$x}", "$x"},
      {"${", "?${"},
      {"${}", "?${}"},
      {"${SET", "?${SET"},
      {"${SET:", "?${SET:"},
      {"${SET:-d", "?${SET:-d"},
      {"${1}", "?${1}"},
      {"${SET/a/b}", "?${SET/a/b}"},
      {"cost: 5$", "?cost: 5$"},
      {"$-", "?$-"},
  }));
  CAPTURE(text);
  CHECK(interpolated(text) == result);
}

TEST_CASE("Nested defaults end at a depth") {
  CHECK(interpolated(repeat("${A:-", 20) + "x" + repeat("}", 20)) == "x");
  CHECK(interpolated(repeat("${A:-", 100'000) + "x" + repeat("}", 100'000)).starts_with('?'));
}

TEST_CASE("What variables add up to is bounded") {
  Variables variables;
  variables.set("A", {std::string(1000, 'x'), true, {}});
  std::size_t left = 2500;
  CHECK(interpolate("$A$A", variables, left).known);
  CHECK_FALSE(interpolate("$A", variables, left).known);
  CHECK(interpolate("plain", variables, left).known);
}

TEST_CASE("A .env file is read as Compose reads it") {
  CHECK(read_env("A=1\nB = two words \nC=\nD\n", {"A", "B", "C", "D"}) == "A=1 @1\nB=two words @2\nC= @3\nD not set\n");
  CHECK(read_env("# A=0\n\nexport A=1\nexport\tB=2\nexported=3\r\nC: 4\r\n", {"A", "B", "exported", "C"}) ==
        "A=1 @3\nB=2 @4\nexported=3 @5\nC=4 @6\n");
  CHECK(read_env("A=x # note\nB=x#y\nC=#z\nD= # note\nE='x' # note\nF=\"x # y\"\n", {"A", "B", "C", "D", "E", "F"}) ==
        "A=x @1\nB=x#y @2\nC=#z @3\nD= @4\nE=x @5\nF=x # y @6\n");
  CHECK(read_env("A='$X \\' \\n'\nB=\"a\\tb\\\"c\\\\d\\$X\\q\"\nC='a\nb'\nD=4\n", {"A", "B", "C", "D"}) ==
        "A=$X ' \\n @1\nB=a\tb\"c\\d$X\\q @2\nC=a\nb @3\nD=4 @5\n");
  CHECK(read_env("A=1\nB=${A}2\nC=\"$B-${NO:-d}\"\nD=${NO}\nE=$D\nF=5$\n", {"B", "C", "D", "E", "F"}) ==
        "B=12 @2\nC=12-d @3\nD unknown${NO} @4\nE unknown$D @5\nF unknown5$ @6\n");
  CHECK(read_env("A=1\nA=2\n1A=3\nB C=4\n=5\n", {"A", "1A", "B C", ""}) ==
        "A=2 @2\n1A not set\nB C not set\n not set\n");
  CHECK(read_env("A=\"open\nB=2\n", {"A", "B"}) == "A unknown @1\nB not set\n");
  CHECK(read_env("\xEF\xBB\xBF"
                 "A=1",
                 {"A"}) == "A=1 @1\n");
  CHECK(read_env("A='x' y\nB=2", {"A", "B"}) == "A=x @1\nB=2 @2\n");
}

TEST_CASE("A secret's value is not put in") {
  Variables variables;
  variables.set("GIT_TOKEN", {"hunter2", true, {}});
  for (const std::string_view text :
       {"https://$GIT_TOKEN@x", "${GIT_TOKEN}", "${GIT_TOKEN:-a}", "${GIT_TOKEN?no}", "${OTHER:-$GIT_TOKEN}"}) {
    INFO(text);
    std::size_t left = kMostInterpolated;
    const auto result = s1::model::interpolate(text, variables, left);
    CHECK_FALSE(result.known);
    CHECK(result.text == text);
  }
}

TEST_CASE("The outer file's variables come first") {
  Variables outer;
  outer.set("A", {"outer", true, {}});
  Variables inner(&outer);
  inner.set("A", {"inner", true, {}});
  inner.set("B", {"inner", true, {}});
  CHECK(inner.find("A")->text == "outer");
  CHECK(inner.find("B")->text == "inner");
}

TEST_CASE("Interpolation and .env files take linear time") {
  const auto read = [](const std::string& text) {
    const s1::Source source(text);
    Variables variables;
    std::size_t left = kMostInterpolated;
    read_env_file(source, 0, variables, left);
  };
  CHECK(s1::test::growth(read, "A=x\n", "A=$A$A\n", "") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(read, "", "A=\"", "") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(read, "", "A='\n", "") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(read, "A=", "${B:-", "") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(read, "A=", "${B:-x}$", "") < s1::test::kMostGrowth);
}
