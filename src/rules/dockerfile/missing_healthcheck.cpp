// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-healthcheck.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/add_healthcheck.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_missing_healthcheck {
namespace {

void check_stage(const model::Dockerfile& dockerfile, const model::Surroundings& around, const dockerfile::Stage& stage,
                 Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  const auto all = model::history(file, stage);
  if (std::ranges::any_of(all, [](const auto* each) { return each->kind == dockerfile::Kind::healthcheck; })) return;
  Report report{.span = file.instructions[stage.from].header,
                .message = "The image does not say how to tell that its program works: it has no HEALTHCHECK",
                .fix = Fix::unsafe};
  if (!model::base(file, stage).windows)
    add_healthcheck(dockerfile, around, stage).offer(report, "Ask the program on its port");
  out.report(std::move(report));
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(dockerfile.tree, around))
    check_stage(dockerfile, around, *stage, out);
}

constexpr std::string_view aliases[] = {"DL3057", "DS-0026", "CKV_DOCKER_2",
                                        "kics:b03a748a-542d-44f4-bb86-9199ab4fd2d5"};

constexpr Bad bad[] = {
    // Only that the port is open can be asked.
    {"«FROM nginxinc/nginx-unprivileged:1.29»\nCOPY dist /usr/share/nginx/html\n",
     "FROM nginxinc/nginx-unprivileged:1.29\nCOPY dist /usr/share/nginx/html\n"
     "HEALTHCHECK CMD [\"bash\", \"-c\", \"</dev/tcp/127.0.0.1/8080\"]\n"},
    // Its port is to change first.
    {"«FROM nginx:1.29»\nCOPY dist /usr/share/nginx/html\n"},
    {"FROM debian:12 AS build\nHEALTHCHECK CMD [\"/check\"]\n«FROM debian:12 AS run»\nCMD [\"serve\"]\n"},
    {"«from python:3.13-alpine»\nexpose 8000\n# Here it begins.\ncmd [\"serve\"]\n",
     "from python:3.13-alpine\nexpose 8000\n"
     "healthcheck CMD [\"python\", \"-c\", \"import socket; socket.create_connection(('127.0.0.1', 8000), 3)\"]\n"
     "# Here it begins.\ncmd [\"serve\"]\n"},
    // The sources have a path for it; slim images have no curl.
    {R"(--- Dockerfile ---
«FROM node:22-slim»
COPY . .
EXPOSE 3000
CMD ["node", "server.js"]
--- server.js ---
app.get('/healthz', (request, answer) => answer.send('ok'))
)",
     R"x(--- Dockerfile ---
FROM node:22-slim
COPY . .
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "require('http').get('http://127.0.0.1:3000/healthz', r => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))"]
CMD ["node", "server.js"]
)x"},
    // Others ask already.
    {R"(--- Dockerfile ---
«FROM debian:12-slim»
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
COPY server /
CMD ["/server"]
--- compose.yaml ---
services:
  web:
    build: .
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8080/status"]
)",
     R"(--- Dockerfile ---
FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
COPY server /
HEALTHCHECK CMD curl --fail --silent --output /dev/null http://127.0.0.1:8080/status || exit 1
CMD ["/server"]
)"},
    {R"(--- Dockerfile ---
«FROM alpine:3.22»
COPY server /
CMD ["/server"]
--- compose.yaml ---
services:
  web:
    image: web
    build: .
--- pod.yaml ---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: web
      livenessProbe:
        httpGet:
          path: /alive
          port: 9000
)",
     R"(--- Dockerfile ---
FROM alpine:3.22
COPY server /
HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:9000/alive || exit 1
CMD ["/server"]
)"},
    // The stage that Compose builds, and on the port that it says.
    {R"(--- Dockerfile ---
«FROM python:3.13-alpine AS web»
CMD ["server"]
FROM web AS tools
RUN apk add --no-cache git
--- compose.yaml ---
services:
  web:
    build:
      context: .
      target: web
    ports: ["80:8000"]
)",
     R"x(--- Dockerfile ---
FROM python:3.13-alpine AS web
HEALTHCHECK CMD ["python", "-c", "import socket; socket.create_connection(('127.0.0.1', 8000), 3)"]
CMD ["server"]
FROM web AS tools
RUN apk add --no-cache git
)x"},
    // Somebody who runs it gives it another port than it exposes.
    {R"(--- Dockerfile ---
«FROM python:3.13-alpine»
EXPOSE 5000
CMD ["server"]
--- compose.yaml ---
services:
  web:
    build: .
    environment:
      PORT: 8000
)"},
    {R"(--- Dockerfile ---
«FROM python:3.13-alpine»
EXPOSE 5000
CMD ["server"]
--- compose.yaml ---
services:
  web:
    build: .
    healthcheck:
      test: ["CMD", "curl", "-f", "localhost:8000/status"]
)"},
    {R"(--- Dockerfile ---
«FROM python:3.13-alpine»
EXPOSE 5000
CMD ["server"]
--- compose.yaml ---
services:
  web:
    build: .
    ports: ["80:8000"]
)"},
    // Nothing in it could ask.
    {"«FROM gcr.io/distroless/static-debian12:nonroot»\nCOPY server /\nEXPOSE 8080\nENTRYPOINT [\"/server\"]\n"},
    {"«FROM debian:12»\nEXPOSE 80 8080\nCMD [\"serve\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM nginx:1.29\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\n",
    "FROM nginx:1.29\nHEALTHCHECK NONE\n",
    "FROM nginx:1.29 AS base\nHEALTHCHECK CMD [\"/check\"]\nFROM base\nCOPY dist /usr/share/nginx/html\n",
    "FROM nginx:1.29 AS base\nONBUILD HEALTHCHECK CMD [\"/check\"]\nFROM base\nCOPY dist /usr/share/nginx/html\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/dockerfile/#healthcheck",
    "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/missing-healthcheck",
    .title = "The image has no HEALTHCHECK",
    .help = "Add a HEALTHCHECK that asks the program itself, or HEALTHCHECK NONE where the platform has its own probes",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(Docker, Compose and Swarm take a container for well as long as its process lives. A program that hangs, or has lost its
database, is not restarted, and `depends_on: condition: service_healthy` cannot wait for it.

Add a `HEALTHCHECK` whose command asks the program itself and ends with 0 or 1. The command has to be in the image:
slim and distroless ones have no `curl`.

Kubernetes and ECS do not look at it; they have probes of their own. That is why only the profile `strict` has this
rule. `HEALTHCHECK NONE` says that the matter was considered. One finding is given for the image that is built, not one
for each stage, and a `HEALTHCHECK` of a stage that the final one is `FROM` counts.

The fix asks the port that `EXPOSE`, a probe or the base image names, at the path that a probe of Kubernetes, a
Compose `healthcheck` or the sources have (`/healthz`); without one it only connects. It takes what the image surely has: `curl`,
`wget`, `node`, `python`, `bash`, BusyBox; where there is none of them, as in distroless images, it is not offered. It is unsafe: a
program that takes long to start, or listens elsewhere, is then called unhealthy, and Compose and Swarm act on it.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_missing_healthcheck
