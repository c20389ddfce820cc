// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"
#include "test.h"

using namespace s1;

namespace {

shell::Script parse(std::string_view input) {
  return shell::parse(MappedText(input, {0, static_cast<std::uint32_t>(input.size())}));
}

struct Case {
  std::string_view input;
  std::string_view output;
};

// The names of the commands that are visited.
std::string names(std::string_view input) {
  std::string result;
  const shell::Script script = parse(input);
  shell::for_each_command(script, [&](const shell::Command& command) {
    if (!result.empty()) result += ' ';
    const std::string_view name = shell::name_of(command);
    result += name.empty() ? "-" : name;
  });
  return result;
}

// "wrapper wrapper > name | argument argument"
std::string invocation(std::string_view input) {
  const shell::Script script = parse(input);
  REQUIRE(script.diagnostics.empty());
  const shell::Invocation invocation = shell::invocation(script.items.at(0).pipeline.commands.at(0));
  std::string result;
  for (const std::string_view wrapper : invocation.wrappers) result += std::string(wrapper) + ' ';
  result += "> " + std::string(invocation.name) + " |";
  for (const shell::Word* argument : invocation.arguments) result += ' ' + argument->value;
  return result;
}

// One letter pair a pipeline: its first command's name and the options in effect.
std::string options(std::string_view input, shell::Options initial = {}) {
  std::string result;
  const shell::Script script = parse(input);
  shell::for_each_pipeline(script, initial, [&](const shell::Pipeline& pipeline, shell::Options in_effect) {
    if (pipeline.commands.empty()) return;
    const std::string_view name = shell::name_of(pipeline.commands[0]);
    if (name.empty() || name == "set") return;
    if (!result.empty()) result += ' ';
    result += std::string(name) + (in_effect.errexit ? "+e" : "") + (in_effect.pipefail ? "+p" : "");
  });
  return result;
}

}  // namespace

TEST_CASE("every simple command is visited, in order") {
  const Case cases[] = {
      {"a; b && c | d & e", "a b c d e"},
      {"(a; { b; }) | if c; then d; elif e; then f; else g; fi", "a b c d e f g"},
      {"while a; do b; done; for x in $(c); do d; done; case $(e) in $(f)) g;; *) h;; esac", "a b c d e f g h"},
      {"f() { a; }; [[ $(b) == \"$(c)\" ]]; (($(d) + 1)); for ((i = $(e);;)); do g; done", "a b c d e g"},
      {"a \"$(b `c`)\" ${x:-$(d)} $(( $(e) )) <(f) > $(g) {h,$(i)} @($(j))", "a b c d e f i j g"},
      {"x=$(a) y=(1 $(b)) c <<E\n$(d)\nE\ne", "c a b d e"},
      {"sh -c 'a; b' c; bash <<E\nd\nE\ne", "sh a b bash d e"},
      {"x=1; >a; $b; \"$c\"/d; ./e; /usr/bin/f; \\g; 'h'; \"$i\"x", "- - - d e f g h -"},
  };
  for (const Case& each : cases) {
    INFO(each.input);
    CHECK(names(each.input) == each.output);
  }
}

TEST_CASE("invocations") {
  const Case cases[] = {
      {"a b c", "> a | b c"},
      {"sudo apt-get -y update", "sudo > apt-get | -y update"},
      {"sudo -EHu x -g y --user=z A=b /usr/bin/a b", "sudo > a | b"},
      {"sudo --user x a", "sudo > a |"},
      {"sudo -l a", "> sudo | -l a"},
      {"doas -u x a", "doas > a |"},
      {"env a", "env > a |"},
      {"env -i -u X A=b C=\"$d\" a b=c", "env > a | b=c"},
      {"env - A=b a", "env > a |"},
      {"env A=b", "> env | A=b"},
      {"nice -n 5 a -n 5", "nice > a | -n 5"},
      {"nice -19 a", "nice > a |"},
      {"ionice -c2 -n 7 a", "ionice > a |"},
      {"ionice -p 1", "> ionice | -p 1"},
      {"timeout -k 5 --signal=KILL 30 a b", "timeout > a | b"},
      {"timeout $T a", "timeout > a |"},
      {"xargs -0 -n1 -I {} a {}", "xargs > a | {}"},
      {"xargs -r0", "> xargs | -r0"},
      {"time -p a", "time > a |"},
      {"exec -a x a \"$@\"", "exec > a | $@"},
      {"exec", "> exec |"},
      {"command -v a", "> command | -v a"},
      {"command -p a", "command > a |"},
      {"nohup -- a &", "nohup > a |"},
      {"stdbuf -o L -eL a", "stdbuf > a |"},
      {"chroot --userspec=x /mnt a b", "chroot > a | b"},
      {"gosu x:y a b", "gosu > a | b"},
      {"su-exec x a", "su-exec > a |"},
      {"setpriv --reuid 1 --clear-groups a", "setpriv > a |"},
      {"runuser -u x -- a", "runuser > a |"},
      {"runuser - x -c a", "> runuser | - x -c a"},
      {"busybox wget x", "busybox > wget | x"},
      {"busybox --install -s", "> busybox | --install -s"},
      {"tini -g -- a", "tini > a |"},
      {"sudo -u x env A=b nice timeout 5 a b", "sudo env nice timeout > a | b"},
      {"sudo $X a", "sudo >  | a"},
      {"eatmydata catchsegv a", "eatmydata catchsegv > a |"},
  };
  for (const Case& each : cases) {
    INFO(each.input);
    CHECK(invocation(each.input) == each.output);
  }
  const shell::Script none = parse("A=b; (c)");
  CHECK(shell::invocation(none.items[0].pipeline.commands[0]).word == nullptr);
  CHECK(shell::invocation(none.items[1].pipeline.commands[0]).word == nullptr);
}

TEST_CASE("options and operands of an invocation") {
  const shell::Script script =
      parse("apt-get -qqy -o Dpkg::Options::=x --fix-missing --target=y install -t z a=1 -- -b");
  const shell::Invocation apt = shell::invocation(script.items[0].pipeline.commands[0]);
  const std::vector<std::string_view> valued = {"-o", "-t", "--target"};
  REQUIRE(apt.subcommand(valued) != nullptr);
  CHECK(apt.subcommand(valued)->value == "install");
  CHECK(apt.subcommand()->value == "Dpkg::Options::=x");
  std::string operands;
  for (const shell::Word* word : apt.operands(valued)) operands += word->value + ' ';
  CHECK(operands == "install a=1 -b ");
  CHECK(apt.has_option("", 'y'));
  CHECK(apt.has_option("quiet", 'q'));
  CHECK(apt.has_option("fix-missing"));
  CHECK(apt.has_option("target"));
  CHECK_FALSE(apt.has_option("fix"));
  CHECK_FALSE(apt.has_option("install"));
  CHECK_FALSE(apt.has_option("", 'b'));
  CHECK(apt.option_value("target", 't') == "z");
  CHECK(apt.option_value("target") == "y");
  CHECK(apt.option_value("option", 'o') == "Dpkg::Options::=x");
  CHECK_FALSE(apt.option_value("none", 'x').has_value());

  const shell::Script other = parse("a -nvalue --long value -x");
  const shell::Invocation invocation = shell::invocation(other.items[0].pipeline.commands[0]);
  CHECK(invocation.option_value("name", 'n') == "value");
  CHECK(invocation.option_value("long") == "value");
  CHECK_FALSE(invocation.option_value("x", 'x').has_value());
  CHECK(parse("a -b").items[0].pipeline.commands[0].words.size() == 2);
}

TEST_CASE("words have no empty parts") {
  const shell::Script script = parse("@(a) x+(b) '' \"$c\" {a,b}");
  std::string sizes;
  for (const shell::Word& word : script.items[0].pipeline.commands[0].words) sizes += std::to_string(word.parts.size());
  CHECK(sizes == "12111");
}

TEST_CASE("literal words") {
  const shell::Script script = parse("a 'b' \"c\" \\d \"$e\" $f `g` *.h ~ {i,j} $((1)) <(k) [l] {} ~m\\n");
  std::string literal;
  for (const shell::Word& word : script.items[0].pipeline.commands[0].words) literal += word.literal ? '1' : '0';
  CHECK(literal == "111100000000011");
}

TEST_CASE("scripts are visited with those inside") {
  std::string sizes;
  const shell::Script script = parse("a && b; (c; d) | e \"$(f; g; h)\"");
  shell::for_each_script(script, [&](const shell::Script& each) { sizes += std::to_string(each.items.size()); });
  CHECK(sizes == "323");
}

TEST_CASE("options in effect at pipelines") {
  const Case cases[] = {
      {"a; set -e; b; set +e; c", "a b+e c"},
      {"set -o pipefail && a | b", "a+p"},
      {"set -euxo pipefail; a", "a+e+p"},
      {"set -e -o pipefail -- -x; a; set +o pipefail; b", "a+e+p b+e"},
      {"(set -e; a); b; { set -e; c; }; d", "a+e b c+e d+e"},
      {"a $(set -e; b); c", "a b+e c"},
      {"set -e; f() { a; set -o pipefail; }; b", "a+e b+e"},
      {"set -e | a; b; set -e & c", "b c"},
      {"set -e; bash -c 'a'; bash -o pipefail -c 'b'; sh -ec 'c'", "bash+e a bash+e b+p sh+e c+e"},
      {"if set -e; then a; fi; b", "a+e b+e"},
  };
  for (const Case& each : cases) {
    INFO(each.input);
    CHECK(options(each.input) == each.output);
  }
  CHECK(options("a | b; c", {.errexit = false, .pipefail = true}) == "a+p c+p");

  const std::string_view shell_form[] = {"/bin/bash", "-o", "pipefail", "-ec"};
  CHECK(shell::with_options(shell_form) == shell::Options{.errexit = true, .pipefail = true});
  const std::string_view off[] = {"+eo", "pipefail"};
  CHECK(shell::with_options(off, {.errexit = true, .pipefail = true}) == shell::Options{});
}
