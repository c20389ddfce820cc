// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-user.
#include <string>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {
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

void check(const dockerfile::File& file, Sink& out) {
  const dockerfile::Stage* const final_stage = file.target();
  if (final_stage == nullptr) return;
  const model::User user = model::user(file, *final_stage);
  if (user.instruction != nullptr || user.root == model::Answer::no) return;
  const model::Base base = model::base(file, *final_stage);
  if (base.windows || model::steps_down(file, *final_stage)) return;
  const model::Command command = model::commands(file)[final_stage->index];
  // What is FROM scratch and starts nothing is a folder to export, not an image to run.
  if (base.scratch && command.cmd == nullptr && command.entrypoint == nullptr) return;
  Report report{.span = file.instructions[final_stage->from].header, .message = message(base, user)};
  if (base.scratch) report.only_aliases = {"CKV_DOCKER_3", "DS-0002"};
  if (base.scratch || user.root == model::Answer::yes) report.confidence = Confidence::high;
  out.report(std::move(report));
}

constexpr std::string_view aliases[] = {"CKV_DOCKER_3", "DS-0002", "kics:fd54f200-402c-4333-a5a4-36ef6709af2f"};

constexpr Bad bad[] = {
    {"«FROM node:22-slim»\nCOPY . .\nCMD [\"node\", \"server.js\"]\n"},
    {"«FROM registry.example.com/team/base:4»\nCMD [\"server\"]\n"},
    {"«FROM scratch»\nCOPY server /\nENTRYPOINT [\"/server\"]\n"},
    {"«FROM gcr.io/distroless/static-debian12:latest»\nCOPY server /\nENTRYPOINT [\"/server\"]\n"},
    // The builder's USER does not reach the image.
    {R"(FROM golang:1.25 AS build
USER 1000
RUN go build -o /app .
«FROM alpine:3.22»
COPY --from=build /app /app
CMD ["/app"]
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

extern constinit const Rule dockerfile_missing_user{
    .id = "dockerfile/missing-user",
    .title = "The image has no USER and so runs as root",
    .help = "Add a USER to the end of the final stage, best as numbers: USER 10001:10001",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .aliases = aliases,
    .docs =
        R"(Without `USER` a container runs as the user of the base image, and that is root for nearly all of them. Whoever breaks
into the program is then root in the container, one kernel or mount mistake away from the host.

Create an account, or take one that the base image has (`node` in `node`), give it what the program must write, and end
the final stage with `USER`. Numbers (`USER 10001:10001`) need no account at all and are what Kubernetes'
`runAsNonRoot` can judge. A port below 1024 may have to move.

The base image counts: what is known of public images decides, so that distroless `:nonroot`, Chainguard images or
`nginx-unprivileged` are not reported, and the finding names the account that is there to use. Where the base is known to
run as root, or is `scratch`, the finding has high confidence. `USER` is looked for in
the final stage and in the stages that it is `FROM`; one in a builder is not enough. Images that drop root in their own
entrypoint (`postgres`, `redis`, `mongo`, …, or with `gosu` or `su-exec`) are accepted while that entrypoint is in force.

There is no fix: which files the program must write and which ports it opens has to be known before it can run as
another user.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
