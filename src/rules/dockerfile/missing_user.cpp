// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-user.
#include <string>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/add_user.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_missing_user {
namespace {

// "; it has the user node (1000)": the account that the image has for the application.
std::string account_hint(const facts::BaseImage& image) {
  for (const facts::Account& account : image.users)
    if (account.name == image.app && account.uid)
      return "; it has the user " + std::string(account.name) + " (" + std::to_string(*account.uid) + ")";
  return {};
}

std::string message(const model::Base& base, const model::User& user) {
  if (base.scratch) return "No USER, so the image runs as root; FROM scratch there are no names, but a number will do";
  if (base.ref.name.empty())
    return "No USER, so the image runs as its base image's user: root, unless that says otherwise";
  std::string name(base.ref.name);
  if (!base.ref.tag.empty()) name += ":" + std::string(base.ref.tag);
  if (user.root == model::Answer::yes)
    return "No USER, so the image runs as root, the default of " + name + account_hint(*base.facts);
  return "No USER, so the image runs as the user of " + name + ": root, unless that image says otherwise";
}

void check_stage(const model::Dockerfile& dockerfile, const model::Surroundings& around, const dockerfile::Stage& stage,
                 Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  const model::User user = model::user(file, stage);
  if (user.instruction != nullptr || user.root == model::Answer::no) return;
  const model::Base base = model::base(file, stage);
  if (base.windows || model::steps_down(file, stage)) return;
  const model::Command command = model::commands(file)[stage.index];
  // What is FROM scratch and starts nothing is a folder to export, not an image to run.
  if (base.scratch && command.cmd == nullptr && command.entrypoint == nullptr) return;
  Report report{.span = file.instructions[stage.from].header, .message = message(base, user)};
  if (base.scratch) report.only_aliases = {"CKV_DOCKER_3", "DS-0002"};
  if (base.scratch || user.root == model::Answer::yes) report.confidence = Confidence::high;
  add_user(dockerfile, around, stage).offer(report, "Run as another user");
  out.report(std::move(report));
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(dockerfile.tree, around))
    check_stage(dockerfile, around, *stage, out);
}

constexpr std::string_view aliases[] = {"CKV_DOCKER_3", "DS-0002", "kics:fd54f200-402c-4333-a5a4-36ef6709af2f"};

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
«FROM node:22-slim»
COPY . .
CMD ["node", "server.js"]
--- server.js ---
require('http').createServer((request, answer) => answer.end('ok')).listen(3000)
)",
     R"(--- Dockerfile ---
FROM node:22-slim
COPY . .
USER 1000:1000
CMD ["node", "server.js"]
)"},
    // Its sources are not there, so nothing says that they need no root.
    {"«FROM node:22-slim»\nCOPY . .\nCMD [\"node\", \"server.js\"]\n"},
    // A stage that is built on it goes on as root.
    {R"(--- Dockerfile ---
«FROM alpine:3.22 AS app»
COPY server /
CMD ["/server"]
FROM app AS debug
RUN apk add --no-cache strace
--- compose.yaml ---
services:
  web:
    build:
      context: .
      target: app
)"},
    // One that has a user of its own, or only words to add, is not in the way.
    {R"(--- Dockerfile ---
«FROM alpine:3.22 AS app»
COPY server /
CMD ["/server"]
FROM app AS debug
USER root
RUN apk add --no-cache strace
FROM app AS named
LABEL name=server
--- compose.yaml ---
services:
  web:
    build:
      context: .
      target: app
)",
     R"(--- Dockerfile ---
FROM alpine:3.22 AS app
RUN addgroup -g 10001 app && adduser -D -H -s /sbin/nologin -u 10001 -G app app
COPY server /
USER 10001:10001
CMD ["/server"]
FROM app AS debug
USER root
RUN apk add --no-cache strace
FROM app AS named
LABEL name=server
)"},
    // Compose starts something else, as a list or as a text.
    {R"(--- Dockerfile ---
«FROM alpine:3.22»
COPY server /
CMD ["/server"]
--- compose.yaml ---
services:
  web:
    build: .
    entrypoint: []
    command: sh -c "apk add --no-cache curl && exec /server"
)"},
    {R"(--- Dockerfile ---
«FROM alpine:3.22»
COPY server /
CMD ["/server"]
--- compose.yaml ---
services:
  web:
    build: .
    command: ["sh", "-c", "/server > /var/log/server.log"]
)"},
    {R"(--- Dockerfile ---
«FROM alpine:3.22»
COPY server /
ENTRYPOINT ["/server"]
--- compose.yaml ---
services:
  web:
    build: .
    command: ["--listen", "0.0.0.0:80"]
)"},
    {R"(--- Dockerfile ---
«FROM alpine:3.22»
COPY server /
ENTRYPOINT ["/server"]
--- compose.yaml ---
services:
  web:
    build: .
    command: --verbose
)",
     R"(--- Dockerfile ---
FROM alpine:3.22
RUN addgroup -g 10001 app && adduser -D -H -s /sbin/nologin -u 10001 -G app app
COPY server /
USER 10001:10001
ENTRYPOINT ["/server"]
)"},
    // Anyone may write there.
    {"«FROM scratch»\nCOPY server /\nVOLUME /tmp\nENTRYPOINT [\"/server\"]\n",
     "FROM scratch\nCOPY server /\nVOLUME /tmp\nUSER 65532:65532\nENTRYPOINT [\"/server\"]\n"},
    {"«FROM scratch»\nCOPY server /\nVOLUME /data\nENTRYPOINT [\"/server\"]\n"},
    {"«FROM scratch»\nCOPY app.wasm /\nENTRYPOINT [\"/app.wasm\"]\n"},
    {"«FROM registry.example.com/team/base:4»\nCMD [\"server\"]\n"},
    {"«FROM scratch»\nCOPY server /\nENTRYPOINT [\"/server\"]\n",
     "FROM scratch\nCOPY server /\nUSER 65532:65532\nENTRYPOINT [\"/server\"]\n"},
    {"«FROM gcr.io/distroless/static-debian12:latest»\nCOPY server /\nENTRYPOINT [\"/server\"]\n",
     "FROM gcr.io/distroless/static-debian12:latest\nCOPY server /\nUSER 65532:65532\nENTRYPOINT [\"/server\"]\n"},
    // The builder's USER does not reach the image.
    {R"(--- Dockerfile ---
FROM golang:1.25 AS build
USER 1000
COPY main.go .
RUN go build -o /app .
«FROM alpine:3.22»
COPY --from=build /app /app
CMD ["/app"]
--- main.go ---
package main
)",
     R"(--- Dockerfile ---
FROM golang:1.25 AS build
USER 1000
COPY main.go .
RUN go build -o /app .
FROM alpine:3.22
RUN addgroup -g 10001 app && adduser -D -H -s /sbin/nologin -u 10001 -G app app
COPY --from=build /app /app
USER 10001:10001
CMD ["/app"]
)"},
    // What the program is seen to write is its own then; the code stays root's.
    {R"(--- Dockerfile ---
«FROM python:3.13-alpine»
WORKDIR /srv/app
RUN mkdir -p /data/uploads
COPY . .
CMD ["python", "app.py"]
--- app.py ---
print("ready")
)",
     R"(--- Dockerfile ---
FROM python:3.13-alpine
RUN addgroup -g 10001 app && adduser -D -H -s /sbin/nologin -u 10001 -G app app
WORKDIR /srv/app
RUN mkdir -p /data/uploads
COPY . .
RUN chown 10001:10001 /data/uploads
USER 10001:10001
CMD ["python", "app.py"]
)"},
    {"«FROM mcr.microsoft.com/dotnet/aspnet:9.0»\nCOPY out /app\nENTRYPOINT [\"dotnet\", \"/app/shop.dll\"]\n",
     "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY out /app\nUSER $APP_UID\n"
     "ENTRYPOINT [\"dotnet\", \"/app/shop.dll\"]\n"},
    {"--- Dockerfile ---\n«FROM php:8.4-fpm»\nCOPY . /var/www/html\n--- index.php ---\n<?php echo 'ok';\n",
     "--- Dockerfile ---\nFROM php:8.4-fpm\nCOPY . /var/www/html\nUSER 33:33\n"},
    // Each family has its own way to make an account.
    {"«FROM busybox:1.37»\nCOPY www /www\nCMD [\"/www/server\"]\n",
     "FROM busybox:1.37\nRUN addgroup -g 10001 app && adduser -D -H -s /sbin/nologin -u 10001 -G app app\nCOPY www "
     "/www\nUSER "
     "10001:10001\nCMD [\"/www/server\"]\n"},
    {R"(«FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6»
COPY server /srv/
CMD ["/srv/server"]
)",
     R"(FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6
RUN microdnf install -y shadow-utils && microdnf clean all && groupadd --gid 10001 app && useradd --no-log-init --no-create-home --shell /usr/sbin/nologin --uid 10001 --gid app app
COPY server /srv/
USER 10001:10001
CMD ["/srv/server"]
)"},
    {R"(«FROM fedora:42»
COPY server /srv/
CMD ["/srv/server"]
)",
     R"(FROM fedora:42
RUN groupadd --gid 10001 app && useradd --no-log-init --no-create-home --shell /usr/sbin/nologin --uid 10001 --gid app app
COPY server /srv/
USER 10001:10001
CMD ["/srv/server"]
)"},
    // The account that the file makes; Debian's adduser with two names makes none.
    {"«FROM alpine:3.22»\nRUN adduser -D -h /srv web www\nCMD [\"/server\"]\n",
     "FROM alpine:3.22\nRUN adduser -D -h /srv web www\nUSER web\nCMD [\"/server\"]\n"},
    {"«FROM debian:12»\nRUN adduser www-data video\nCMD [\"/server\"]\n",
     "FROM debian:12\nRUN groupadd --gid 10001 app && useradd --no-log-init --no-create-home --shell /usr/sbin/nologin "
     "--uid 10001 --gid app app\n"
     "RUN adduser www-data video\nUSER 10001:10001\nCMD [\"/server\"]\n"},
    // What builds name as their target ships, not the last stage.
    {R"(--- Dockerfile ---
«FROM debian:12 AS web»
CMD ["/web"]
FROM debian:12 AS tools
USER 1000
CMD ["/tools"]
--- compose.yaml ---
services:
  web:
    build:
      context: .
      target: web
)",
     R"(--- Dockerfile ---
FROM debian:12 AS web
RUN groupadd --gid 10001 app && useradd --no-log-init --no-create-home --shell /usr/sbin/nologin --uid 10001 --gid app app
USER 10001:10001
CMD ["/web"]
FROM debian:12 AS tools
USER 1000
CMD ["/tools"]
)"},
    // Compose builds a stage for development; the last one is what `docker build .` gives. What is built on a stage
    // that is named only adds to it.
    {R"(--- Dockerfile ---
«FROM debian:12 AS development»
CMD ["/web"]
FROM debian:12 AS build
COPY web /
«FROM debian:12»
COPY --from=build /web /
CMD ["/web"]
--- compose.yaml ---
services:
  web:
    build:
      context: .
      target: development
)",
     R"(--- Dockerfile ---
FROM debian:12 AS development
RUN groupadd --gid 10001 app && useradd --no-log-init --no-create-home --shell /usr/sbin/nologin --uid 10001 --gid app app
USER 10001:10001
CMD ["/web"]
FROM debian:12 AS build
COPY web /
FROM debian:12
RUN groupadd --gid 10001 app && useradd --no-log-init --no-create-home --shell /usr/sbin/nologin --uid 10001 --gid app app
COPY --from=build /web /
USER 10001:10001
CMD ["/web"]
)"},
    {R"(--- Dockerfile ---
«FROM debian:12 AS web»
CMD ["/web"]
FROM web AS tools
RUN apt-get update
CMD ["bash"]
--- compose.yaml ---
services:
  web:
    build:
      context: .
      target: web
)"},
    // postgres drops root only for its own program.
    {"«FROM postgres:17»\nCMD [\"bash\", \"/backup.sh\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22-slim\nUSER node\nCMD [\"node\", \"server.js\"]\n",
    "FROM debian:12 AS base\nUSER 10001\nFROM base\nCMD [\"server\"]\n",
    // Images that are not root by themselves.
    "FROM gcr.io/distroless/static-debian12:nonroot\nCOPY server /\nENTRYPOINT [\"/server\"]\n",
    "FROM cgr.dev/chainguard/python:latest\nCMD [\"app.py\"]\n",
    "FROM nginxinc/nginx-unprivileged:1.29\nCOPY dist /usr/share/nginx/html\n",
    // Images whose entrypoint drops root.
    "FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\nCMD [\"postgres\", \"-c\", \"log_statement=all\"]\n",
    "FROM debian:12\nRUN apt-get update && apt-get install -y gosu\nENTRYPOINT [\"/entrypoint.sh\"]\n",
    // Nothing to run: the files are taken out with --output.
    "FROM golang:1.25 AS build\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /\n",
    "FROM mcr.microsoft.com/windows/servercore:ltsc2025\nCMD [\"server.exe\"]\n",
    // Root in so many words is another rule's matter.
    "FROM debian:12\nUSER root\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#user",
                                           "https://kubernetes.io/docs/concepts/security/pod-security-standards/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/missing-user",
    .title = "The image has no USER and so runs as root",
    .help = "Add a USER to the end of the final stage, best as numbers: USER 10001:10001",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(Without `USER` a container runs as the user of the base image, and that is root for nearly all of them. Whoever breaks
into the program is then root in the container, one kernel or mount mistake away from the host.

Create an account, or take one that the base image has (`node` in `node`), give it what the program must write, and end
the final stage with `USER`. Numbers (`USER 10001:10001`) need no account at all and are what Kubernetes'
`runAsNonRoot` can judge. A port below 1024 may have to move.

Judged is what ships: the stages that the builds which are known (Compose, pipelines) name as their target; beside those of Compose
alone the last one, which `docker build .` makes, unless it is built on one of them. Without such builds: the last one, and
targets of their own that start something.

The base image counts: what is known of public images decides, so that distroless `:nonroot`, Chainguard images or
`nginx-unprivileged` are not reported, and the finding names the account that is there to use. Where the base is known to
run as root, or is `scratch`, the finding has high confidence. `USER` is looked for in
the final stage and in the stages that it is `FROM`; one in a builder is not enough. Images that drop root in their own
entrypoint (`postgres`, `redis`, `mongo`, …, or with `gosu` or `su-exec`) are accepted while that entrypoint is in force.

The fix ends the stage with the account that the image has for the application, that this Dockerfile makes, or a new one
with the number 10001; folders that a `RUN` makes and nothing is copied into, and those of files that the start script writes, become
the account's. It is offered where everything that can be read says that root is not needed: what ENTRYPOINT and CMD
start (through the scripts of the build context and of `package.json`) is no daemon or tool of root's and writes to no place of
root's, ports are 1024 or more, no volume is declared or mounted for writing, nothing lies under `/root`, no mode keeps others out,
no later stage is built on it and works as root, the sources of what an interpreter starts or a `RUN` compiles are there and show no file
that is written, and nobody runs it privileged. It is unsafe by itself: what the program writes cannot be read, so build the image and try it.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_missing_user
