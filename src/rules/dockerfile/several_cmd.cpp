// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/several-cmd.
#include "rules/rule.h"
#include "rules/superseded.h"

namespace s1::rules::dockerfile_several_cmd {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  report_superseded(file, dockerfile::Kind::cmd, out, {"DL4003", "DS-0016", "buildkit:MultipleInstructionsDisallowed"});
}

constexpr std::string_view aliases[] = {"DL4003", "DS-0016", "buildkit:MultipleInstructionsDisallowed",
                                        "kics:41c195f4-fc31-4a5c-8a1b-90605538d49f"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«CMD [\"migrate\"]»\n# then\nCMD [\"serve\"]\n", "FROM debian:12\n# then\nCMD [\"serve\"]\n"},
    {"FROM debian:12 AS test\n  «CMD make \\\n    test»\nRUN make\n«cmd make lint»\nCMD make check\nFROM "
     "debian:12\nCMD serve",
     "FROM debian:12 AS test\nRUN make\nCMD make check\nFROM debian:12\nCMD serve"},
    // No fix: it would take the comment away.
    {"FROM debian:12\n«CMD [\"migrate\", \\\n# all\n  \"--all\"]»\nCMD [\"serve\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12 AS a\nCMD [\"one\"]\nFROM a\nCMD [\"two\"]\n",
    "FROM debian:12\nHEALTHCHECK CMD [\"check\"]\nCMD [\"serve\"]\n",
    "FROM debian:12\nONBUILD CMD [\"one\"]\nCMD [\"two\"]\n",
    "FROM debian:12\nENTRYPOINT [\"one\"]\nCMD [\"two\"]\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#cmd"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/several-cmd",
    .title = "A stage has several CMD",
    .help = "Keep the last CMD; to start several programs, use one script or one container each",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(Only the last `CMD` of a stage holds. Those before it do nothing: often somebody wanted both programs to start, and the
first one never does.

Remove them. Two programs belong in two containers, or in a script that starts both and ends when one of them does.

A `CMD` that replaces the one of the stage or image before it is what `CMD` is for and is not reported. The fix removes
the lines of the instruction that has no effect, and so changes nothing in the image.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_several_cmd
