// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/start-script-without-interpreter.
#include <string>
#include <string_view>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/surroundings.h"
#include "rules/rule.h"
#include "rules/started_files.h"

namespace s1::rules::dockerfile_start_script_without_interpreter {
namespace {

// Text that no program was compiled to: what the kernel knows by other first bytes has bytes that no text has.
bool is_script_without_interpreter(const std::string& text) {
  return !text.empty() && !text.starts_with("#!") && !text.contains('\0') &&
         !text.starts_with(
             "\x7f"
             "ELF");
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (!around.context) return;
  for (const CopiedStart& each : copied_starts(file, around)) {
    const StartedFile& started = each.started;
    if (started.by != StartedBy::kernel || !started.path.contains('/')) continue;
    const std::string* const text = around.context->text(each.found.source);
    if (text == nullptr || !is_script_without_interpreter(*text)) continue;
    if (is_named_in_run(file, *each.stage, each.found.copies, each.name,
                        {"chmod", "chown", "dos2unix", "cat", "ls", "test", "["}))
      continue;
    const std::string source = around.context->path_of(each.found.source);
    Report report{.span = started.span,
                  .message = started.path + " cannot be started without a shell: " + source + " has no #! line"};
    report.related.push_back({each.found.copies.front()->header, "it is copied here"});
    const model::Base base = model::base(file.tree, *each.stage);
    const bool has_shell = base.facts != nullptr && base.facts->verified && base.facts->shell == "sh";
    if (has_shell && each.name.ends_with(".sh") && started.is_json) {
      report.edits.push_back({{started.span.begin, started.span.begin}, "\"sh\", "});
      report.fix_description = "Have sh read it";
    }
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"--- Dockerfile ---\nFROM debian:12\nCOPY --chmod=755 run.sh /\nENTRYPOINT [«\"/run.sh\"»]\n--- run.sh "
     "---\nset -e\nexec server\n",
     "--- Dockerfile ---\nFROM debian:12\nCOPY --chmod=755 run.sh /\nENTRYPOINT [\"sh\", \"/run.sh\"]\n"},
    {"--- Dockerfile ---\nFROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN chmod +x run.py\nCMD [«\"./run.py\"»]\n--- "
     "run.py "
     "---\nprint()\n"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n--- run.sh ---\n#!/bin/sh\nexec server\n",
    // A shell runs such a file by itself.
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nCMD /run.sh\n--- run.sh ---\nexec server\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nCMD [\"sh\", \"/run.sh\"]\n--- run.sh ---\nexec server\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nRUN sed -i '1i #!/bin/sh' /run.sh\nCMD [\"/run.sh\"]\n--- "
    "run.sh "
    "---\nexec server\n",
};

constexpr std::string_view references[] = {"https://man7.org/linux/man-pages/man2/execve.2.html",
                                           "https://docs.docker.com/reference/dockerfile/#exec-form"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/start-script-without-interpreter",
    .title = "ENTRYPOINT or CMD in exec form starts a script that has no #! line",
    .help = "Begin the script with #!/bin/sh, or name the program that reads it: [\"sh\", \"/run.sh\"]",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(In exec form the kernel starts the file itself. A text that does not begin with `#!` is no program to it, and every
container ends at once with "exec format error". (In shell form the shell would run such a file as a script of its own.)

Begin the script with `#!/bin/sh` (nothing may stand before it, no blank line either), or name the program that is to read
it: `ENTRYPOINT ["sh", "/run.sh"]`.

The file is looked for in the build context, through the COPYs of the stage; not reported is what a RUN may have changed,
and what a Compose service or a pod mounts something over.

The fix puts `sh` before the name of a `.sh` file. It is unsafe: a script for bash would then be read by another shell than
it was written for.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_start_script_without_interpreter
