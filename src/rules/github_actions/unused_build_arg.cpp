// SPDX-License-Identifier: Apache-2.0
// Exports the rule github-actions/unused-build-arg.
#include "model/infra_model.h"
#include "rules/build_inputs.h"
#include "rules/rule.h"

namespace s1::rules::github_actions_unused_build_arg {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unused_build_args(model, "github-actions", out);
}

constexpr Bad bad[] = {
    {R"(--- .github/workflows/image.yaml ---
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          context: .
          build-args: |
            VERSION=${{ github.sha }}
            «REVISION=${{ github.sha }}»
      - run: docker build --build-arg VERSION=1 --build-arg «MODE» .
--- Dockerfile ---
FROM alpine:3.22
ARG VERSION
)"},
};

constexpr std::string_view good[] = {
    R"(--- .github/workflows/image.yaml ---
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          context: .
          build-args: |
            VERSION=1
            ${{ env.ARGS }}
            BUILDKIT_CONTEXT_KEEP_GIT_DIR=1
--- Dockerfile ---
FROM alpine:3.22
ARG VERSION
)",
};

constexpr std::string_view references[] = {"https://github.com/docker/build-push-action#inputs",
                                           "https://docs.docker.com/build/building/variables/"};

}  // namespace

extern constinit const Rule rule{.id = "github-actions/unused-build-arg",
                                 .title = "A workflow gives a build an argument that its Dockerfile does not declare",
                                 .help = "Declare it with ARG in the Dockerfile, or take it out",
                                 .severity = Severity::medium,
                                 .confidence = Confidence::high,
                                 .docs = kUnusedBuildArgDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::github_actions_unused_build_arg
