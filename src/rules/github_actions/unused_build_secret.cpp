// SPDX-License-Identifier: Apache-2.0
// Exports the rule github-actions/unused-build-secret.
#include "model/infra_model.h"
#include "rules/build_inputs.h"
#include "rules/rule.h"

namespace s1::rules::github_actions_unused_build_secret {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unused_build_secrets(model, "github-actions", out);
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
          secrets: |
            «npm=${{ secrets.NPM }}»
            GIT_AUTH_TOKEN=${{ secrets.GITHUB_TOKEN }}
      - run: docker build --secret «id=pip,env=PIP» --secret id=token .
--- Dockerfile ---
FROM alpine:3.22
RUN --mount=type=secret,id=token fetch
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
          secrets: |
            token=${{ secrets.TOKEN }}
--- Dockerfile ---
FROM alpine:3.22
RUN --mount=type=secret,id=token fetch
)",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/ci/github-actions/secrets/",
                                           "https://docs.docker.com/build/building/secrets/"};

}  // namespace

extern constinit const Rule rule{.id = "github-actions/unused-build-secret",
                                 .title = "A workflow gives a build a secret that its Dockerfile does not read",
                                 .help = "Read it with RUN --mount=type=secret, or take it out",
                                 .severity = Severity::low,
                                 .confidence = Confidence::high,
                                 .docs = kUnusedBuildSecretDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::github_actions_unused_build_secret
