// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/several-entrypoint.
#include "rules/rule.h"
#include "rules/superseded.h"

namespace s1::rules::dockerfile_several_entrypoint {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  report_superseded(file, dockerfile::Kind::entrypoint, out,
                    {"DL4004", "DS-0007", "buildkit:MultipleInstructionsDisallowed"});
}

constexpr std::string_view aliases[] = {"DL4004", "DS-0007", "buildkit:MultipleInstructionsDisallowed",
                                        "kics:6938958b-3f1a-451c-909b-baeee14bdc97"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«ENTRYPOINT [\"/init\"]»\nENTRYPOINT [\"/serve\"]\nCMD [\"--port=80\"]\n",
     "FROM debian:12\nENTRYPOINT [\"/serve\"]\nCMD [\"--port=80\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12 AS a\nENTRYPOINT [\"one\"]\nFROM a\nENTRYPOINT [\"two\"]\n",
    "FROM debian:12\nENTRYPOINT [\"one\"]\nCMD [\"two\"]\n",
    "FROM debian:12\nONBUILD ENTRYPOINT [\"one\"]\nENTRYPOINT [\"two\"]\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#entrypoint"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/several-entrypoint",
    .title = "A stage has several ENTRYPOINT",
    .help = "Keep the last ENTRYPOINT; what is to run before it goes into a script that ends in exec \"$@\"",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(Only the last `ENTRYPOINT` of a stage holds. Those before it do nothing, though a reader, and perhaps the author, takes
them for steps that run in turn.

Remove them. What has to happen before the program starts goes into one script that ends in `exec "$@"`.

An `ENTRYPOINT` that replaces the one of the stage or image before it is not reported. The fix removes the lines of the
instruction that has no effect, and so changes nothing in the image. It is not offered where a comment is among them.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_several_entrypoint
