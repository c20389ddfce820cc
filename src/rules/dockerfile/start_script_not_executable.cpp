// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/start-script-not-executable.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/surroundings.h"
#include "rules/builders.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "rules/stage_end.h"
#include "rules/started_files.h"

namespace s1::rules::dockerfile_start_script_not_executable {
namespace {

using dockerfile::Instruction;

constexpr std::uint32_t kAnyExecute = 0111;

// What is not octal, or has a variable, may give the bit.
bool gives_execute(const Instruction* copy) {
  const dockerfile::Flag* const flag = copy->flag("chmod");
  if (flag == nullptr) return false;
  const std::string_view mode = flag->value;
  if (mode.size() < 3 || mode.find_first_not_of("01234567") != std::string_view::npos) return true;
  return std::ranges::any_of(mode.substr(mode.size() - 3), [](char digit) { return ((digit - '0') & 1) != 0; });
}

// A chmod, or something else that may give modes, which has the file under it or may have.
bool may_be_changed(const model::Dockerfile& file, const dockerfile::Stage& stage,
                    const std::vector<const Instruction*>& copies, const std::string& name) {
  std::set<std::int32_t> stages;
  for (const Instruction* each : model::history(file.tree, stage)) stages.insert(each->stage);
  for (const Instruction* each : copies) stages.insert(each->stage);
  for (const model::Run& run : file.runs) {
    if (!stages.contains(run.owner->stage)) continue;
    for (const model::Call& call : run.calls) {
      const auto has = [&](std::string_view text) {
        return std::ranges::any_of(call.command->words, [&](const shell::Word& word) { return word.value == text; });
      };
      if (has("xargs") || (call.name == "find" && (has("-exec") || has("-execdir")))) return true;
      if (call.name != "chmod" && call.name != "install" && call.name != "setfacl") continue;
      // Options that look into folders, patterns and variables; and a folder's own name is not told from a file's.
      for (const shell::Word* word : call.arguments)
        if (!word->literal || word->value.contains(name) || word->value.starts_with("-R") ||
            word->value.starts_with("--rec"))
          return true;
    }
  }
  return is_named_in_run(file, stage, copies, name, {"chown", "sed", "dos2unix", "cat", "ls", "test", "["});
}

void add_mode(const model::Dockerfile& file, const model::Surroundings& around, const Instruction& copy,
              const StartedFile& started, const std::string& path, Rewrite& rewrite) {
  const bool of_context =
      copy.flag("from") == nullptr && around.context && around.context->has_file(copy.words.front().raw);
  const bool single = copy.words.size() == 2 && (of_context || copy.words.back().raw == path);
  if (single) {
    if (!builders_take(kCopyChmod, file.tree, around, rewrite)) return;
    if (const dockerfile::Flag* const flag = copy.flag("chmod"))
      rewrite.edits.push_back({flag->span, "--chmod=755"});
    else
      rewrite.edits.push_back({{copy.keyword.end, copy.keyword.end}, " --chmod=755"});
    rewrite.checked.emplace_back("the instruction copies this file alone");
    return;
  }
  if (model::runs_as_root(file.tree)[copy.index] != model::Answer::yes) {
    (void)rewrite.refuse(copy.header, "it copies more than this file, and a RUN after it may not be root's");
    return;
  }
  // A RUN of its own beside another one would be a layer too many.
  const std::size_t next = copy.index + 1;
  if (next < file.tree.instructions.size() && file.tree.instructions[next].kind == dockerfile::Kind::run) {
    (void)rewrite.refuse(file.tree.instructions[next].header, "chmod belongs into this RUN");
    return;
  }
  rewrite.edits.push_back(add_after(file.tree, copy, "RUN", "chmod +x " + path));
  rewrite.checked.push_back("the instruction before runs as root, and brings " + started.path);
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (!around.context) return;
  for (const CopiedStart& each : copied_starts(file, around)) {
    const StartedFile& started = each.started;
    const std::vector<const Instruction*>& copies = each.found.copies;
    if (started.by == StartedBy::interpreter || !started.path.contains('/')) continue;
    if (std::ranges::any_of(copies, gives_execute)) continue;
    const std::optional<std::uint32_t> mode = around.context->permissions(each.found.source);
    const bool mode_set = std::ranges::any_of(copies, [](const auto* copy) { return copy->flag("chmod") != nullptr; });
    if (!mode || ((*mode & kAnyExecute) != 0 && !mode_set)) continue;
    if (may_be_changed(file, *each.stage, copies, each.name)) continue;
    const std::string source = around.context->path_of(each.found.source);
    Report report{.span = started.span,
                  .message = mode_set ? started.path + " cannot be started: --chmod takes its execute bit away"
                                      : started.path + " cannot be started: " + source +
                                            " has no execute bit, and nothing gives it one"};
    report.related.push_back({copies.front()->header, "it is copied here"});
    if (around.context_is_guess) report.confidence = Confidence::medium;
    Rewrite rewrite;
    rewrite.needs_build = false;
    add_mode(file, around, *copies.front(), started, each.path, rewrite);
    std::move(rewrite).offer(report, "Make it executable");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM debian:12
COPY entrypoint.sh /
ENTRYPOINT [«"/entrypoint.sh"», "serve"]
--- entrypoint.sh ---
#!/bin/sh
exec "$@"
)",
     R"(--- Dockerfile ---
FROM debian:12
COPY --chmod=755 entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh", "serve"]
)"},
    {R"(--- app/Dockerfile ---
FROM node:22-alpine
WORKDIR /app
COPY . .
CMD «./run.sh» --port 80
--- app/run.sh ---
#!/bin/sh
exec node server.js
--- compose.yaml ---
services:
  web:
    build: app
)",
     R"(--- app/Dockerfile ---
FROM node:22-alpine
WORKDIR /app
COPY . .
RUN chmod +x /app/run.sh
CMD ./run.sh --port 80
)"},
    // Through another stage, behind an init; the mode that is set has no x.
    {R"(--- Dockerfile ---
FROM debian:12 AS files
COPY scripts /scripts
RUN chmod +x /scripts/other
FROM debian:12
COPY --from=files --chmod=644 /scripts/start /usr/local/bin/start
ENTRYPOINT ["tini", "--"]
CMD [«"/usr/local/bin/start"»]
--- scripts/start ---
#!/bin/sh
--- scripts/other ---
#!/bin/sh
)",
     R"(--- Dockerfile ---
FROM debian:12 AS files
COPY scripts /scripts
RUN chmod +x /scripts/other
FROM debian:12
COPY --from=files --chmod=755 /scripts/start /usr/local/bin/start
ENTRYPOINT ["tini", "--"]
CMD ["/usr/local/bin/start"]
)"},
    {R"(--- Dockerfile ---
FROM debian:12
USER 1000
COPY scripts /scripts
ENTRYPOINT [«"/scripts/start"»]
--- scripts/start ---
#!/bin/sh
)"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM debian:12\nCOPY --chmod=0755 run.sh /\nCMD [\"/run.sh\"]\n--- run.sh ---\n#!/bin/sh\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nRUN chmod +x /run.sh\nCMD [\"/run.sh\"]\n--- run.sh "
    "---\n#!/bin/sh\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY . /app\nRUN chmod -R a+rx /app\nCMD [\"/app/run.sh\"]\n--- run.sh "
    "---\n#!/bin/sh\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY . /app\nRUN chmod +x /app/*.sh\nCMD [\"/app/run.sh\"]\n--- run.sh "
    "---\n#!/bin/sh\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY . /app\nRUN find /app -name '*.sh' | xargs chmod +x\nCMD "
    "[\"/app/run.sh\"]\n--- run.sh ---\n#!/bin/sh\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY . /app\nRUN find /app -name '*.sh' -exec chmod +x {} +\nCMD "
    "[\"/app/run.sh\"]\n--- run.sh ---\n#!/bin/sh\n",
    // A copy with another mode.
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nRUN install-scripts run.sh\nCMD [\"/run.sh\"]\n--- run.sh "
    "---\n#!/bin/sh\n",
    // A shell reads it.
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nCMD [\"sh\", \"/run.sh\"]\n--- run.sh ---\n#!/bin/sh\n",
    // It is another file that is started.
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /app/\nCMD [\"/app/run.sh\"]\n--- run.sh ---\n#!/bin/sh\n--- "
    "compose.yaml ---\nservices:\n  web:\n    build: .\n    volumes: [\"./app:/app\"]\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nCMD [\"/start.sh\"]\n--- run.sh ---\n#!/bin/sh\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
                                           "https://docs.docker.com/reference/dockerfile/#entrypoint"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/start-script-not-executable",
    .title = "ENTRYPOINT or CMD starts a file that has no execute bit",
    .help = "Copy it with --chmod=755, or give it the bit in git: git update-index --chmod=+x FILE",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .docs =
        R"(COPY keeps the mode that a file has in the build context. A script without the execute bit is copied without it, and every
container ends at once with "permission denied", also root's.

Copy it with `COPY --chmod=755`, or give the file the bit where it is kept (`git update-index --chmod=+x entrypoint.sh`).

The file is looked for in the build context, through the COPYs of the stage and of the stages that it copies from. Not
reported is what a `chmod`, `install` or another command of a RUN may have changed, what an interpreter is told to read
(`sh /run.sh`), and what a Compose service or a pod mounts something over. A builder on Windows gives every file the bit;
one on Linux, such as a pipeline's, does not.

The fix gives the mode to the COPY that brings the file alone, else adds `RUN chmod +x` after it, where that runs as root.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_start_script_not_executable
