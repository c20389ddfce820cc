// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/install-without-cache-mount.
#include <utility>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/cache_mount.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_install_without_cache_mount {
namespace {

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (CacheMount& each : missing_cache_mounts(file, around)) {
    Report report{.span = each.span, .message = std::move(each.message)};
    std::move(each.rewrite).offer(report, "Keep what is downloaded in a cache mount");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM node:22\nRUN «npm ci» --omit=dev\n",
     "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci --omit=dev\n"},
    // What cleans up goes, with what stands for the cache's absence; the packages are kept past docker-clean.
    {R"(FROM debian:12
RUN apt-get update \
 && «apt-get install» -y --no-install-recommends git \
 && apt-get clean \
 && rm -rf /tmp/setup /var/lib/apt/lists/*
)",
     R"(FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update \
 && apt-get install -y --no-install-recommends git \
 && rm -rf /tmp/setup
)"},
    {R"(FROM debian:12
RUN apt-get update && «apt-get install» -y git && rm -rf /var/lib/apt/lists/*
RUN <<EOF
set -e
apt-get update
apt-get install -y make
EOF
)",
     R"(FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y git
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked <<EOF
set -e
apt-get update
apt-get install -y make
EOF
)"},
    // In a script, after its `set -e`.
    {R"(FROM debian:12
RUN <<EOF
set -e
apt-get update
«apt-get install» -y git
EOF
)",
     R"(FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt/lists,sharing=locked <<EOF
set -e
rm -f /etc/apt/apt.conf.d/docker-clean
apt-get update
apt-get install -y git
EOF
)"},
    {R"(FROM python:3.13
RUN [«"pip", "install"», "--no-cache-dir", "flask"]
)",
     R"(FROM python:3.13
RUN --mount=type=cache,target=/root/.cache/pip ["pip", "install", "flask"]
)"},
    // Every step of the stage that uses the cache, each as its own user.
    {R"(FROM golang:1.25 AS build
RUN «go mod download»
RUN CGO_ENABLED=0 go build -o /out/app .
FROM scratch
COPY --from=build /out/app /
)",
     R"(FROM golang:1.25 AS build
RUN --mount=type=cache,target=/go/pkg/mod go mod download
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -o /out/app .
FROM scratch
COPY --from=build /out/app /
)"},
    // What compiles in the same step uses the other cache as well.
    {R"(FROM golang:1.25 AS build
RUN «go mod download» && go vet ./...
FROM scratch
COPY --from=build /out/app /
)",
     R"(FROM golang:1.25 AS build
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    go mod download && go vet ./...
FROM scratch
COPY --from=build /out/app /
)"},
    {R"(FROM node:22
USER node
RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc «npm ci»
)",
     R"(FROM node:22
USER node
RUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc \
    --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 \
    npm ci
)"},
    {R"(FROM rust:1.90 AS build
RUN «cargo build» --release && cp target/release/app /app
FROM debian:12-slim
COPY --from=build /app /app
CMD ["/app"]
)",
     R"(FROM rust:1.90 AS build
RUN --mount=type=cache,target=/usr/local/cargo/registry,sharing=locked \
    --mount=type=cache,target=/usr/local/cargo/git,sharing=locked \
    cargo build --release && cp target/release/app /app
FROM debian:12-slim
COPY --from=build /app /app
CMD ["/app"]
)"},
    // A variable says where the cache is. poetry's virtual environments lie beside it and stay in the image.
    {R"(FROM python:3.13
ENV POETRY_CACHE_DIR=/opt/poetry
RUN «poetry install» --no-root && rm -rf /opt/poetry
)",
     R"(FROM python:3.13
ENV POETRY_CACHE_DIR=/opt/poetry
RUN --mount=type=cache,target=/opt/poetry/cache \
    --mount=type=cache,target=/opt/poetry/artifacts \
    poetry install --no-root
)"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «yarn install» --frozen-lockfile && yarn cache clean\n--- package.json "
     "---\n{\"packageManager\": "
     "\"yarn@1.22.22\"}\n",
     "--- Dockerfile ---\nFROM node:22\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn,sharing=locked \\\n "
     "   yarn install "
     "--frozen-lockfile\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «yarn install» --immutable\n--- package.json ---\n{\"packageManager\": "
     "\"yarn@4.9.1\"}\n--- "
     ".yarnrc.yml ---\nnodeLinker: node-modules\n",
     "--- Dockerfile ---\nFROM node:22\nRUN --mount=type=cache,target=/root/.yarn/berry/cache,sharing=locked yarn "
     "install --immutable\n"},
    // No fix: who runs it and where the cache is are not known.
    {"FROM registry.example.com/team/node:4\nRUN «npm ci»\n"},
    {"FROM node:22\nUSER app\nRUN «npm ci»\n"},
    {"FROM python:3.13\nARG PIP_CACHE_DIR\nRUN «pip install» flask\n"},
    {"FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN «pip install» flask\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- .npmrc ---\ncache=/tmp/npm\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «yarn install»\n--- package.json ---\n{\"packageManager\": "
     "\"yarn@3.8.0\"}\n"},
    // No fix: a later step, another stage or the container needs what lies in the cache.
    {"FROM rust:1.90\nRUN «cargo fetch»\nRUN cargo build --offline\n"},
    {"FROM maven:3.9 AS deps\nRUN «mvn package»\nFROM eclipse-temurin:21\nCOPY --from=deps /root/.m2 /root/.m2\n"},
    {"FROM golang:1.25\nRUN «go mod download»\nCMD [\"go\", \"run\", \".\"]\n"},
    {"FROM debian:12\nRUN apt-get update\nRUN «apt-get install» -y git\n"},
    {"FROM python:3.13\nRUN «pip install» flask && rm -rf /root/.cache\n"},
    {"FROM node:22\nRUN «npm ci» && npx playwright install\n"},
    // No fix: something that builds it knows no cache mounts.
    {"# syntax=docker/dockerfile:1.1\nFROM node:22\nRUN «npm ci»\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- heroku.yml ---\nbuild:\n  docker:\n    web: Dockerfile\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- .github/workflows/image.yml ---\non: push\njobs:\n  image:\n "
     "   "
     "runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v5\n      - run: DOCKER_BUILDKIT=0 docker "
     "build -t "
     "app .\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- .gitlab-ci.yml ---\npublish:\n  script:\n    - "
     "/kaniko/executor "
     "--context $CI_PROJECT_DIR --dockerfile $CI_PROJECT_DIR/Dockerfile\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- .gitlab-ci.yml ---\npublish:\n  script:\n    - export "
     "DOCKER_BUILDKIT=0\n    - docker build -t app .\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- cloudbuild.yaml ---\nsteps:\n- name: "
     "gcr.io/cloud-builders/docker\n  args: [build, .]\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- .github/workflows/image.yml ---\non: push\njobs:\n  image:\n "
     "   "
     "runs-on: ubuntu-24.04\n    env:\n      DOCKER_BUILDKIT: 0\n    steps:\n      - uses: actions/checkout@v5\n      "
     "- "
     "run: docker build -t app .\n"},
    {"--- Dockerfile ---\nFROM node:22\nRUN «npm ci»\n--- .gitlab-ci.yml ---\npublish:\n  variables:\n    "
     "DOCKER_BUILDKIT: \"0\"\n  script:\n    - docker build -t app .\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n",
    "FROM golang:1.25\nRUN --mount=type=cache,target=/go/pkg/mod/cache go mod download\n",
    "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache pip install flask && rm -rf /tmp/x\n",
    "FROM node:22\nRUN npm run build && npm --version && yarn build && go version && apt-get update\n",
    "FROM node:22\nONBUILD RUN npm ci\n",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN npm ci\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/cache/optimize/#use-cache-mounts",
                                           "https://docs.docker.com/reference/dockerfile/#run---mounttypecache"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/install-without-cache-mount",
    .title = "An install downloads everything anew in each build",
    .help =
        "Mount a cache where the package manager keeps what it downloads: RUN --mount=type=cache,target=/root/.npm npm "
        "ci",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(A step that installs packages is carried out again whenever something before it changed, and then downloads
everything again. With a cache mount the package manager finds what it downloaded for the build before, and none of that
gets into a layer.

Mount the folder that the package manager keeps its cache in: `RUN --mount=type=cache,target=/root/.npm npm ci`. Every
step that uses the cache needs the mount, and what cleans the cache up, or turns it off (`--no-cache-dir`), has to go.

npm, yarn, pnpm, pip, uv, poetry, Go, cargo, Maven, Gradle, NuGet, Composer, Bundler and apt-get are known. The fix
puts the mounts on all steps of a stage, and of the stages it is FROM, that use the cache; for apt-get it also removes
`docker-clean`, with which Debian's images empty it. Only the lists are mounted of apt's state, since the rest belongs to the image; of poetry's folder only the two that hold no
virtual environment; and nothing that a compiler puts out (`target/`).

It is offered where the folder is known: by the user the step runs as, `ENV` and `ARG`, the base image, and the settings
in the build context. It is not where a step works offline on what an earlier one left, since a mounted cache may have
been emptied in between; where something is copied from the folder or into it; where a container of the image starts the
package manager (`go run`); or where something that builds the image knows no cache mounts: kaniko, `DOCKER_BUILDKIT=0`,
an old `# syntax`, Google Cloud Build, Heroku, Railway. By itself the fix is unsafe: a step may need the cache in a way that
cannot be read. Build the image once.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_install_without_cache_mount
