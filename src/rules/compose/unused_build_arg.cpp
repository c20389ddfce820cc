// SPDX-License-Identifier: Apache-2.0
// Exports the rule compose/unused-build-arg.
#include "model/infra_model.h"
#include "rules/build_inputs.h"
#include "rules/rule.h"

namespace s1::rules::compose_unused_build_arg {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unused_build_args(model, "compose", out);
}

constexpr Bad bad[] = {
    {R"(--- compose.yaml ---
services:
  web:
    build:
      context: .
      args:
        «NODE_VERSON»: 22
        NODE_VERSION: 22
  api:
    build:
      context: .
      args:
        - «TAG=1»
--- Dockerfile ---
ARG NODE_VERSION=20
FROM node:$NODE_VERSION
)"},
};

constexpr std::string_view good[] = {
    R"(--- compose.yaml ---
services:
  web:
    build:
      context: .
      args:
        BASE: alpine
        VERSION:
        HTTP_PROXY: http://proxy.example.com
        BUILDKIT_INLINE_CACHE: 1
--- Dockerfile ---
ARG BASE
FROM $BASE
ARG VERSION
)",
    // Another frontend has arguments of its own.
    R"(--- compose.yaml ---
services:
  web:
    build:
      context: .
      args: [MODE=fast]
--- Dockerfile ---
# syntax=example.com/frontend:1
FROM alpine:3.22
)",
    R"(--- compose.yaml ---
services:
  web:
    build:
      context: .
      args: [MODE=fast]
--- Dockerfile ---
FROM example.com/base:1-onbuild
)",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/compose-file/build/#args",
                                           "https://docs.docker.com/build/building/variables/"};

}  // namespace

extern constinit const Rule rule{.id = "compose/unused-build-arg",
                                 .title = "Compose gives a build an argument that its Dockerfile does not declare",
                                 .help = "Declare it with ARG in the Dockerfile, or take it out",
                                 .severity = Severity::medium,
                                 .confidence = Confidence::high,
                                 .docs = kUnusedBuildArgDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::compose_unused_build_arg
