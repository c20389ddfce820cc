// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/several-healthcheck.
#include "rules/rule.h"
#include "rules/superseded.h"

namespace s1::rules::dockerfile_several_healthcheck {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  report_superseded(file, dockerfile::Kind::healthcheck, out);
}

constexpr std::string_view aliases[] = {"DL3012", "DS-0023", "buildkit:MultipleInstructionsDisallowed"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«HEALTHCHECK --interval=5s CMD curl -f http://localhost:80/»\nHEALTHCHECK CMD [\"/check\"]\n",
     "FROM debian:12\nHEALTHCHECK CMD [\"/check\"]\n"},
    {"FROM debian:12\n«HEALTHCHECK NONE»\nHEALTHCHECK CMD [\"/check\"]\n",
     "FROM debian:12\nHEALTHCHECK CMD [\"/check\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nHEALTHCHECK CMD [\"/check\"]\n",
    "FROM debian:12 AS a\nHEALTHCHECK CMD [\"/check\"]\nFROM a\nHEALTHCHECK NONE\n",
    "FROM debian:12\nCMD [\"serve\"]\nHEALTHCHECK CMD [\"/check\"]\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#healthcheck"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/several-healthcheck",
    .title = "A stage has several HEALTHCHECK",
    .help = "Keep the last HEALTHCHECK; let one command check all that matters",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs = R"(Only the last `HEALTHCHECK` of a stage holds. What the others would have noticed goes unnoticed.

Keep one, and let its command check all that has to be checked.

A `HEALTHCHECK` that replaces the one of the stage or image before it is not reported. The fix removes the lines of the
instruction that has no effect, and so changes nothing in the image. It is not offered where a comment is among them.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_several_healthcheck
