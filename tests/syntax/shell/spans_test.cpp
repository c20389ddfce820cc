// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"
#include "syntax/shell/tree_check.h"
#include "test.h"

using namespace s1;

namespace {

Span whole(std::string_view text) {
  return {0, static_cast<std::uint32_t>(text.size())};
}

std::string_view slice(std::string_view file, Span span) {
  return file.substr(span.begin, span.size());
}

// The text of a Dockerfile's RUN, as its parser hands it over: pieces between the continuations.
MappedText joined(std::string_view file, std::string_view separator) {
  MappedText text;
  for (std::size_t begin = 0; begin <= file.size();) {
    const std::size_t end = std::min(file.find(separator, begin), file.size());
    text.append(file, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end + separator.size();
  }
  return text;
}

std::vector<std::string> commands(std::string_view file, const shell::Script& script) {
  std::vector<std::string> result;
  shell::for_each_command(script,
                          [&](const shell::Command& command) { result.emplace_back(slice(file, command.span)); });
  return result;
}

}  // namespace

TEST_CASE("spans of one piece") {
  const std::string_view file = "  A=1 sudo -u x rm \"-rf $y\" a*b >z 2>&1 | ! b && (c; d) & # note \nif e; then f; fi";
  const shell::Script script = shell::parse(MappedText(file, whole(file)));
  const shell::Pipeline& first = script.items[0].pipeline;
  const shell::Command& command = first.commands[0];
  CHECK(slice(file, command.span) == "A=1 sudo -u x rm \"-rf $y\" a*b >z 2>&1");
  CHECK(slice(file, first.span) == "A=1 sudo -u x rm \"-rf $y\" a*b >z 2>&1 | ! b");
  CHECK(slice(file, first.pipes[0]) == "|");
  CHECK(slice(file, command.assignments[0].span) == "A=1");
  CHECK(slice(file, command.assignments[0].value.span) == "1");
  CHECK(slice(file, command.words[0].span) == "sudo");
  CHECK(slice(file, command.words[4].span) == "\"-rf $y\"");
  CHECK(slice(file, command.words[4].parts[0].parts[1].span) == "$y");
  CHECK(slice(file, command.words[5].parts[1].span) == "*");
  CHECK(slice(file, command.redirections[0].span) == ">z");
  CHECK(slice(file, command.redirections[1].span) == "2>&1");
  CHECK(slice(file, command.redirections[1].target.span) == "1");
  CHECK(slice(file, script.items[1].joint_span) == "&&");
  CHECK(slice(file, script.items[1].pipeline.span) == "(c; d)");
  CHECK(script.items[1].background);
  CHECK(slice(file, script.items[2].joint_span) == "&");
  CHECK(slice(file, script.items[2].pipeline.span) == "if e; then f; fi");
  CHECK(slice(file, script.span) == file.substr(2));
  CHECK(slice(file, script.comments[0].span) == "# note");
  CHECK(script.comments[0].text == "note");
}

TEST_CASE("spans of a text of several pieces") {
  const std::string_view file =
      "apt-get update \\\n && apt-get inst\\\nall -y \"c\\\nurl\" \\\n && echo `date` $(x \\\n y)";
  const MappedText text = joined(file, "\\\n");
  const shell::Script script = shell::parse(text);
  CHECK(script.diagnostics.empty());
  CHECK(commands(file, script) == std::vector<std::string>{"apt-get update", "apt-get inst\\\nall -y \"c\\\nurl\"",
                                                           "echo `date` $(x \\\n y)", "date", "x \\\n y"});
  const shell::Command& install = script.items[1].pipeline.commands[0];
  CHECK(install.words[1].value == "install");
  CHECK(slice(file, install.words[1].span) == "inst\\\nall");
  CHECK(slice(file, install.words[2].span) == "-y");
  CHECK(install.words[3].value == "curl");
  CHECK(slice(file, install.words[3].span) == "\"c\\\nurl\"");
  CHECK(slice(file, script.items[2].joint_span) == "&&");
  CHECK(test::spans_hold(script, whole(file)));
}

TEST_CASE("what is missing stands after what comes before it") {
  const std::string_view file = "a >\\\n ; b=\\\n; $(\\\n)";
  const MappedText text = joined(file, "\\\n");
  const shell::Script script = shell::parse(text);
  REQUIRE(script.items.size() == 3);
  CHECK(script.items[0].pipeline.commands[0].redirections[0].target.span == Span{3, 3});
  CHECK(script.items[1].pipeline.commands[0].assignments[0].value.span == Span{10, 10});
  CHECK(script.items[2].pipeline.commands[0].words[0].parts[0].script->span == Span{16, 16});
  CHECK(test::spans_hold(script, whole(file)));

  const std::string_view nothing = "a `\\\n`; sh -c '\\\n '";
  CHECK(test::spans_hold(shell::parse(joined(nothing, "\\\n")), whole(nothing)));
  const std::string_view open = "a \"\\\n\nb";
  CHECK(test::spans_hold(shell::parse(joined(open, "\\\n")), whole(open)));
}

TEST_CASE("spans in decoded texts") {
  const std::string_view file = R"(echo "`a \`b c\` \"d\"`"; bash -c "e \"f g\" && 'h' \$i"; sh -c 'j '\''k l'\'' m')";
  const shell::Script script = shell::parse(MappedText(file, whole(file)));
  CHECK(script.diagnostics.empty());
  CHECK(commands(file, script) == std::vector<std::string>{R"(echo "`a \`b c\` \"d\"`")", R"(a \`b c\` \"d\")", "b c",
                                                           R"(bash -c "e \"f g\" && 'h' \$i")", R"(e \"f g\")",
                                                           R"('h' \$i)", R"(sh -c 'j '\''k l'\'' m')",
                                                           R"(j '\''k l'\'' m)"});
  const shell::Command& inner =
      shell::inner_script(script.items[2].pipeline.commands[0])->items[0].pipeline.commands[0];
  CHECK(inner.words[1].value == "k l");
  CHECK(slice(file, inner.words[2].span) == "m");
  CHECK(test::spans_hold(script, whole(file)));
}

TEST_CASE("spans of heredocs") {
  const std::string_view file = "cat <<-A; bash <<'B'\n\tx $y\n\tA\n  a b \\\n c\nB\nd";
  const shell::Script script = shell::parse(MappedText(file, whole(file)));
  CHECK(script.diagnostics.empty());
  const shell::Redirection& first = script.items[0].pipeline.commands[0].redirections[0];
  CHECK(slice(file, first.body) == "\tx $y\n");
  CHECK(first.document.value == "x $y\n");
  CHECK(slice(file, first.document.parts[1].span) == "$y");
  CHECK_FALSE(first.document.literal);
  const shell::Redirection& second = script.items[1].pipeline.commands[0].redirections[0];
  CHECK(slice(file, second.body) == "  a b \\\n c\n");
  CHECK(second.document.literal);
  REQUIRE(second.script != nullptr);
  CHECK(slice(file, second.script->span) == "a b \\\n c");
  CHECK(commands(file, script) == std::vector<std::string>{"cat <<-A", "bash <<'B'", "a b \\\n c", "d"});
}

TEST_CASE("the comments of a script outlive the text") {
  const std::string file = "a # one\n# two\nb";
  shell::Script script;
  {
    MappedText text;
    text.append(file, {0, 3});
    text.append(file, {3, 8});
    text.append_synthetic("#", 8);
    text.append(file, {9, 15});
    script = shell::parse(text);
  }
  REQUIRE(script.comments.size() == 2);
  CHECK(script.comments[0].text == "one");
  CHECK(script.comments[1].text == "two");
  CHECK(slice(file, script.comments[0].span) == "# one");
}
