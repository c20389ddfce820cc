// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/build-secret-not-passed.
#include <algorithm>
#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/builds_stage.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_build_secret_not_passed {
namespace {

// `required` alone, or with a value that is true.
bool is_required(const dockerfile::Flag& mount) {
  const auto value = dockerfile::mount_option(mount, "required");
  return value && (value->empty() || *value == "true" || *value == "1");
}

// The first builder whose secrets are all known and that has none of this name.
const model::Build* who_does_not_pass(const model::Dockerfile& file, const model::Surroundings& around,
                                      const dockerfile::Instruction& run, std::string_view id) {
  for (const model::Build* build : around.builds)
    if (build->secrets_known && builds_stage(file, *build, run.stage) &&
        std::ranges::find(build->secrets, id, &model::BuildInput::name) == build->secrets.end())
      return build;
  return nullptr;
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Instruction& each : file.tree.instructions) {
    if (each.kind != dockerfile::Kind::run) continue;
    for (const dockerfile::Flag& flag : each.flags) {
      if (flag.name != "mount" || dockerfile::mount_option(flag, "type") != "secret" || !is_required(flag)) continue;
      const std::string id = model::secret_id(flag);
      if (id.empty() || id.find('$') != std::string::npos) continue;
      const model::Build* const build = who_does_not_pass(file, around, each, id);
      if (build == nullptr) continue;
      Report report{.span = flag.span,
                    .message = "The secret " + id + " is required here, and a build does not give it"};
      report.related.push_back(related_at(build->place, "this build gives no secret of that name"));
      out.report(std::move(report));
    }
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM node:22
RUN «--mount=type=secret,id=npm,required» npm ci
RUN «--mount=type=secret,target=/root/.netrc,required=true» fetch
--- compose.yaml ---
services:
  web:
    build:
      context: .
      secrets: [npm_token]
secrets:
  npm_token:
    environment: NPM_TOKEN
)"},
    {R"(--- Dockerfile ---
FROM node:22
RUN «--mount=type=secret,id=npm,required=true» npm ci
--- .github/workflows/image.yaml ---
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: docker build --secret id=pip,env=PIP .
)"},
};

constexpr std::string_view good[] = {
    // Without `required` the file is just not there.
    "--- Dockerfile ---\nFROM node:22\nRUN --mount=type=secret,id=npm npm ci\n--- compose.yaml ---\nservices:\n  "
    "web:\n    build: .\n",
    "--- Dockerfile ---\nFROM node:22\nRUN --mount=type=secret,id=npm,required=false npm ci\n--- compose.yaml "
    "---\nservices:\n  web:\n    build: .\n",
    "--- Dockerfile ---\nFROM node:22\nRUN --mount=type=secret,id=npm,required npm ci\n--- compose.yaml "
    "---\nservices:\n  web:\n    build:\n      context: .\n      secrets: [npm]\nsecrets:\n  npm:\n    file: npm.txt\n",
    // This target does not need it; nobody is known to build the other.
    "--- Dockerfile ---\nFROM node:22 AS dev\nFROM node:22\nRUN --mount=type=secret,id=npm,required npm ci\n--- "
    "compose.yaml ---\nservices:\n  web:\n    build:\n      context: .\n      target: dev\n",
    "--- Dockerfile ---\nFROM node:22\nRUN --mount=type=secret,id=npm,required npm ci\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#run---mounttypesecret",
                                           "https://docs.docker.com/build/building/secrets/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/build-secret-not-passed",
    .title = "RUN needs a secret that a build does not give",
    .help = "Give the build the secret under this id",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .docs =
        R"(A `RUN --mount=type=secret` with `required` stops the build where no secret of that id is given. A Compose file or a workflow
that builds this Dockerfile gives none.

Give it there: `build.secrets` of a Compose service, `secrets` of docker/build-push-action, `docker build --secret id=NAME,…`. The
id is `id`, else the last part of `target`.

Judged are builds all of whose options are known, and that need the stage. Without `required` the file is just not there when no
secret is given, as many Dockerfiles mean it, and nothing is reported.

There is no fix: where the secret comes from does not stand in the Dockerfile.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_build_secret_not_passed
