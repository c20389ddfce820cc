// SPDX-License-Identifier: Apache-2.0
// What must hold for any bytes at all.
#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "growth.h"
#include "syntax/shell/ast.h"
#include "syntax/shell/tree_check.h"
#include "test.h"

using namespace s1;
using test::repeat;

namespace {

constexpr std::string_view kScripts[] = {
    "apt-get update && apt-get install -y --no-install-recommends curl=7.* \"$X\" && rm -rf /var/lib/apt/lists/*",
    "if [ -z \"${A:-$(id -u)}\" ]; then case $x in a|b) echo `c \\`d\\``;; (e*) ;; esac; else f() { g; } >&2; fi # h",
    "cat <<A <<-'B' | bash -c 'i \"j\" && k' l\nm $(n \"o\")\nA\n\tp\n\tB\nfor ((i = 0; i < $((2 * (3))); i++)); do q; "
    "done",
    "a=(1 \"2 $3\") b[4]+=5 sh -c \"c \\\"d\\\" $e\" {f,{g,h}} @(i|j) ~k [!l]* $'\\x41\\n' <(m) 2>&1 &",
    "[[ $a =~ ^(b|c)+$ && ! d == e* ]] || ((f = g ? 1 : 2)); while read -r x; do echo ${x//\"a\"/'b'}; done < h",
    "$((a) | b) \"${c:-\"${d#*/}\"}\" ${{ e }} \\\n f; time { g; }; coproc h; ! i | j |& k",
};

void check(std::string_view text) {
  INFO(text.substr(0, 200));
  const Span whole{0, static_cast<std::uint32_t>(text.size())};
  const shell::Script script = shell::parse(MappedText(text, whole));
  REQUIRE(test::spans_hold(script, whole));
  (void)shell::dump(script);
  shell::for_each_command(script, [](const shell::Command& command) { (void)shell::invocation(command); });
}

void parse(std::string_view text) {
  (void)shell::parse(MappedText(text, {0, static_cast<std::uint32_t>(text.size())}));
}

double seconds(const std::string& text) {
  return test::seconds([&] { parse(text); });
}

}  // namespace

TEST_CASE("every beginning and end of a script is read") {
  for (const std::string_view script : kScripts) {
    for (std::size_t at = 0; at <= script.size(); ++at) {
      check(script.substr(0, at));
      check(script.substr(at));
    }
  }
}

TEST_CASE("mutations are read") {
  std::mt19937 random(1);
  const std::string_view bytes("'\"`$(){}[]<>|&;\\\n \t#*?~!=aif\0\xff", 31);
  for (int round = 0; round < 3000; ++round) {
    std::string script(kScripts[random() % std::size(kScripts)]);
    for (unsigned edits = 1 + random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % script.size();
      switch (random() % 3) {
        case 0:
          script[at] = bytes[random() % bytes.size()];
          break;
        case 1:
          script.insert(at, 1, bytes[random() % bytes.size()]);
          break;
        default:
          script.erase(at, 1 + random() % 3);
      }
      if (script.empty()) script = "a";
    }
    check(script);
  }
}

TEST_CASE("nesting has a limit") {
  for (const std::string_view open :
       {"(",       "$(", "{ ",     "\"$(",    "${a:-", "$((",    "((",   "if ",       "while ",
        "case $(", "<(", "f() { ", "coproc ", "[[ $(", "a=( $(", "@($(", "\"${a:-\"", "function f ( ",
        "`",       "! ", "{a,",    "time ",   "@(",    "[",      "$["}) {
    INFO(open);
    check(repeat(open, 5000));
  }
  const std::string deep = repeat("$(", 1000) + repeat(")", 1000) + "; b";
  const shell::Script script = shell::parse(MappedText(deep, {0, static_cast<std::uint32_t>(deep.size())}));
  REQUIRE(script.diagnostics.size() == 1);
  CHECK(script.diagnostics[0].code == "shell-too-deep");
  const std::string allowed = repeat("$(", 60) + "a" + repeat(")", 60);
  CHECK(shell::parse(MappedText(allowed, {0, static_cast<std::uint32_t>(allowed.size())})).diagnostics.empty());
}

TEST_CASE("deeply nested braces are text") {
  const std::string text = repeat("{a,", 20) + repeat("}", 20);
  check(text);
  const std::string dump = shell::dump(shell::parse(MappedText(text, {0, static_cast<std::uint32_t>(text.size())})));
  CHECK(std::ranges::count(dump, '<') == 15);  // before each of the braces in the outermost one
}

TEST_CASE("the text has a limit") {
  const std::string text = "a;" + std::string(256 * 1024 - 3, ' ') + "b;c";
  const shell::Script script = shell::parse(MappedText(text, {0, static_cast<std::uint32_t>(text.size())}));
  CHECK(script.items.size() == 2);
  REQUIRE(script.diagnostics.size() == 1);
  CHECK(script.diagnostics[0].code == "shell-too-long");
  CHECK(script.diagnostics[0].span == Span{256 * 1024, 256 * 1024 + 2});
}

TEST_CASE("diagnostics have a limit") {
  const std::string text = repeat(") ", 10000);
  const shell::Script script = shell::parse(MappedText(text, {0, static_cast<std::uint32_t>(text.size())}));
  REQUIRE(script.diagnostics.size() == 101);
  CHECK(script.diagnostics.back().code == "shell-more-errors");
}

TEST_CASE("reading again has a limit") {
  // Each level could double the work: without the limit, 22 levels take from 4 s.
  CHECK(seconds(repeat("\"$(\n", 22)) < 1);
  CHECK(seconds(repeat("$((", 22) + repeat(") ) ", 22)) < 1);
  CHECK(seconds(repeat("((a $( ", 22) + repeat(") ) ) ", 22)) < 1);
}

TEST_CASE("time grows with the text and not faster") {
  // Each is something that a search to the end of the text, or reading again, could make quadratic.
  for (const std::string_view piece : {"a;",
                                       "'",
                                       "\"",
                                       "\"\n",
                                       "\"$(\n",
                                       "`",
                                       "`\n",
                                       "$((",
                                       "$((\n",
                                       "((a)\n",
                                       "((a) ;",
                                       "(( ",
                                       "[",
                                       "[$",
                                       "[a$",
                                       "{",
                                       "{a,",
                                       "${",
                                       "${{",
                                       "${{\n",
                                       "<<A ",
                                       "<<A\n",
                                       "cat <<A\nx\nA\n",
                                       "$'",
                                       "@(",
                                       "@(\n",
                                       "a[",
                                       "a[b",
                                       "a=(",
                                       "case x in ",
                                       "[[ ",
                                       "[[\n",
                                       "[[ a\n\n\n",
                                       "$[",
                                       "~",
                                       "\\\n",
                                       "a\\",
                                       "sh -c 'a';",
                                       "sh -c \"\n",
                                       "bash <<A\n",
                                       "#\n",
                                       "if ",
                                       "!",
                                       "&&",
                                       "a|",
                                       "f()",
                                       "=~ (",
                                       "[[ a =~ (",
                                       "\r",
                                       "$(a\n\"\n",
                                       "time ",
                                       "\t"}) {
    INFO(piece);
    CHECK(test::growth(parse, "", piece, "$x") <= test::kMostGrowth);
  }
}
