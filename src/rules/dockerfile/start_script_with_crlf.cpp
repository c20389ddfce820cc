// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/start-script-with-crlf.
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rule.h"
#include "rules/started_files.h"

namespace s1::rules::dockerfile_start_script_with_crlf {
namespace {

bool is_shell(std::string_view program) {
  return program == "sh" || program == "bash" || program == "ash" || program == "dash";
}

// A script whose first line ends in CR LF, where that matters: #! names a program with a carriage return in its name,
// and a shell takes it for a part of every command. Python, Node and the like do not mind when they are told to read
// it.
bool is_broken(const std::string& text, const StartedFile& started) {
  const std::size_t end = text.find('\n');
  if (end == std::string::npos || end == 0 || text[end - 1] != '\r') return false;
  return started.by == StartedBy::interpreter || text.starts_with("#!");
}

std::vector<Edit> without_returns(const std::string& text) {
  std::vector<Edit> edits;
  for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at + 1)) {
    const auto begin = static_cast<std::uint32_t>(at);
    edits.push_back({{begin, begin + 1}, {}});
  }
  return edits;
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (!around.context) return;
  for (const CopiedStart& each : copied_starts(file, around)) {
    const StartedFile& started = each.started;
    const bool may_mind = started.by != StartedBy::interpreter || is_shell(started.interpreter);
    const std::string* const text = may_mind ? around.context->text(each.found.source) : nullptr;
    if (text == nullptr || !is_broken(*text, started)) continue;
    const auto is_named = [&](std::string_view name, const std::vector<std::string_view>& harmless) {
      return is_named_in_run(file, *each.stage, each.found.copies, name, harmless);
    };
    // What works on many files names none of them.
    if (is_named(each.name, {"chmod", "chown", "cat", "ls", "test", "["}) || is_named("dos2unix", {}) ||
        is_named("\\r", {}))
      continue;
    const std::string source = around.context->path_of(each.found.source);
    Report report{.span = started.span,
                  .message = source + " has the line ends of Windows, so " +
                             (started.by == StartedBy::interpreter
                                  ? started.interpreter + " reads a carriage return at the end of every command"
                                  : "its #! line names a program that is not there")};
    report.related.push_back({each.found.copies.front()->header, "it is copied here"});
    report.other_files.push_back({.path = source, .text = {}, .edits = without_returns(*text)});
    report.fix_description = "Take the carriage returns out of " + source;
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"--- Dockerfile ---\nFROM debian:12\nCOPY --chmod=755 run.sh /\nENTRYPOINT [«\"/run.sh\"»]\n--- run.sh "
     "---\n#!/bin/sh\r\nexec \"$@\"\r\n",
     "--- run.sh ---\n#!/bin/sh\nexec \"$@\"\n"},
    {"--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nRUN chmod +x /run.sh\nCMD bash «/run.sh»\n--- run.sh "
     "---\nset -e\r\nexec server\r\n",
     "--- run.sh ---\nset -e\nexec server\n"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nRUN sed -i 's/\\r$//' /run.sh\nCMD [\"/run.sh\"]\n--- run.sh "
    "---\n#!/bin/sh\r\nexec server\r\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY . /app\nRUN find /app -type f | xargs dos2unix\nCMD "
    "[\"/app/run.sh\"]\n--- run.sh ---\n#!/bin/sh\r\nexec server\r\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY run.sh /\nCMD [\"/run.sh\"]\n--- run.sh ---\n#!/bin/sh\nexec server\n",
    // Python does not mind.
    "--- Dockerfile ---\nFROM python:3.13\nCOPY run.py /\nCMD [\"python\", \"/run.py\"]\n--- run.py "
    "---\nprint()\r\nprint()\r\n",
};

constexpr std::string_view references[] = {
    "https://docs.github.com/en/get-started/git-basics/configuring-git-to-handle-line-endings",
    "https://man7.org/linux/man-pages/man2/execve.2.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/start-script-with-crlf",
    .title = "ENTRYPOINT or CMD starts a script with the line ends of Windows",
    .help = "Save the script with LF, and hold git to it in .gitattributes: *.sh text eol=lf",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .docs =
        R"(A script whose lines end in CR LF does not run in a Linux container: `#!/bin/sh` with a carriage return names a program that
is not there ("no such file or directory", of a file that plainly is there), and a shell that is given the script reads
the carriage return as part of every command.

Save it with LF. Where git makes the line ends (`core.autocrlf`), say in `.gitattributes` that it must not:
`*.sh text eol=lf`.

Not reported is what a RUN may have changed (`dos2unix`, `sed`, any other command that names the file), and what Python,
Node and the like are told to read: they take such lines.

The fix takes the carriage returns out of the script.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_start_script_with_crlf
