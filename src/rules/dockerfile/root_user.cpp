// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/root-user.
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_root_user {
namespace {

void check(const model::Dockerfile& dockerfile, Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  std::vector<bool> said(file.instructions.size());
  for (const dockerfile::Stage& stage : file.stages) {
    if (!dockerfile.images[stage.index]) continue;
    const model::User user = model::user(file, stage);
    if (user.instruction == nullptr || user.root != model::Answer::yes || model::steps_down(file, stage)) continue;
    if (said[user.instruction->index]) continue;  // of several stages that have it from the same one
    said[user.instruction->index] = true;
    Report report{.span = user.instruction->header, .message = "The image runs as root: this is its last USER"};
    const bool inherited = user.instruction->stage != static_cast<std::int32_t>(stage.index);
    if (inherited)
      report.related.push_back({file.instructions[stage.from].header, "the stage that ships has it from there"});
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3002", "CKV_DOCKER_8", "DS-0002",
                                        "kics:67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN useradd app\n«USER root»\nCMD [\"server\"]\n"},
    {"FROM node:22\nUSER node\nRUN npm ci\n«USER 0:0»\n"},
    {"FROM debian:12\nARG RUN_AS=root\n«USER ${RUN_AS}:app»\n"},
    {R"(FROM debian:12 AS base
«USER 0»
FROM base
CMD ["server"]
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nUSER root\nRUN apt-get update\nUSER app\n",
    // A builder may be root: it does not run.
    "FROM golang:1.25 AS build\nUSER root\nRUN go build -o /app .\nFROM gcr.io/distroless/static-debian12:nonroot\n"
    "COPY --from=build /app /app\n",
    // A user from outside is not known.
    "FROM debian:12\nARG RUN_AS\nUSER $RUN_AS\n",
    "FROM debian:12\nUSER rootless\n",
    "FROM debian:12\nUSER 1000:0\n",
    "FROM debian:12\nUSER root\nENTRYPOINT [\"gosu\", \"app\", \"server\"]\n",
    // No USER at all is another rule's matter.
    "FROM debian:12\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#user",
                                           "https://kubernetes.io/docs/concepts/security/pod-security-standards/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/root-user",
    .title = "The last USER of the image is root",
    .help = "End the final stage with a USER that is not root, best as numbers: USER 10001:10001",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(The image says in so many words that it runs as root. Whoever breaks into the program is then root in the container:
free to change its files, to install what he likes, and one kernel or mount mistake away from the host. Kubernetes
refuses such an image where `runAsNonRoot` is set.

Switch to root only for the steps that need it, and back before the end of the stage. Give numbers rather than a name
(`USER 10001:10001`): `runAsNonRoot` cannot judge a name.

Only the image that is built counts: the last `USER` of the final stage, or of a stage that it is `FROM`. A builder that
is root is not reported, variables with a known value are put in, and an entrypoint that drops root by itself (`gosu`,
`su-exec`, `setpriv`) is accepted.

There is no fix: which account the program can run as, and what that account must be able to write, has to be known
first.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_root_user
