// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include "syntax/shell/ast.h"
#include "test.h"

using namespace s1;

namespace {

struct Case {
  std::string_view input;
  std::string_view dump;
};

std::string dump_of(std::string_view input) {
  const MappedText text(input, {0, static_cast<std::uint32_t>(input.size())});
  return shell::dump(shell::parse(text));
}

template <std::size_t N>
void check(const Case (&cases)[N]) {
  for (const Case& each : cases) {
    INFO(each.input);
    CHECK(dump_of(each.input) == each.dump);
  }
}

}  // namespace

TEST_CASE("words") {
  const Case cases[] = {
      {"", ""},
      {"  \n\n ", ""},
      {"echo", "(echo)\n"},
      {"echo a  b\tc", "(echo a b c)\n"},
      {"echo 'a b' \"c d\" e\\ f", "(echo 'a b' \"c d\" e\\ f)\n"},
      {"echo a'b'\"c\"d", "(echo a'b'\"c\"d)\n"},
      {"echo \"\" ''", "(echo \"\" '')\n"},
      {R"(echo "a\"b\$c\\d\e`x`")", "(echo \"a\\\"b\\$c\\\\d\\\\e$((x))\")\n"},
      {"echo \\; \\& \\| \\( \\) \\< \\> \\\\ \\' \\\"", "(echo \\; \\& \\| \\( \\) \\< \\> \\\\ \\' \\\")\n"},
      {"ec\\\nho a\\\r\nb", "(echo ab)\n"},
      {"echo \"a\\\nb\" 'c\\\nd'", "(echo \"ab\" 'c\\\\nd')\n"},
      {"echo a#b # c", "(echo a#b)\n# c\n"},
      {R"(echo $'a\tb\'c\x41\101\u00e9\q')", "(echo 'a\\x09b'cAA\xc3\xa9\\q')\n"},
      // What lies above Unicode is one character of its own, up to where bash writes nothing.
      {R"(echo $'a\U0010FFFFb' $'a\U00110000b' $'a\U7fffffffb' $'a\U80000000b')",
       "(echo 'a\xF4\x8F\xBF\xBF"
       "b' 'a\xEF\xBF\xBD"
       "b' 'a\xEF\xBF\xBD"
       "b' 'ab')\n"},
      {"echo $\"x $y\"", "(echo \"x ${y}\")\n"},
      {"echo $ a$ \"$\" $% \"a$\"", "(echo \\$ a\\$ \"\\$\" \\$% \"a\\$\")\n"},
      {"echo \xff\x80 \xc3\xa9", "(echo \xff\x80 \xc3\xa9)\n"},
      {std::string_view("a\0b", 3), "(a\\x00b)\n"},
      {"a\r\nb\r\n", "(a)\n; (b)\n"},
      {"a\rb", "(a\\x0db)\n"},
      {"echo a\\", "(echo a\\\\)\n"},
  };
  check(cases);
}

TEST_CASE("patterns, tildes and braces") {
  const Case cases[] = {
      {"ls * ?x [a-z] [!a]b []x] a[b]", "(ls * ?x [a-z] [!a]b []x] a[b])\n"},
      {"[ -f x ]", "(\\[ -f x ])\n"},
      {"echo [a ] '[a]' \\[a] [\"b\"]", "(echo \\[a ] '[a]' \\[a] [\"b\"])\n"},
      {"ls @(a|b) !(c) *(d e)", "(ls @(a|b) !(c) *(d e))\n"},
      {"ls ?($(x)|b)", "(ls ?($(x)|b)<$((x))>)\n"},
      {"cd ~ ~/a ~bob/c a~ '~' ~$x", "(cd ~ ~/a ~bob/c a\\~ '~' \\~${x})\n"},
      {"A=~/x:~y B=a~", "(A=~/x:~y B=a\\~)\n"},
      {"echo {a,b} x{1..3}y {a,{b,c}}", "(echo {a,b} x{1..3}y {a,{b,c}}<{b,c}>)\n"},
      {"echo {} {a} a{b,c } }", "(echo \\{\\} \\{a\\} a\\{b,c \\} \\})\n"},
      {"cp x{,$(y)}", "(cp x{,$(y)}<$((y))>)\n"},
  };
  check(cases);
}

TEST_CASE("expansions") {
  const Case cases[] = {
      {"echo $a ${b} $1 ${10} $@ $? $$ $#", "(echo ${a} ${b} ${1} ${10} ${@} ${?} ${$} ${#})\n"},
      {"echo $a-b $1x \"$a.b\"", "(echo ${a}-b ${1}x \"${a}.b\")\n"},
      {"echo ${a:-b} ${a%%/*} ${a//x/y} ${a^^} ${a[0]} ${a[@]:1:2}",
       "(echo ${a:-b} ${a%%/*} ${a//x/y} ${a^^} ${a[0]} ${a[@]:1:2})\n"},
      {"echo ${#a} ${!a} ${#} ${#-x} ${#@} ${!a[@]}", "(echo ${#a} ${!a} ${#} ${#-x} ${#@} ${!a[@]})\n"},
      {"echo ${a:-$(b)} ${a:-${c:-\"$d\"}}", "(echo ${a:-$(b)}<$((b))> ${a:-${c:-\"$d\"}}<${c:-\"$d\"}<${d}>>)\n"},
      {"echo \"${a:-'}\"", "(echo \"${a:-'}\")\n"},
      {"echo ${a:-'}'} ${a:-\\}}", "(echo ${a:-'}'} ${a:-\\}})\n"},
      {"echo $(a; b | c) $( )", "(echo $((a) ; (| (b) (c))) $())\n"},
      {"echo \"$(echo \"$(a)\")\"", "(echo \"$((echo \"$((a))\"))\")\n"},
      {"echo `a $b` `echo \\`c \\\\\\`d\\\\\\`\\``", "(echo $((a ${b})) $((echo $((c $((d)))))))\n"},
      {"echo \"`echo \\\"a b\\\"`\"", "(echo \"$((echo \"a b\"))\")\n"},
      {"echo $((1 + (2 * 3))) $((a[$(b)]))", "(echo $((1 + (2 * 3))) $((a[$(b)]))<$((b))>)\n"},
      {"echo $((a); b) $( (c) )", "(echo $((subshell: {(a)}) ; (b)) $((subshell: {(c)})))\n"},
      {"echo $[1 + 2] $[", "(echo $((1 + 2)) \\$\\[)\n"},
      {"diff <(a) >(b) x<(c)", "(diff <((a)) >((b)) x<((c)))\n"},
      {"echo $(case x in a) b;; esac)", "(echo $((case: x [a] {(b)})))\n"},
      {"echo ${{ github.ref == 'a' || '}' }}x", "(echo ${{ github.ref == 'a' || '}' }}x)\n"},
  };
  check(cases);
}

TEST_CASE("assignments") {
  const Case cases[] = {
      {"a=1 b+=2 c= d", "(a=1 b+=2 c= d)\n"},
      {"a=$b\"c\"", "(a=${b}\"c\")\n"},
      {"a=(1 'b c' $d\n# x\n e) f+=()", "(a=(1 'b c' ${d} e) f+=())\n# x\n"},
      {"a[0]=1 a[$i]=2", "(a[0]=1 a[$i]=2)\n"},
      {"x a=1", "(x a=1)\n"},
      {"1a=b", "(1a=b)\n"},
      {"export A=~/x B", "(export A=~/x B)\n"},
      {"declare -a a=(1 $(b))", "(declare -a a=1$((b)))\n"},
      {"a= b", "(a= b)\n"},
  };
  check(cases);
}

TEST_CASE("lists and pipelines") {
  const Case cases[] = {
      {"a && b || c; d & e", "(a)\n&& (b)\n|| (c)\n; (d) &\nthen (e)\n"},
      {"a | b |& c", "(| (a) (b) (c))\n"},
      {"! a | b", "(! (| (a) (b)))\n"},
      {"! ! a", "(a)\n"},
      {"a &&\n\n# x\nb |\nc", "(a)\n&& (| (b) (c))\n# x\n"},
      {"a&&b||c|d&", "(a)\n&& (b)\n|| (| (c) (d)) &\n"},
      {"time a | b", "(| (time a) (b))\n"},
      {"time -p { a; }", "(group: {(a)})\n"},
      {"coproc x", "(coproc x)\n"},
      {"coproc X { a; }", "(group: {(a)})\n"},
  };
  check(cases);
}

TEST_CASE("compound commands") {
  const Case cases[] = {
      {"(a; b) > c", "(subshell: {(a) ; (b)} >c)\n"},
      {"{ a; b\n}", "(group: {(a) ; (b)})\n"},
      {"{ (a) }", "(group: {(subshell: {(a)})})\n"},
      {"if a; then b; fi", "(if: {(a)} {(b)})\n"},
      {"if a\nthen b\nelif c; then d\nelse e; fi 2>x", "(if-else: {(a)} {(b)} {(c)} {(d)} {(e)} 2>x)\n"},
      {"while a; do b; done < x", "(while: {(a)} {(b)} <x)\n"},
      {"until a; do b; done", "(until: {(a)} {(b)})\n"},
      {"for x in a \"b c\" $d *; do e; done", "(for: x a \"b c\" ${d} * {(e)})\n"},
      {"for x; do a; done", "(for: x {(a)})\n"},
      {"for x\nin a\ndo b\ndone", "(for: x a {(b)})\n"},
      {"for x in a; { b; }", "(for: x a {(b)})\n"},
      {"for ((i = 0; i < $n; i++)); do a; done", "(for: i = 0; i < $n; i++ ${n} {(a)})\n"},
      {"select x in a; do b; done", "(for: x a {(b)})\n"},
      {"case $x in a | b) c ;; (d*) ;& *) e;;& f) g; esac", "(case: ${x} [a b] {(c)} [d*] {} [*] {(e)} [f] {(g)})\n"},
      {"case in in in) a;; esac", "(case: in [in] {(a)})\n"},
      {"f() { a; } 2>&1", "(function: f {(group: {(a)} 2>&1)})\n"},
      {"f ( )\n( a )", "(function: f {(subshell: {(a)})})\n"},
      {"function f-g { a; }; function h() { b; }",
       "(function: f-g {(group: {(a)})})\n; (function: h {(group: {(b)})})\n"},
      {"[[ -f $a && ( b == c* || ! d < e ) ]]", "(test: -f ${a} \\&\\& \\( b == c* \\|\\| ! d \\< e \\))\n"},
      {"[[ $a =~ ^(x|y z)+$ ]] && b", "(test: ${a} =\\~ ^\\(x\\|y\\ z\\)+\\$)\n&& (b)\n"},
      {"[[ a &&\n b ]]", "(test: a \\&\\& b)\n"},
      {"((a = b + (c)))", "(arithmetic: a = b + (c))\n"},
      {"((a) ; (b))", "(subshell: {(subshell: {(a)}) ; (subshell: {(b)})})\n"},
      {"echo if then fi { }", "(echo if then fi \\{ \\})\n"},
      {"if (a) then { b; } fi", "(if: {(subshell: {(a)})} {(group: {(b)})})\n"},
  };
  check(cases);
}

TEST_CASE("redirections") {
  const Case cases[] = {
      {"a > b 2>> c < d <> e >| f", "(a >b 2>>c <d <>e >|f)\n"},
      {"a 2>&1 >&- 3<&0 &> b &>> c", "(a 2>&1 >&- 3<&0 &>b &>>c)\n"},
      {"a {fd}> b <<< \"c $d\"", "(a {fd}>b <<<\"c ${d}\")\n"},
      {"> a", "(>a)\n"},
      {"a 2 > b", "(a 2 >b)\n"},
      {"a b2>c", "(a b2 >c)\n"},
      {"a > >(b)", "(a >>((b)))\n"},
  };
  check(cases);
}

TEST_CASE("heredocs") {
  const Case cases[] = {
      {"cat <<E > x\na $b $(c)\n\\$d\nE\ne", "(cat <<E[a ${b} $((c))\\n\\$d\\n] >x)\n; (e)\n"},
      {"cat <<'E'\na $b `\nE\n", "(cat <<'E''[a \\$b \\`\\n])\n"},
      {"cat <<-E\n\ta\n\t\t$b\n\tE\nc", "(cat <<-E[a\\n${b}\\n])\n; (c)\n"},
      {"cat <<A <<\"B\" && c\na\nA\nb\nB\nd", "(cat <<A[a\\n] <<\"B\"'[b\\n])\n&& (c)\n; (d)\n"},
      {"x=$(cat <<E\na ) b\nE\n)", "(x=$((cat <<E[a ) b\\n])))\n"},
      {"x=$(cat <<E\na\nE) y", "(x=$((cat <<E[a\\n])) y)\n"},
      {"cat <<E | b $(c\nd)\nx\nE", "(| (cat <<E[x\\n]) (b $((c) ; (d))))\n"},
      {"if a; then cat <<E; fi\nx\nE\nb", "(if: {(a)} {(cat <<E[x\\n])})\n; (b)\n"},
      {"{ a; } <<E | b\nx\nE", "(| (group: {(a)} <<E[x\\n]) (b))\n"},
      {"cat <<E\r\nx\r\nE\r\na", "(cat <<E[x\\x0d\\n])\n; (a)\n"},
      {"cat <<E\nE", "(cat <<E[])\n"},
      {"cat <<E\nx \"y\" \\\nz\nE", "(cat <<E[x \"y\" z\\n])\n"},
      {"cat <<E\nx", "(cat <<E[x])\n! shell-unterminated-heredoc: the heredoc has no line `E` that ends it\n"},
      {"cat <<E", "(cat <<E[])\n! shell-unterminated-heredoc: the heredoc has no lines\n"},
  };
  check(cases);
}

TEST_CASE("scripts for other shells") {
  const Case cases[] = {
      {"sh -c 'a && b'", "(sh -c 'a && b' => {(a) && (b)})\n"},
      {"bash -lc \"a $x \\\"b c\\\"\"", "(bash -lc \"a ${x} \\\"b c\\\"\" => {(a ${x} \"b c\")})\n"},
      {"/bin/bash -euo pipefail -c 'a' b", "(/bin/bash -euo pipefail -c 'a' b => {(a)})\n"},
      {"sudo -u x env A=b sh -c a", "(sudo -u x env A=b sh -c a => {(a)})\n"},
      {"su - x -c 'a; b'", "(su - x -c 'a; b' => {(a) ; (b)})\n"},
      {"sh -c 'sh -c \"a b\"'", "(sh -c 'sh -c \"a b\"' => {(sh -c \"a b\" => {(a b)})})\n"},
      {"sh -c \"a $(b)\"", "(sh -c \"a $((b))\")\n"},
      {"sh -c \"$x\"", "(sh -c \"${x}\")\n"},
      {"sh a -c b", "(sh a -c b)\n"},
      {"gcc -c 'a b'", "(gcc -c 'a b')\n"},
      {"bash <<E\na $x\nE", "(bash <<E[a ${x}\\n] => {(a ${x})})\n"},
      {"bash -s x <<-'E'\n\ta\n\tif b; then c; fi\nE",
       "(bash -s x <<-'E''[a\\nif b; then c; fi\\n] => {(a) ; (if: {(b)} {(c)})})\n"},
      {"bash x <<E\na\nE", "(bash x <<E[a\\n])\n"},
  };
  check(cases);
}

TEST_CASE("errors do not end the script") {
  const Case cases[] = {
      {"a | ; b", "(a)\n; (b)\n! shell-unexpected-token: unexpected `;`\n"},
      {"a && ; b", "(a)\n&& (b)\n! shell-unexpected-token: unexpected `;`\n"},
      {"a &&", "(a)\n! shell-missing-command: no command follows `&&`\n"},
      {"a ;; b", "(a)\n; (b)\n! shell-unexpected-token: unexpected `;;`\n"},
      {"a ) b", "(a)\n; (b)\n! shell-unexpected-token: unexpected `)`\n"},
      {"a (b) c",
       "(a)\n; (subshell: {(b)})\n; (c)\n! shell-unexpected-token: unexpected `(`\n"
       "! shell-unexpected-token: unexpected text after the end of a command\n"},
      {"fi; a", "(a)\n! shell-unexpected-token: unexpected `fi`\n! shell-unexpected-token: unexpected `;`\n"},
      {"if a; then b", "(if: {(a)} {(b)})\n! shell-unclosed: `if` is not closed\n"},
      {"if a; b; fi; c", "(if: {(a) ; (b)} {})\n; (c)\n! shell-unclosed: `if` is not closed\n"},
      {"(if a; then b) ; c", "(subshell: {(if: {(a)} {(b)})})\n; (c)\n! shell-unclosed: `if` is not closed\n"},
      {"while a; do ( b; done; c", "(while: {(a)} {(subshell: {(b)})})\n; (c)\n! shell-unclosed: `(` is not closed\n"},
      {"$(if a; then b) c", "($((if: {(a)} {(b)})) c)\n! shell-unclosed: `if` is not closed\n"},
      {"a 'b\nc", "(a 'b')\n; (c)\n! shell-unclosed: `'` is not closed\n"},
      {"a \"b $(x\nc", "(a \"b \\$(x\")\n; (c)\n! shell-unclosed: `\"` is not closed\n"},
      {"a \"\nb", "(a \"\")\n; (b)\n! shell-unclosed: `\"` is not closed\n"},
      {"a \"b $(c # d\n# e", "(a \"b \\$(c # d\")\n# e\n! shell-unclosed: `\"` is not closed\n"},
      {"if a; then $(b; fi; c); fi",
       "(if: {(a)} {($((b) ; (c)))})\n! shell-unexpected-token: unexpected `fi`\n! shell-unexpected-token: unexpected "
       "`;`\n"},
      {"$(case x in a) b;; ) c", "($((case: x [a] {(b)})) c)\n! shell-unclosed: `case` is not closed\n"},
      {"a $(b", "(a $((b)))\n! shell-unclosed: `$(` is not closed\n"},
      {"a ${b", "(a ${b})\n! shell-unclosed: `${` is not closed\n"},
      {"a `b", "(a $((b)))\n! shell-unclosed: ``` is not closed\n"},
      {"a >; b", "(a >\"\")\n; (b)\n! shell-missing-target: nothing follows `>`\n"},
      {"{ }; a", "(group: {})\n; (a)\n! shell-missing-command: no command follows `{`\n"},
      {"f() a",
       "(function: f)\n; (a)\n! shell-missing-command: the function `f` has no body\n"
       "! shell-unexpected-token: unexpected text after the end of a command\n"},
      {"[[ a; b", "(test: a)\n; (b)\n! shell-unclosed: `[[` is not closed\n"},
      {"case x in a b) c;; d) e;; esac",
       "(case: x [a] {(b) ; (c)} [d] {(e)})\n! shell-unexpected-token: this is no pattern of `case`\n"
       "! shell-unexpected-token: unexpected `)`\n"},
  };
  check(cases);
}
