// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/secret-in-env-or-arg.
#include <algorithm>
#include <array>
#include <string>

#include "facts/secret_names.h"
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/dockerfile/build_secret/argument_to_secret.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_secret_in_env_or_arg {
namespace {

// What is no secret, whatever the name says: a switch, a place, a placeholder.
bool is_harmless(std::string_view value) {
  constexpr std::array<std::string_view, 11> kSwitches = {"true", "false", "yes",  "no",    "on",  "off",
                                                          "none", "null",  "True", "False", "None"};
  constexpr std::array<std::string_view, 6> kPlaces = {"/", "./", "../", "~/", "file:", "<"};
  return std::ranges::find(kSwitches, value) != kSwitches.end() ||
         std::ranges::any_of(kPlaces, [=](std::string_view place) { return value.starts_with(place); });
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& instruction = outer.inner ? *outer.inner : outer;
    const bool env = instruction.kind == dockerfile::Kind::env;
    if (!env && instruction.kind != dockerfile::Kind::arg) continue;
    for (const dockerfile::Pair& pair : instruction.pairs) {
      if (!facts::is_secret_name(pair.key.raw)) continue;
      const std::string value = pair.has_value ? expand(file, instruction, pair.value).text : std::string();
      if ((env && value.empty()) || is_harmless(value)) continue;
      const std::string name(pair.key.raw);
      const bool given = env && value.contains('$');
      std::string message = "A build argument is kept in the image's history: " + name + " is a secret by its name";
      if (env) message = "Anyone who has the image can read " + name + ", a secret by its name";
      if (given) message += "; here the value of a build argument is put into it";
      Report report{.span = pair.key.span, .message = std::move(message), .fix = Fix::unsafe};
      if (!env && !outer.inner)
        argument_to_secret(dockerfile, around, instruction, pair)
            .offer(report, "Mount it as a secret for the step that needs it");
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3064", "DS-0031", "buildkit:SecretsUsedInArgOrEnv"};

constexpr Bad bad[] = {
    {"FROM debian:12\nENV «DB_PASSWORD»=hunter2 DB_HOST=db\n"},
    {"FROM debian:12\nENV «apiKey» abc def\n"},
    {"FROM node:22\nARG «NPM_TOKEN»\nRUN npm ci\n"},
    {"FROM node:22\nARG «NPM_TOKEN»\nRUN npm config set //r.example.com/:_authToken=$NPM_TOKEN\n",
     "FROM node:22\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN,required=true npm config set "
     "//r.example.com/:_authToken=$NPM_TOKEN\n"},
    // Who builds it is changed too.
    {R"(--- Dockerfile ---
FROM node:22
ARG «NPM_TOKEN»
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
--- .npmrc ---
//r.example.com/:_authToken=${NPM_TOKEN}
--- compose.yaml ---
services:
  web:
    build:
      context: .
      args:
        NPM_TOKEN: ${NPM_TOKEN:?}
--- .github/workflows/build.yml ---
on: release
jobs:
  publish:
    steps:
      - uses: actions/checkout@v5
      - uses: docker/build-push-action@v6
        with:
          build-args: |
            CHANNEL=stable
            NPM_TOKEN=${{ secrets.REGISTRY_TOKEN }}
          context: .
)",
     R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY . .
RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN,required=true npm ci
RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN,required=true npm run build
--- compose.yaml ---
services:
  web:
    build:
      context: .
      secrets:
        - NPM_TOKEN
secrets:
  NPM_TOKEN:
    environment: NPM_TOKEN
--- .github/workflows/build.yml ---
on: release
jobs:
  publish:
    steps:
      - uses: actions/checkout@v5
      - uses: docker/build-push-action@v6
        with:
          secrets: |
            NPM_TOKEN=${{ secrets.REGISTRY_TOKEN }}
          build-args: |
            CHANNEL=stable
          context: .
)"},
    {R"(--- Dockerfile ---
FROM debian:12
ARG «DEPLOY_TOKEN»
RUN curl -H "Authorization: $DEPLOY_TOKEN" https://example.com/a -o /a
--- .gitlab-ci.yml ---
build:
  script:
    - docker build --build-arg DEPLOY_TOKEN="$CI_JOB_TOKEN" --build-arg VERSION=1 .
)",
     R"(--- Dockerfile ---
FROM debian:12
RUN --mount=type=secret,id=DEPLOY_TOKEN,env=DEPLOY_TOKEN,required=true curl -H "Authorization: $DEPLOY_TOKEN" https://example.com/a -o /a
--- .gitlab-ci.yml ---
build:
  script:
    - docker build --secret id=DEPLOY_TOKEN,env=CI_JOB_TOKEN --build-arg VERSION=1 .
)"},
    // A caller that cannot be changed, a frontend that is too old, and a container that has it too.
    {R"(--- Dockerfile ---
FROM debian:12
ARG «DEPLOY_TOKEN»
RUN fetch "$DEPLOY_TOKEN"
--- build.sh ---
docker build --build-arg DEPLOY_TOKEN=placeholder .
)"},
    {"# syntax=docker/dockerfile:1.7\nFROM debian:12\nARG «DEPLOY_TOKEN»\nRUN fetch $DEPLOY_TOKEN\n"},
    {"ARG «GITHUB_TOKEN»=none-yet\nFROM debian:12\n"},
    {"FROM debian:12\nARG «AWS_SECRET_ACCESS_KEY»\nENV «AWS_SECRET_ACCESS_KEY»=$AWS_SECRET_ACCESS_KEY\n"},
    {"FROM debian:12\nONBUILD ARG «PGPASSWORD»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nENV DB_PASSWORD_FILE=/run/secrets/db\n",
    "FROM debian:12\nENV DB_PASSWORD=/run/secrets/db\n",
    "FROM debian:12\nENV DB_PASSWORD=\"\" KMS_KEY_ALIAS=alias/app KEY_NAME=main\n",
    "FROM debian:12\nENV TOKEN_URL=https://example.com/token TOKEN_TTL=3600 MAX_TOKENS=4096\n",
    "FROM debian:12\nENV SSH_PUBLIC_KEY=\"ssh-ed25519 AAAA\" NEXT_PUBLIC_API_KEY=abc\n",
    "FROM debian:12\nENV ALLOW_EMPTY_PASSWORD=yes GOOGLE_APPLICATION_CREDENTIALS=/etc/gcp.json\n",
    "FROM debian:12\nENV REQUIRE_SECRET=true USES_TOKEN=no\n",
    "FROM node:22\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci\n",
    "FROM debian:12\nRUN TOKEN=x true\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/secret-in-env-or-arg",
    .title = "A secret is passed through ENV or ARG",
    .help = "Mount it for the step that needs it: RUN --mount=type=secret,id=NAME,env=NAME",
    .severity = Severity::high,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(What `ENV` sets is part of the image: `docker inspect` shows it to anyone who can pull it, and every process of the
container inherits it. What is passed through `ARG` stands in the history, in the build cache and in provenance
records. Removing it in a later step removes nothing. A value written here is in the repository too.

During a build, mount the secret for the one step: `RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci`, called with
`docker build --secret id=npm,env=NPM_TOKEN .`. At run time let the platform give it: as a file, or in the container's
environment. A secret that was in an image once has to be replaced.

The name decides, read word by word, so that `PASSWORD_FILE`, `TOKEN_URL`, `KEY_NAME`, `KMS_KEY_ALIAS`, `PUBLIC_KEY` or
`MAX_TOKENS` are not taken for secrets. Empty values, paths and switches are not reported. The value is never shown.

The fix, for an `ARG` without a value that only `RUN`s of its stage use (or the `.npmrc` that npm reads there), mounts the secret
for these steps and changes who is known to build the image: `build.args` of Compose becomes `build.secrets`, `build-args` of
docker/build-push-action `secrets`, `--build-arg` in a pipeline's script `--secret`. It is unsafe: whoever else builds the image has
to give the secret too. A frontend older than 1.10 and a caller that cannot be changed speak against it. There is none for
`ENV`: how the running container gets the secret is for the deployment to say. A secret that was published has to be replaced.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_secret_in_env_or_arg
