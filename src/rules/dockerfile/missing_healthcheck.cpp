// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-healthcheck.
#include <algorithm>

#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {
namespace {

void check(const dockerfile::File& file, Sink& out) {
  const dockerfile::Stage* const final_stage = file.target();
  if (final_stage == nullptr) return;
  const auto all = model::history(file, *final_stage);
  if (std::ranges::any_of(all, [](const auto* each) { return each->kind == dockerfile::Kind::healthcheck; })) return;
  out.report({.span = file.instructions[final_stage->from].header,
              .message = "The image does not say how to tell that its program works: it has no HEALTHCHECK"});
}

constexpr std::string_view aliases[] = {"DL3057", "DS-0026", "CKV_DOCKER_2",
                                        "kics:b03a748a-542d-44f4-bb86-9199ab4fd2d5"};

constexpr Bad bad[] = {
    {"«FROM nginx:1.29»\nCOPY dist /usr/share/nginx/html\n"},
    {"FROM debian:12 AS build\nHEALTHCHECK CMD [\"/check\"]\n«FROM debian:12 AS run»\nCMD [\"serve\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM nginx:1.29\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\n",
    "FROM nginx:1.29\nHEALTHCHECK NONE\n",
    "FROM nginx:1.29 AS base\nHEALTHCHECK CMD [\"/check\"]\nFROM base\nCOPY dist /usr/share/nginx/html\n",
    "FROM nginx:1.29 AS base\nONBUILD HEALTHCHECK CMD [\"/check\"]\nFROM base\nCOPY dist /usr/share/nginx/html\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/dockerfile/#healthcheck",
    "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"};

}  // namespace

extern constinit const Rule dockerfile_missing_healthcheck{
    .id = "dockerfile/missing-healthcheck",
    .title = "The image has no HEALTHCHECK",
    .help = "Add a HEALTHCHECK that asks the program itself, or HEALTHCHECK NONE where the platform has its own probes",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .aliases = aliases,
    .docs =
        R"(Docker, Compose and Swarm take a container for well as long as its process lives. A program that hangs, or has lost its
database, is not restarted, and `depends_on: condition: service_healthy` cannot wait for it.

Add a `HEALTHCHECK` whose command asks the program itself and ends with 0 or 1. The command has to be in the image:
slim and distroless ones have no `curl`.

Kubernetes and ECS do not look at it; they have probes of their own. That is why only the profile `strict` has this
rule. `HEALTHCHECK NONE` says that the matter was considered. One finding is given for the image that is built, not one
for each stage, and a `HEALTHCHECK` of a stage that the final one is `FROM` counts.

There is no fix: what shows that this program is well, and which command of the image can ask it, has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
