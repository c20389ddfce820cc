// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/export-without-effect.
#include <algorithm>
#include <string>

#include "facts/secret_names.h"
#include "model/dockerfile.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_export_without_effect {
namespace {

using dockerfile::Instruction;

// `export A=b` and no more: what a substitution runs may do something.
bool only_exports(const shell::Item& item) {
  if (item.background || item.pipeline.negated || item.pipeline.commands.size() != 1) return false;
  const shell::Command& command = item.pipeline.commands.front();
  if (shell::name_of(command) != "export" || command.words.size() < 2 || !command.redirections.empty()) return false;
  return std::ranges::all_of(command.words, [](const shell::Word& word) {
    return !word.value.starts_with('-') && !word.value.contains("$(") && !word.value.contains('`');
  });
}

bool is_joined(const shell::Item& item) {
  return item.joint == shell::Joint::and_then || item.joint == shell::Joint::sequence;
}

// How many items at the end only export; a RUN that succeeds or fails by `a || export b` is left alone.
std::size_t exports_at_end(const shell::Script& script) {
  std::size_t count = 0;
  for (std::size_t i = script.items.size(); i-- > 0 && only_exports(script.items[i]); ++count)
    if (i > 0 && !is_joined(script.items[i])) return 0;
  return count;
}

// As ENV has it: the value is plain text with or without quotes around it.
bool is_plain(std::string_view source) {
  const std::size_t equals = source.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  return source.find_first_of("\\$`~\r\n#") == std::string_view::npos &&
         !facts::is_secret_name(source.substr(0, equals));
}

void offer_env(const dockerfile::File& file, const Instruction& run, const shell::Script& script, Report& report) {
  if (script.items.size() != 1 || !run.flags.empty() || !run.heredocs.empty() || run.shell >= 0) return;
  const shell::Command& command = script.items.front().pipeline.commands.front();
  std::string env = run.keyword_text == "run" ? "env" : "ENV";
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view source = file.source->slice(command.words[i].span);
    if (!command.words[i].literal || !is_plain(source)) return;
    env.append(" ").append(source);
  }
  if (holds_comment(file, run.span)) return;
  report.edits.push_back({run.span, std::move(env)});
  report.fix_description = "Set it in the image";
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    if (run.exec_form || run.instruction != run.owner || !run.script) continue;
    const std::vector<shell::Item>& items = run.script->items;
    const std::size_t count = exports_at_end(*run.script);
    if (count == 0) continue;
    const Span span{items[items.size() - count].pipeline.span.begin, items.back().pipeline.span.end};
    Report report{.span = span, .message = "The variable is gone with the shell of this RUN: nothing comes after it"};
    if (count == items.size()) offer_env(file.tree, *run.instruction, *run.script, report);
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM python:3.13-slim\nRUN «export FLASK_APP=app.py»\n", "FROM python:3.13-slim\nENV FLASK_APP=app.py\n"},
    {"FROM debian:12\nrun «export A=\"b c\" D='e'»\n", "FROM debian:12\nenv A=\"b c\" D='e'\n"},
    // No fix: what is before it works, the value is not plain, it is a secret.
    {"FROM debian:12\nRUN make && «export PATH=$PATH:/opt/bin»\n"},
    {"FROM debian:12\nRUN «export PATH=$PATH:/opt/bin»\nRUN «export API_TOKEN=abc»\n"},
    {"FROM debian:12\nRUN <<EOF\nmake\n«export A=b\nexport C=d»\nEOF\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN export A=b && make\nRUN export A=b; make\nRUN A=b make\n",
    "FROM debian:12\nRUN export A=\"$(make a)\"\nRUN export -p\nRUN export\n",
    "FROM debian:12\nRUN make || export A=b\n",
    "FROM debian:12\nRUN echo 'export A=b' >> /etc/profile\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#env"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/export-without-effect",
    .title = "A RUN exports a variable, and nothing after it is there to see it",
    .help = "Set it with ENV, or with ARG where only the build needs it",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(Each RUN has a shell of its own, and its variables end with it. `RUN export FLASK_APP=app.py` sets nothing for the steps after it,
nor for the container.

Set it with `ENV FLASK_APP=app.py`; with `ARG` where only the build needs it. Where it is for one command, put it before that:
`RUN export A=b && make`.

Reported where nothing but exports stands at the end of the RUN. One whose value a command gives (`$(…)`) is passed over, since that
command may do more.

The fix makes a RUN that does nothing else an ENV, where the values are plain texts and not those of secrets. It is unsafe: the
steps after it and the container then see the variable.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_export_without_effect
