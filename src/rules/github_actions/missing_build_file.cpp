// SPDX-License-Identifier: Apache-2.0
// Exports the rule github-actions/missing-build-file.
#include "model/infra_model.h"
#include "rules/build_checks.h"
#include "rules/rule.h"

namespace s1::rules::github_actions_missing_build_file {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_missing_build_files(model, "github-actions", out);
}

constexpr Bad bad[] = {
    {"--- .github/workflows/ci.yaml ---\non: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - "
     "uses: actions/checkout@v4\n      - run: docker build -f «docker/Dockerfile» .\n--- Dockerfile ---\nFROM "
     "scratch\n"},
};

constexpr std::string_view good[] = {
    "--- .github/workflows/ci.yaml ---\non: push\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - "
    "uses: actions/checkout@v4\n      - run: docker build -f \"$FILE\" .\n      - run: docker build .\n--- Dockerfile "
    "---\nFROM scratch\n",
};

constexpr std::string_view references[] = {"https://github.com/docker/build-push-action"};

}  // namespace

extern constinit const Rule rule{.id = "github-actions/missing-build-file",
                                 .title = "A workflow builds from a Dockerfile or folder that is not there",
                                 .help = "Name a context and a Dockerfile that are in the repository",
                                 .severity = Severity::high,
                                 .confidence = Confidence::medium,
                                 .docs = kMissingBuildFileDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::github_actions_missing_build_file
