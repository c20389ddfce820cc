// SPDX-License-Identifier: Apache-2.0
// Exports the rule github-actions/unknown-target.
#include "model/infra_model.h"
#include "rules/build_checks.h"
#include "rules/rule.h"

namespace s1::rules::github_actions_unknown_target {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unknown_targets(model, "github-actions", out);
}

constexpr Bad bad[] = {
    {"--- .github/workflows/ci.yaml ---\non: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - "
     "uses: actions/checkout@v4\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n      "
     "    target: «relase»\n--- Dockerfile ---\nFROM alpine:3.22 AS build\nFROM alpine:3.22 AS release\n"},
};

constexpr std::string_view good[] = {
    "--- .github/workflows/ci.yaml ---\non: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - "
    "uses: docker/build-push-action@v6\n        with:\n          context: .\n          target: release\n      - run: "
    "docker build --target ${{ matrix.target }} .\n--- Dockerfile ---\nFROM alpine:3.22 AS build\nFROM alpine:3.22 AS "
    "release\n",
};

constexpr std::string_view references[] = {"https://github.com/docker/build-push-action"};

}  // namespace

extern constinit const Rule rule{
    .id = "github-actions/unknown-target",
    .title = "A workflow builds a stage that its Dockerfile does not have",
    .help = "Name a stage of the Dockerfile, or leave the target out to build the last one",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .docs = kUnknownTargetDocs,
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::github_actions_unknown_target
