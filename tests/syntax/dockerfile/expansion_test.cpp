// SPDX-License-Identifier: Apache-2.0
// Variables: every modifier, quotes, scopes, what is not known, and the bounds.
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "test.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_literals;

// What a word of the last instruction expands to: "text", then "?" where it is not known, "!" where it is malformed,
// and the names that nothing declares.
std::string shown(const File& file, const Word& word) {
  const Expansion expansion = expand(file, file.instructions.back(), word);
  std::string result = expansion.text;
  if (!expansion.known) result += " ?";
  if (!expansion.valid) result += " !";
  for (const Word& name : expansion.undefined) result.append(" -").append(name.raw);
  return result;
}

std::string expanded(const std::string& word) {
  const Source source(
      "ARG G=global\n"
      "FROM scratch\n"
      "ARG NONE\n"
      "ARG TARGETARCH\n"
      "ENV V=value E= P=/a/b/c.tar.gz S=*a* U=été\n"
      "ENV PART=x$NONE\n"
      "WORKDIR " +
      word);
  const File file = File::parse(source);
  return shown(file, file.instructions.back().words.at(0));
}

TEST_CASE("variables and quotes are expanded as BuildKit expands them") {
  const std::pair<std::string, std::string> rows[] = {
      {"a", "a"},
      {"$V", "value"},
      {"${V}s", "values"},
      {"$Vs", "${Vs} ? -Vs"},
      {"'$V' \"$V\"", "$V value"},
      {"\"a'b\" 'a\"b'", "a'b a\"b"},
      {"\\$V \\a \"\\$V \\a \\\"\"", "$V a $V \\a \""},
      {"$ $. a$", "$ $. a$"},
      {"$1x $@", "${1}x ${@} ? -1 -@"},
      {"$E.", "."},
      {"$NONE", "${NONE} ?"},
      {"$TARGETARCH", "${TARGETARCH} ?"},
      {"$TARGETOS", "${TARGETOS} ? -TARGETOS"},
      {"$PATH:$HTTP_PROXY", "${PATH}:${HTTP_PROXY} ?"},
      {"$G", "${G} ? -G"},
      {"$PART/y", "x${NONE}/y ?"},
      // Whether it has a value
      {"${V:-d} ${E:-d} ${X:-d}", "value d d"},
      {"${V-d} ${E-d} ${X-d}", "value  d"},
      {"${V:+d} ${E:+d} ${X:+d}.", "d  ."},
      {"${V+d} ${E+d} ${X+d}.", "d d ."},
      {"${V:?d} ${V?}", "value value"},
      {"${E:?d}", "${E:?d} ?"},
      {"${X?d}", "${X?d} ? -X"},
      {"${E?d}.", "."},
      {"${NONE:-d} ${NONE:+d}.", "d ."},
      {"${TARGETARCH:-d}", "${TARGETARCH:-d} ?"},
      {"${X:-$V} ${X:-${Y:-\"a}\"}}", "value a}"},
      {"${X:-$Y}", "${Y} ? -Y"},
      {"${V:-$Y}", "value"},
      {"${X:+$Y}.", "."},
      {"${X:-'a b'\\}}", "a b}"},
      // Patterns
      {"${P#*/}", "a/b/c.tar.gz"},
      {"${P##*/}", "c.tar.gz"},
      {"${P%.*}", "/a/b/c.tar"},
      {"${P%%.*}", "/a/b/c"},
      {"${P#/?/}", "b/c.tar.gz"},
      {"${P#x}", "/a/b/c.tar.gz"},
      {"${P%.gz}", "/a/b/c.tar"},
      {"${P##*}.", "."},
      {"${P#*}.", "/a/b/c.tar.gz."},
      {"${S#\\*}", "a*"},
      {"${S%\\**}", "*a"},
      {"${S%%\\**}.", "."},
      {"${U#?}", "té"},
      {"${U%?}", "ét"},
      {"${V#\\a}", "${V#\\a} ?"},
      {"${P/\\//-}", "-a/b/c.tar.gz"},
      {"${P//\\//-}", "-a-b-c.tar.gz"},
      {"${P//.*/}", "/a/b/c"},
      {"${P/b*t/X}", "/a/Xar.gz"},
      {"${V//?/xy}", "xyxyxyxyxy"},
      {"${V//q/x}", "value"},
      {"${V/a/$P}", "v/a/b/c.tar.gzlue"},
      {"${X/a/b}", "${X/a/b} ? -X"},
      {"${NONE#a}", "${NONE#a} ?"},
      // Malformed
      {"'a", "'a ? !"},
      {"\"a", "\"a ? !"},
      {"${", "${ ? !"},
      {"${}", "${} ? !"},
      {"${V", "${V ? !"},
      {"${:a}", "${:a} ? !"},
      {"${${V}}", "${${V}} ? !"},
      {"${V^^}", "${V^^} ? !"},
      {"${V:1}", "${V:1} ? !"},
      {"${#V}", "${#V} ? !"},
      {"${V:-a", "${V:-a ? !"},
      {"${V/a}", "${V/a} ? !"},
      {"a${V:-'b}", "a${V:-'b} ? !"},
  };
  for (const auto& [word, expected] : rows) {
    CAPTURE(word);
    CHECK(expanded(word) == expected);
  }
}

TEST_CASE("each place sees what is declared before it, in its stage and those it is FROM") {
  const std::pair<std::string, std::string> rows[] = {
      {"ARG A=1\nFROM $A", "1"},
      {"ARG A=1\nARG B=$A.2\nFROM $B", "1.2"},
      {"ARG A\nFROM ${A:-x}", "x"},
      {"FROM x$TARGETARCH", "x${TARGETARCH} ?"},
      {"FROM $A", "${A} ? -A"},
      {"FROM a\nARG A=1\nFROM $A", "${A} ? -A"},
      {"ARG A=1\nFROM a\nARG A=2\nFROM $A", "1"},
      {"ARG A=1\nFROM a\nUSER $A", "${A} ? -A"},
      {"ARG A=1\nFROM a\nARG A\nUSER $A", "1"},
      {"ARG A=1\nFROM a\nARG A=2\nUSER $A", "2"},
      {"ARG A\nFROM a\nARG A\nUSER $A", "${A} ?"},
      {"FROM a\nUSER $A", "${A} ? -A"},
      {"FROM a\nUSER ${A:-b}", "${A:-b} ?"},
      {"FROM scratch\nUSER ${A:-b}", "b"},
      {"FROM a\nENV A=1\nENV A=2 B=$A\nUSER $A$B", "21"},
      {"FROM a\nENV A=1\nARG A\nUSER $A", "1"},
      {"FROM a\nENV A=1\nARG A=2\nUSER $A", "2"},
      {"FROM a\nARG A=1\nENV A=2\nUSER $A", "2"},
      {"FROM a\nARG A=1 B=$A\nUSER $B", "1"},
      {"FROM a\nENV A b \"c d\"\nUSER $A", "b c d"},
      {"FROM a\nENV \"A\"=1\nUSER $A", "1"},
      {"FROM a AS x\nENV A=1\nARG B=2\nFROM x AS y\nFROM y\nUSER $A$B", "12"},
      {"FROM a AS x\nENV A=1\nFROM b AS y\nFROM y\nUSER $A", "${A} ? -A"},
      {"FROM a AS x\nENV A=1\nFROM x\nENV A=2\nFROM x\nUSER $A", "1"},
      {"FROM a\nUSER $A\nENV A=1\nUSER $A", "1"},
      {"FROM a\nENV A=$A:1\nENV A=$A:2\nUSER $A", "${A}:1:2 ?"},
      {"# escape=`\nFROM a\nENV A=C:\\x\nUSER `$A\\$A", "$A\\C:\\x"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    const Source source(text);
    const File file = File::parse(source);
    CHECK(shown(file, file.instructions.back().words.at(0)) == expected);
  }
}

TEST_CASE("an ARG's value is expanded without the ARG itself") {
  const Source source("FROM a\nARG A=1\nARG A=$A.2 B=$A\n");
  const File file = File::parse(source);
  CHECK(shown(file, file.instructions.back().pairs[0].value) == "1.2");
  CHECK(shown(file, file.instructions.back().pairs[1].value) == "1.2");
}

TEST_CASE("an undefined variable is marked where it is used") {
  const Source source("FROM a\nCOPY --chown=\"$A\" [\"b\", \"x$B\"] \nENV C=1 \\\n D=y\\\n$E\nADD --chown=$F a b\n");
  const File file = File::parse(source);
  const auto use = [&](const Instruction& at, const Word& word) {
    const Expansion expansion = expand(file, at, word);
    REQUIRE(expansion.undefined.size() == 1);
    return std::string(source.slice(expansion.undefined[0].span));
  };
  const Instruction& copy = file.instructions[1];
  CHECK(use(copy, {copy.flags[0].value_span, copy.flags[0].value}) == "$A");
  CHECK(use(copy, copy.words[1]) == "$B");
  const Instruction& env = file.instructions[2];
  CHECK(use(env, env.pairs[1].value) == "$E");
  const Instruction& add = file.instructions[3];
  CHECK(use(add, {add.flags[0].value_span, add.flags[0].value}) == "$F");
}

TEST_CASE("a variable in a string that was decoded is marked with the whole string") {
  const Source source("FROM a\nCMD [\"$A\xff\xff\xff\", \"\\u0024B\", \"$C\"]\n");
  const File file = File::parse(source);
  const Instruction& cmd = file.instructions[1];
  std::vector<std::string_view> marked;
  for (const Word& word : cmd.words) {
    const Expansion expansion = expand(file, cmd, word);
    for (const Word& use : expansion.undefined) marked.push_back(source.slice(use.span));
  }
  CHECK(marked == std::vector<std::string_view>{"\"$A\xff\xff\xff\"", "\"\\u0024B\"", "$C"});
}

TEST_CASE("expansion is bounded") {
  // Each line doubles the value of the one before it.
  std::string bomb = "FROM a\nENV A0=0123456789\n";
  for (int i = 1; i < 64; ++i) {
    const std::string before = "$A" + std::to_string(i - 1);
    bomb += "ENV A" + std::to_string(i) + "=" + before + before + "\n";
  }
  const Source source(bomb + "USER $A63");
  const File file = File::parse(source);
  const Expansion expansion = expand(file, file.instructions.back(), file.instructions.back().words[0]);
  CHECK_FALSE(expansion.known);
  CHECK(expansion.text.size() < 10'000);

  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "${A:-";
  CHECK(expanded(deep).ends_with(" ? !"));
  CHECK(expanded("${V#" + std::string(1'000'000, '*') + "}").ends_with(" ?"));
}

TEST_CASE("predefined ARGs are known by name") {
  for (const char* const name : {"TARGETPLATFORM", "BUILDARCH", "HTTP_PROXY", "no_proxy", "BUILDKIT_INLINE_CACHE"})
    CHECK(is_predefined_arg(name));
  for (const char* const name : {"", "PATH", "targetarch", "TARGET"}) CHECK_FALSE(is_predefined_arg(name));
}

}  // namespace
}  // namespace s1::dockerfile
