// SPDX-License-Identifier: Apache-2.0
// Exports the rule compose/unused-build-secret.
#include "model/infra_model.h"
#include "rules/build_inputs.h"
#include "rules/rule.h"

namespace s1::rules::compose_unused_build_secret {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unused_build_secrets(model, "compose", out);
}

constexpr Bad bad[] = {
    {R"(--- compose.yaml ---
services:
  web:
    build:
      context: .
      secrets:
        - «npm_token»
        - source: other
          target: «pip»
secrets:
  npm_token:
    environment: NPM_TOKEN
  other:
    file: pip.txt
--- Dockerfile ---
FROM node:22
RUN --mount=type=secret,id=npm-token npm ci
)"},
};

constexpr std::string_view good[] = {
    R"(--- compose.yaml ---
services:
  web:
    build:
      context: .
      secrets: [npm_token, pip.conf]
secrets:
  npm_token:
    environment: NPM_TOKEN
  pip.conf:
    file: pip.conf
--- Dockerfile ---
FROM node:22
RUN --mount=type=secret,id=npm_token npm ci
RUN --mount=type=secret,target=/etc/pip.conf pip install x
)",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/compose-file/build/#secrets",
                                           "https://docs.docker.com/build/building/secrets/"};

}  // namespace

extern constinit const Rule rule{.id = "compose/unused-build-secret",
                                 .title = "Compose gives a build a secret that its Dockerfile does not read",
                                 .help = "Read it with RUN --mount=type=secret, or take it out",
                                 .severity = Severity::low,
                                 .confidence = Confidence::high,
                                 .docs = kUnusedBuildSecretDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::compose_unused_build_secret
