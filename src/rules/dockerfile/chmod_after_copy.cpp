// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/chmod-after-copy.
#include <algorithm>
#include <array>
#include <string>

#include "model/dockerfile.h"
#include "model/image_paths.h"
#include "model/surroundings.h"
#include "rules/builders.h"
#include "rules/copied_by.h"
#include "rules/dockerfile_edits.h"
#include "rules/leading_commands.h"
#include "rules/rewrite.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_chmod_after_copy {
namespace {

using dockerfile::Instruction;

// The mode as COPY takes it. Git keeps 644 and 755 alone, so that `+x` comes to 755.
std::string octal(std::string_view mode) {
  constexpr std::array<std::string_view, 5> kExecutable = {"+x", "a+x", "ugo+x", "+rx", "a+rx"};
  if (std::ranges::find(kExecutable, mode) != kExecutable.end()) return "755";
  const bool is_octal =
      mode.size() >= 3 && mode.size() <= 4 && mode.find_first_not_of("01234567") == std::string_view::npos;
  return is_octal ? std::string(mode) : std::string();
}

bool others_write(std::string_view octal_mode) {
  return ((octal_mode.back() - '0') & 2) != 0;
}

void move_mode(const model::Dockerfile& dockerfile, const model::Surroundings& around, const model::Run& run,
               const LeadingCommands& leading, const Instruction& copy, const std::string& mode, Rewrite& rewrite) {
  const dockerfile::File& file = dockerfile.tree;
  if (!builders_take(kCopyChmod, file, around, rewrite)) return;
  rewrite.edits.push_back({{copy.keyword.end, copy.keyword.end}, " --chmod=" + mode});
  if (!leading.alone) {
    const std::optional<Edit> edit = remove_command(run, *leading.command);
    if (!edit) {
      (void)rewrite.refuse(leading.command->span, "the command cannot be taken away by itself");
      return;
    }
    rewrite.edits.push_back(*edit);
  } else {
    const Span lines = whole_lines(*file.source, run.instruction->span);
    if (lines.empty() || holds_comment(file, run.instruction->span)) {
      (void)rewrite.refuse(run.instruction->header, "a comment stands in it");
      return;
    }
    rewrite.edits.push_back({lines, {}});
  }
  rewrite.checked.emplace_back("a single file is copied, and nothing else has the mode");
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  const std::vector<std::string> workdirs = model::working_directories(dockerfile.tree);
  for (const model::Run& run : dockerfile.runs) {
    if (run.owner != run.instruction || !run.instruction->flags.empty() || !run.instruction->heredocs.empty()) continue;
    const std::optional<LeadingCommands> leading = first_after(run, {});
    if (!leading || leading->command->words.size() != 3) continue;
    const std::vector<shell::Word>& words = leading->command->words;
    if (words[0].value != "chmod" || !words[1].literal || !words[2].literal) continue;
    const std::string mode = octal(words[1].value);
    if (mode.empty() || others_write(mode)) continue;
    const std::string path = model::path_in_image(workdirs[run.instruction->index], words[2].value);
    if (path.empty() || path == "/") continue;
    const std::optional<CopiedBy> by = copied_by(dockerfile, around, *run.instruction, path);
    if (!by || by->what != Brought::file || by->copies.size() != 1) continue;
    const Instruction& copy = *by->copies.front();
    if (copy.kind != dockerfile::Kind::copy || copy.flag("chmod") != nullptr) continue;
    Report report{.span = leading->command->span,
                  .message = "chmod stores a second copy of " + path + ", which COPY has just brought"};
    Rewrite rewrite;
    rewrite.needs_build = false;
    move_mode(dockerfile, around, run, *leading, copy, mode, rewrite);
    std::move(rewrite).offer(report, "Give the mode to COPY");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM debian:12
COPY entrypoint.sh /
RUN «chmod +x /entrypoint.sh»
ENTRYPOINT ["/entrypoint.sh"]
--- entrypoint.sh ---
#!/bin/sh
exec "$@"
)",
     R"(--- Dockerfile ---
FROM debian:12
COPY --chmod=755 entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
)"},
    {R"(--- Dockerfile ---
# syntax=docker/dockerfile:1.7
FROM debian:12
WORKDIR /srv
COPY --chown=1000:1000 start.sh ./
RUN «chmod 0550 start.sh» && \
    mkdir /srv/data
--- start.sh ---
#!/bin/sh
)",
     R"(--- Dockerfile ---
# syntax=docker/dockerfile:1.7
FROM debian:12
WORKDIR /srv
COPY --chmod=0550 --chown=1000:1000 start.sh ./
RUN mkdir /srv/data
)"},
    // A frontend that does not know the flag.
    {R"(--- Dockerfile ---
# syntax=docker/dockerfile:1.0
FROM debian:12
COPY entrypoint.sh /
RUN «chmod +x /entrypoint.sh»
--- entrypoint.sh ---
#!/bin/sh
)"},
};

constexpr std::string_view good[] = {
    R"(--- Dockerfile ---
FROM debian:12
COPY --chmod=755 entrypoint.sh /
RUN chmod 755 /entrypoint.sh
--- entrypoint.sh ---
#!/bin/sh
)",
    // More than one file, or a folder: COPY would give the mode to all of it.
    R"(--- Dockerfile ---
FROM debian:12
WORKDIR /app
COPY . .
RUN chmod +x /app/start.sh
--- start.sh ---
#!/bin/sh
)",
    R"(--- Dockerfile ---
FROM debian:12
COPY mvnw pom.xml /app/
RUN chmod +x /app/mvnw
--- mvnw ---
#!/bin/sh
--- pom.xml ---
<project/>
)",
    R"(--- Dockerfile ---
FROM debian:12
COPY bin /opt/bin
RUN chmod 755 /opt/bin
--- bin/tool ---
#!/bin/sh
)",
    // Another file, a mode that depends on what it was, one that everyone may write to.
    "FROM debian:12\nCOPY start.sh /\nRUN chmod +x /usr/bin/tool\n",
    R"(--- Dockerfile ---
FROM debian:12
COPY start.sh /
RUN chmod g+w /start.sh && chmod 777 /start.sh
--- start.sh ---
#!/bin/sh
)",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/chmod-after-copy",
    .title = "RUN chmod changes the mode of a file that COPY has just brought",
    .help = "Let COPY set the mode: COPY --chmod=755 file destination",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .docs =
        R"(`RUN chmod` writes the file a second time, into a layer of its own, and takes a step that starts a container. `COPY
--chmod=755` sets the mode at once. It needs BuildKit, the builder of Docker since version 23.

Reported is a `chmod` that comes first in the `RUN` after the `COPY` of that one file; the build context has to show that
it is a file. With several sources or a folder, `COPY` would give all of them the mode, folders too: such ones
are not reported, and neither are modes that depend on what the file had (`g+w`).

The fix gives the `COPY` the mode and takes the `chmod` away. `+x` becomes 755, since Git knows no other modes than 644
and 755. It is not offered where `# syntax` names a frontend older than 1.2 or a pipeline switches BuildKit off.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_chmod_after_copy
