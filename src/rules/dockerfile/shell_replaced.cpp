// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/shell-replaced.
#include <algorithm>
#include <string>

#include "model/command_line.h"
#include "model/dockerfile.h"
#include "rules/dockerfile_edits.h"
#include "rules/keyword_case.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_shell_replaced {
namespace {

bool is_sh(const shell::Word& word) {
  return word.value == "/bin/sh" || word.value == "/usr/bin/sh";
}

// What /bin/sh is to be, as `ln`, `mv` or `cp` has it; null: the call does not put anything there.
const shell::Word* new_shell(const model::Call& call) {
  if (call.name != "ln" && call.name != "mv" && call.name != "cp") return nullptr;
  const model::CommandLine line = model::read_command_line(call.arguments, {.short_with_value = "tS"});
  const bool plain = line.operands.size() == 2 && !line.open && is_sh(*line.operands[1]);
  return plain && !is_sh(*line.operands[0]) ? line.operands[0] : nullptr;
}

// SHELL in the RUN's place, where all that it does is to replace /bin/sh by a shell that takes -c.
void add_fix(Report& report, const dockerfile::File& file, bool small, const model::Run& run,
             const shell::Word& shell) {
  constexpr std::string_view shells[] = {"/bin/bash", "/usr/bin/bash", "/bin/dash", "/bin/zsh", "/usr/bin/zsh"};
  const bool whole = run.owner == run.instruction && run.calls.size() == 1 && !run.exec_form &&
                     run.instruction->flags.empty() && run.instruction->heredocs.empty() &&
                     run.calls[0].wrappers.empty() && run.calls[0].command->redirections.empty();
  const bool known = shell.value == "bash" || std::ranges::find(shells, shell.value) != std::end(shells);
  if (!whole || !known || !shell.literal || holds_comment(file, run.instruction->span)) return;
  const std::string path = shell.value == "bash" ? "/bin/bash" : shell.value;
  report.edits = {{run.instruction->span, keyword_in(small, "SHELL ") + "[\"" + path + "\", \"-c\"]"}};
  report.fix_description = "Use SHELL";
}

void check(const model::Dockerfile& file, Sink& out) {
  const bool small = writes_small_keywords(file.tree);
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const shell::Word* shell = new_shell(call);
      if (shell == nullptr) continue;
      Report report{.span = model::span_to(call, *call.arguments.back()),
                    .message = "This replaces the shell of everything in the image"};
      add_fix(report, file.tree, small, run, *shell);
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL4005", "kics:8a301064-c291-4b20-adcb-403fe7fd95fd"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN «ln -sf /bin/bash /bin/sh»\nRUN make\n",
     "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN make\n"},
    {"from debian:12\nrun «ln -snf bash /bin/sh»\n", "from debian:12\nshell [\"/bin/bash\", \"-c\"]\n"},
    // No fix: the RUN does more, or it is not plain which shell it is to be.
    {"FROM debian:12\nRUN rm /bin/sh && «ln -s /bin/bash /bin/sh»\n"},
    {"FROM debian:12\nRUN «mv /opt/shell /bin/sh»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nRUN make\n",
    "FROM debian:12\nRUN ln -s /bin/sh /usr/local/bin/sh && cp a b /bin/sh && chsh -s /bin/zsh app\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#shell"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/shell-replaced",
    .title = "/bin/sh is replaced by another shell",
    .help = "Use SHELL [\"/bin/bash\", \"-c\"]",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A link from `/bin/sh` to bash changes the shell of every script in the image, those of its packages too, and
an update of the package that owns it puts the old one back. Readers of the Dockerfile do not see it: below, each `RUN`
looks as ever.

`SHELL ["/bin/bash", "-c"]` changes the shell of the instructions after it, and of nothing else.

A login shell (`chsh`, `usermod --shell`) is another matter and is not reported, though KICS does.

The fix puts `SHELL` in the place of a `RUN` that does nothing else. It is unsafe: scripts that call `/bin/sh` and count
on bash no longer have it.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_shell_replaced
