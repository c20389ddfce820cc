// SPDX-License-Identifier: Apache-2.0
// Exports the rule gitlab-ci/unknown-target.
#include "model/infra_model.h"
#include "rules/build_checks.h"
#include "rules/rule.h"

namespace s1::rules::gitlab_ci_unknown_target {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unknown_targets(model, "gitlab-ci", out);
}

constexpr Bad bad[] = {
    {"--- .gitlab-ci.yml ---\npack:\n  stage: build\n  script:\n    - docker build --target «relase» .\n--- "
     "Dockerfile ---\nFROM alpine:3.22 AS build\nFROM alpine:3.22 AS release\n"},
};

constexpr std::string_view good[] = {
    "--- .gitlab-ci.yml ---\npack:\n  stage: build\n  script:\n    - docker build --target release .\n    - docker "
    "build --target $TARGET .\n--- Dockerfile ---\nFROM alpine:3.22 AS build\nFROM alpine:3.22 AS release\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/cli/docker/buildx/build/"};

}  // namespace

extern constinit const Rule rule{
    .id = "gitlab-ci/unknown-target",
    .title = "A pipeline builds a stage that its Dockerfile does not have",
    .help = "Name a stage of the Dockerfile, or leave the target out to build the last one",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .docs = kUnknownTargetDocs,
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::gitlab_ci_unknown_target
