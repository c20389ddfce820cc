// SPDX-License-Identifier: Apache-2.0
// Exports the rule compose/missing-build-file.
#include "model/infra_model.h"
#include "rules/build_checks.h"
#include "rules/rule.h"

namespace s1::rules::compose_missing_build_file {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_missing_build_files(model, "compose", out);
}

constexpr Bad bad[] = {
    {"--- compose.yaml ---\nservices:\n  web:\n    build: «./web»\n--- app/Dockerfile ---\nFROM scratch\n"},
    {"--- compose.yaml ---\nservices:\n  web:\n    build:\n      context: ./web\n      dockerfile: "
     "«Dockerfile.prod»\n--- web/Dockerfile ---\nFROM scratch\n"},
};

constexpr std::string_view good[] = {
    "--- compose.yaml ---\nservices:\n  web:\n    build:\n      context: ./web\n      dockerfile: ${FILE}\n  api:\n    "
    "build: https://example.com/api.git\n  db:\n    build:\n      context: .\n      dockerfile_inline: FROM "
    "postgres:17\n--- web/Dockerfile ---\nFROM scratch\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/compose-file/build/"};

}  // namespace

extern constinit const Rule rule{.id = "compose/missing-build-file",
                                 .title = "Compose builds from a Dockerfile or folder that is not there",
                                 .help = "Name a context and a Dockerfile that are in the repository",
                                 .severity = Severity::high,
                                 .confidence = Confidence::medium,
                                 .docs = kMissingBuildFileDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::compose_missing_build_file
