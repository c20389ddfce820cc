// SPDX-License-Identifier: Apache-2.0
// Real scripts, and bash's own opinion.
#include "syntax/shell/run_texts.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "syntax/shell/ast.h"
#include "syntax/shell/tree_check.h"
#include "test.h"

using namespace s1;

namespace {

bool has_bash() {
  return access("/bin/bash", X_OK) == 0;
}

void skipped(const char* name, const char* why) {
  std::printf("skipped: %s: %s\n", name, why);
}

class Bash {
 public:
  Bash() : file_(std::filesystem::temp_directory_path() / ("s1-shell-test-" + std::to_string(getpid()))) {}
  ~Bash() { std::filesystem::remove(file_); }
  Bash(const Bash&) = delete;
  Bash& operator=(const Bash&) = delete;

  [[nodiscard]] bool accepts(std::string_view script) const {
    std::ofstream(file_, std::ios::binary) << script;
    return std::system(("/bin/bash -n '" + file_.string() + "' > /dev/null 2>&1").c_str()) == 0;
  }

 private:
  std::filesystem::path file_;
};

bool accepts(std::string_view script) {
  return shell::parse(MappedText(script, {0, static_cast<std::uint32_t>(script.size())})).diagnostics.empty();
}

// Valid and invalid ones, mixed: bash says which.
constexpr std::string_view kScripts[] = {
    "a",
    "a;",
    "a &",
    "! a",
    "a | ! b",
    "! ! a",
    "!",
    "a && b || c",
    "a |& b",
    "(a)",
    "( (a) )",
    "((a))",
    "(((a)))",
    "((a) )",
    "{ a; }",
    "{ a }",
    "{ a; } b",
    "{ a; } && b",
    "(a) b",
    "()",
    "{ }",
    ";",
    "a ;; b",
    "a ; ; b",
    "&& a",
    "a &&",
    "a ||",
    "a |",
    "| a",
    "a & & b",
    "a & ; b",
    "if a; then b; fi",
    "if a; then b; else c; fi",
    "if a; then b; elif c; then d; else e; fi",
    "if a then b; fi",
    "if a; then fi",
    "if; then b; fi",
    "if a; then b",
    "fi",
    "then",
    "done",
    "}",
    ")",
    "a )",
    "a (b)",
    "echo a(b)",
    "while a; do b; done",
    "until a; do b; done",
    "while a; b; done",
    "while a; do done",
    "for x in a b; do c; done",
    "for x; do c; done",
    "for x do c; done",
    "for x in; do c; done",
    "for x in a b do c; done",
    "for ((i=0;i<1;i++)); do a; done",
    "for ((i=0;i<1;i++)) { a; }",
    "for ((i=0;i<1;i++)) do a; done",
    "for x in a; { b; }",
    "for x y in a; do b; done",
    "select x in a b; do c; done",
    "case x in a) b;; esac",
    "case x in a) b; esac",
    "case x in a) ;; esac",
    "case x in (a) b;; (c|d) e;; esac",
    "case x in a|) b;; esac",
    "case x in esac",
    "case x in a b) c;; esac",
    "case x in ) a;; esac",
    "case x y in a) b;; esac",
    "case x in a) b ;& c) d ;;& *) e;; esac",
    "case in in in) a;; esac",
    "f() { a; }",
    "f () ( a )",
    "f() a",
    "f() if a; then b; fi",
    "f() { a; } > b",
    "function f { a; }",
    "function f() { a; }",
    "function f",
    "f( { a; }",
    "[[ a ]]",
    "[[ a == b ]]",
    "[[ a == b* && c =~ ^(x|y) ]] && d",
    "[[ ! -f x || ( a == b ) ]]",
    "[ a ]",
    "(( a + 1 ))",
    "((",
    "echo $((1+2))",
    "echo $((1+2)",
    "echo $(a",
    "echo $(a; b)",
    "echo `a`",
    "echo `a",
    "echo \"a",
    "echo 'a",
    "echo \"$(echo \"b\")\"",
    "echo \"${x:-\"a b\"}\"",
    "echo ${x",
    "echo ${x:-${y:-z}}",
    "echo ${}",
    "echo ${#x} ${!x} ${x[@]} ${x//a/b} ${x^^}",
    "a > b",
    "a >",
    "a > > b",
    "a 2>&1 >/dev/null",
    "a &> b",
    "a &>> b",
    "a >| b",
    "a <> b",
    "a {fd}> b",
    "a <<< \"x\"",
    "> a",
    "a < <(b)",
    "a >(b) <(c)",
    "a=(1 2 3)",
    "a=(1 2",
    "a+=(1)",
    "a[0]=1 b",
    "declare -a x=(1 2)",
    "a=1 b=2 c",
    "a=b (c)",
    "time a",
    "time { a; }",
    "time -p (a)",
    "coproc a",
    "coproc X { a; }",
    "echo {a,b} {1..3}",
    "echo a{b,c}d {} { }",
    "echo $'a\\'b'",
    "echo \"a\\\"b\"",
    "echo a\\",
    "echo a#b #c ' \" (",
    "# comment",
    "a && # comment",
    "echo $[1+2]",
    "echo \"`echo \"a\"`\"",
    "echo \"`echo \\\"a\\\"`\"",
    "x=$(case a in a) b;; esac)",
    "x=$(case a in (a) b;; esac)",
    "echo $( (a) )",
    "echo $((a) | b)",
    "echo $((echo a); b)",
    "echo \"$((1 + $(echo 2)))\"",
    "if a; then b; fi > c",
    "if a; then b; fi c",
    "while :; do a; done | b",
    "a | while read x; do y; done",
    "a | fi",
    "a && do",
    "a; do",
    "echo do done fi",
    "echo if then",
    "a=b if",
    "> b if",
    "! if a; then b; fi",
    "{a; }",
    "{a,b}",
    "[[ -n $a ]]",
    "[[ -n \"$a\" && $b != *x* ]]",
    "[[ $a =~ [0-9]+\\.[0-9]+ ]]",
    "[[ a -nt b ]]",
    "test a = b",
    "echo ~ ~/x ~u/x a~b",
    "a -- b -x=y",
    "f() { a; }; f",
    "((a=1)) && b",
    "echo \"${x:-}\" \"${x-'}'}\"",
    "set -- \"${@:2}\" \"$#\" \"$?\" \"$!\" \"$$\" \"$-\" \"$*\" \"$0\"",
    "echo $ a$ \"$\" \"a$\"",
    "echo a=(b)",
    "echo [a [a] a] [ ]",
    "echo * ? [!a]* ",
    "eval \"a b\"",
    "exec 3>&1 4<&-",
    "trap 'a; b' EXIT",
    "alias x='y z'",
    "echo \\( \\) \\; \\& \\| \\< \\>",
    "echo \";\" '&' \"|\"",
    "find . -name '*.x' -exec rm {} \\; -o -print",
    "find . \\( -a -b \\) -exec c {} +",
    "echo a;b;c",
    "a&&b||c|d",
    "a&b",
    "a>b<c",
    "a>&2",
    "a 1>&2",
    "a 2>/dev/null||true",
    "a|b|c&",
    "(a)&(b)",
    "{ a;}&",
    "{ (a) }",
    "( { a; } )",
    "(a;)",
    "(a &)",
    "{ a & }",
    "if (a) then b; fi",
    "if { a; } then b; fi",
    "while (a) do b; done",
    "if a; then (b) fi",
    "if a; then { b; } fi",
    "if a; then { b; }",
    "a; }",
    "{ a; ) }",
    "( a; }",
    "\"a",
    "$(if a; then b)",
    "a \"$(b\" c",
    "for",
    "for x",
    "case",
    "case x",
    "while",
    "if",
    "function",
    "f()",
    "a=$(",
    "a <",
    "a <<",
    "a 2>",
    "a &&& b",
    "a ||| b",
    "a |&& b",
    ";;",
    "a <<< ",
    "a; & b",
    "echo \"a\nb\"",
    "echo a \\\n b",
    "a \\\n&& b",
    "for x in a \\\n b; do c; done",
    "if a\nthen b\nfi",
    "while a\ndo\nb\ndone",
    "{\na\n}",
    "(\na\n)",
    "case x in\na)\nb\n;;\nesac",
    "f()\n{\na\n}",
    "a &&\n\nb",
    "a |\nb",
    "a\n;\nb",
    "a &&\n# c\nb",
    "cat <<EOF\nx $(a) `b` ${c}\nEOF",
    "cat <<'EOF'\n$( ( \"\nEOF",
    "cat <<-EOF\n\tx\n\tEOF",
    "cat <<A <<B\na\nA\nb\nB",
    "cat <<A && foo <<B || bar\na\nA\nb\nB",
    "x=$(cat <<EOF\na ) b\nEOF\n)",
    "if a; then cat <<E; fi\nx\nE",
    "[[ a &&\nb ]]",
    // Not "[[ a\n&& b ]]": bash 5.2.15 takes it, 5.2.37 does not.
    "for x\nin a b\ndo c\ndone",
    "case x\nin a) b;; esac",
    "a=(\n b # c\n d\n)",
    "echo $(\na\nb\n)",
    "echo $(( 1\n+ 2 ))",
    "((a\n+b))",
    "function f\n{\na\n}",
    "if a; then # x\nb # y\nfi # z",
    "f() # x\n{ a; }",
    "{ a\n} | b",
    "cat <<E | while read x; do\ny\nE\nz; done",
    "a\n&& b",
    "a\n| b",
    "if a\nb\nfi",
    "echo 'a\nb",
    "for x in a\nb; do c; done",
    "case x in\na) b\nc) d\nesac",
    "case x in\n(a) b ;;\n\n# c\nd | e)\n;;\nesac",
    "a \"b\n\" c 'd\ne' $(f\ng)",
};

}  // namespace

TEST_CASE("what bash accepts has no diagnostics, and what it refuses has some") {
  if (!has_bash()) {
    skipped("bash acceptance", "no /bin/bash");
    return;
  }
  const Bash bash;
  for (const std::string_view script : kScripts) {
    INFO(script);
    CHECK(accepts(script) == bash.accepts(script));
  }
}

TEST_CASE("real RUN lines that bash accepts have no diagnostics") {
  const std::vector<test::RunText> texts = test::run_texts();
  if (texts.empty() || !has_bash()) {
    skipped("real RUN lines", texts.empty() ? "no shared folder" : "no /bin/bash");
    return;
  }
  CHECK(texts.size() > 500);
  const Bash bash;
  for (const auto& [path, text] : texts) {
    INFO(path);
    INFO(text);
    const Span whole{0, static_cast<std::uint32_t>(text.size())};
    const shell::Script script = shell::parse(MappedText(text, whole));
    CHECK(test::spans_hold(script, whole));
    // bash is asked only about what we refuse: a thousand processes take their time.
    if (!script.diagnostics.empty()) {
      INFO(script.diagnostics[0].message);
      CHECK_FALSE(bash.accepts(text));
    }
  }
}
