// SPDX-License-Identifier: Apache-2.0
// Exports the rule compose/unknown-target.
#include "model/infra_model.h"
#include "rules/build_checks.h"
#include "rules/rule.h"

namespace s1::rules::compose_unknown_target {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unknown_targets(model, "compose", out);
}

constexpr Bad bad[] = {
    {"--- compose.yaml ---\nservices:\n  web:\n    build:\n      context: .\n      target: «prodution»\n--- Dockerfile "
     "---\nFROM alpine:3.22 AS build\nFROM alpine:3.22 AS production\n"},
};

constexpr std::string_view good[] = {
    "--- compose.yaml ---\nservices:\n  web:\n    build:\n      context: .\n      target: Production\n  api:\n    "
    "build:\n      context: .\n      target: ${TARGET}\n--- Dockerfile ---\nFROM alpine:3.22 AS build\nFROM "
    "alpine:3.22 AS production\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/compose-file/build/"};

}  // namespace

extern constinit const Rule rule{
    .id = "compose/unknown-target",
    .title = "Compose builds a stage that its Dockerfile does not have",
    .help = "Name a stage of the Dockerfile, or leave the target out to build the last one",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .docs = kUnknownTargetDocs,
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::compose_unknown_target
