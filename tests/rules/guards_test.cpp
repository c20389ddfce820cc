// SPDX-License-Identifier: Apache-2.0
// That each guard of a fix refuses it, with its own reason; what the fixes make is in the rules' examples.
#include <span>
#include <string>
#include <string_view>

#include "rules/hindrance.h"
#include "test.h"

namespace {

struct Refusal {
  std::string_view files;  // as hindrance_of() takes them, below what they have in common
  std::string_view why;    // stands in the hindrance
};

void check_refusals(std::string_view rule, std::string_view begin, std::span<const Refusal> refusals) {
  for (const Refusal& each : refusals) {
    const std::string files = std::string(begin).append(each.files);
    const std::string hindrance = s1::test::hindrance_of(rule, files);
    INFO(files << "\n" << hindrance);
    CHECK(hindrance.find(each.why) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("guards of nginx-as-root") {
  const Refusal images[] = {
      {"ARG VERSION=1.29\nFROM nginx:$VERSION\n", "its name is put together"},
      {"FROM nginx:1.29@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n", "the digest is"},
      {"FROM nginx:1.29-perl\n", "modules of its own"},
  };
  check_refusals("dockerfile/nginx-as-root", {}, images);
  const Refusal refusals[] = {
      {"RUN rm -rf /usr/share/nginx/html\n", "this step works as root"},
      {"HEALTHCHECK CMD curl -f http://localhost/\n", "may not hold any more"},
      {"CMD [\"/start.sh\"]\n", "starts more than nginx"},
      {"EXPOSE 80 9113\n", "other ports too"},
      {"COPY site.conf $CONFIGURATION\n", "where it copies to"},
      {"COPY nginx.conf /etc/nginx/nginx.conf\n", "places that only root can write"},
      {"COPY --from=busybox /site.conf /etc/nginx/conf.d/\n", "not at hand"},
      {"COPY missing.conf /etc/nginx/conf.d/\n", "the configuration is not at hand"},
      {"COPY sites /etc/nginx/conf.d\n--- sites/a ---\nserver { listen 443 ssl; }\n", "sites/a listens on 443"},
      {"COPY sites /etc/nginx/conf.d\n--- sites/a ---\nserver { root /a; }\n", "on which port it listens"},
      {"COPY a /etc/nginx/conf.d/\n--- a ---\nproxy_cache_path /a keys_zone=a:1m;\n", "places of its own"},
      {"--- compose.yaml ---\nservices: {a: {build: ., ports: [{target: 80, published: 8000}]}}\n",
       "cannot be changed"},
      {"--- compose.yaml ---\nservices: {a: {build: ., volumes: [\"./a:/etc/nginx/conf.d:ro\"]}}\n",
       "made for nginx as root"},
      {"--- compose.yaml ---\nservices: {a: {build: ., image: \"example.com/a:1\"}}\n--- pod.yaml ---\napiVersion: v1\n"
       "kind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: \"example.com/a:1\"}]}\n",
       "its ports are also written here"},
      {"--- compose.yaml ---\nservices: {a: {build: .}, b: {image: \"caddy:2\", command: \"to http://a\"}}\n",
       "compose.yaml may speak to it on port 80"},
  };
  check_refusals("dockerfile/nginx-as-root", "FROM nginx:1.29\n", refusals);
}

TEST_CASE("guards of missing-user") {
  const Refusal bases[] = {
      {"FROM php:8.4-apache\nCOPY . /var/www/html\n", "the base image listens on port 80"},
      {"FROM python:3.13-slim\nCOPY . /app\n", "starts what its base image starts"},
      {"FROM python:3.13-slim\nCMD python a.py > log.txt\n", "in which folder it writes a file"},
      {"FROM scratch\nWORKDIR /app\nCOPY server /\nCMD /server > log.txt\n", "no shell to make /app writable"},
  };
  check_refusals("dockerfile/missing-user", {}, bases);
  const Refusal commands[] = {
      {"CMD [\"supervisord\"]\n", "supervisord"},
      {"CMD [\"gunicorn\", \"--bind=0.0.0.0:80\", \"app\"]\n", "told to listen on --bind=0.0.0.0:80"},
  };
  check_refusals("dockerfile/missing-user", "FROM python:3.13-slim\n", commands);
  const Refusal refusals[] = {
      {"ARG PORT\nEXPOSE $PORT\n", "which port is exposed"},
      {"ENV PORT=80\n", "PORT names a port below 1024"},
      {"COPY .npmrc /root/\n", "/root is closed"},
      {"COPY --chmod=700 a.js /\n", "its mode keeps other users out"},
      {"ONBUILD RUN npm ci\n", "what ONBUILD adds"},
      {"RUN chmod 0700 /data\n", "its mode keeps other users out"},
      {"RUN pip install --user flask\n", "pip install --user writes to /root"},
      {"COPY . .\n--- data.db ---\nx\n", "the database data.db"},
      {"--- compose.yaml ---\nservices: {a: {build: ., ports: [\"8080:80\"]}}\n", "port 80 is below 1024"},
      {"--- compose.yaml ---\nservices: {a: {build: ., volumes: [\"/run/docker.sock:/run/docker.sock:ro\"]}}\n",
       "Docker's socket"},
      {"--- compose.yaml ---\nservices: {a: {build: ., privileged: true}}\n", "run privileged"},
      {"--- compose.yaml ---\nservices: {a: {build: ., user: root}}\n", "as root on purpose"},
  };
  check_refusals("dockerfile/missing-user", "FROM node:22-slim\nCMD [\"node\", \"a.js\"]\n", refusals);
}

TEST_CASE("a file that Compose mounts with a closed mode keeps a new user out") {
  const std::string_view files[] = {
      "--- compose.yaml ---\nservices: {a: {build: ., secrets: [key]}}\nsecrets: {key: {file: db/key.txt}}\n",
      "--- compose.yaml ---\nservices: {a: {build: ., configs: [key]}}\nconfigs: {key: {file: ./db/key.txt}}\n",
      "--- compose.yaml ---\nservices: {a: {build: ., volumes: [\"./db/key.txt:/key:ro\"]}}\n",
  };
  for (const std::string_view each : files) {
    const std::string text = "FROM debian:12\nCMD [\"/server\"]\n" + std::string(each) + "--- db/key.txt ---\nx\n";
    INFO(text);
    CHECK(s1::test::hindrance_of("dockerfile/missing-user", text).empty());
    CHECK(s1::test::hindrance_of("dockerfile/missing-user", text, "db/key.txt").find("db/key.txt is mounted") !=
          std::string::npos);
  }
}

TEST_CASE("guards of heredoc-without-errexit") {
  const Refusal refusals[] = {
      {"make\nif [ $? -ne 0 ]; then cat log; fi\nd\nEOF\n", "asks whether a command failed"},
      {"for a in b c; do make $a; done\nd\nEOF\n", "whether all in this may stop the script"},
      {"! make\nd\nEOF\n", "fails where its command works"},
      {"grep -q a /etc/b && make\nd\nEOF\n", "grep may fail without harm"},
      {"mkdir /srv\nmake\nEOF\n", "mkdir may fail without harm"},
      {"rm /srv\nmake\nEOF\n", "rm may fail without harm"},
  };
  check_refusals("dockerfile/heredoc-without-errexit", "FROM debian:12\nRUN <<EOF\n", refusals);
  const Refusal mounts[] = {
      {"FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y git\nEOF\n", "it has no set -e"},
  };
  check_refusals("dockerfile/install-without-cache-mount", {}, mounts);
}

TEST_CASE("guards of package-manager-as-command") {
  const std::string_view rule = "dockerfile/package-manager-as-command";
  const std::string_view begin = "FROM node:22-slim\nWORKDIR /app\nCOPY . .\n";
  const Refusal refusals[] = {
      {"CMD npm start\n", "which package.json"},
      {"CMD npm start -- -x\n--- package.json ---\n{\"scripts\": {\"start\": \"node a.js\"}}\n", "is given arguments"},
      {"CMD npm start\n--- package.json ---\n{\"scripts\": {\"start\": \"node a.js\", \"poststart\": \"node b.js\"}}\n",
       "runs before or after it"},
      {"CMD npm start\n--- package.json ---\n{\"scripts\": {\"start\": \"vite\"}}\n", "no plain call of node"},
      {"CMD npm start\n--- package.json ---\n{\"scripts\": {\"start\": \"node a.js && node b.js\"}}\n",
       "needs a shell"},
      {"CMD yarn start\n--- package.json ---\n{\"scripts\": {\"start\": \"node a.js\"}}\n--- .pnp.cjs ---\nx\n",
       "tells node where packages are"},
      {"CMD npm start\n--- package.json ---\n{\"scripts\": {\"start\": \"node a.js\"}}\n--- .npmrc "
       "---\nnode-options=--a\n",
       ".npmrc gives node options"},
      {"CMD npm start\n--- package.json ---\n{\"scripts\": {\"start\": \"node a.js\"}}\n--- a.js "
       "---\nprocess.env.npm_package_name\n",
       "a.js reads a variable that npm sets"},
      {"ENTRYPOINT [\"npm\", \"start\"]\nCMD [\"x\"]\n--- package.json ---\n{\"scripts\": {\"start\": \"node "
       "a.js\"}}\n",
       "CMD gives it arguments"},
  };
  check_refusals(rule, begin, refusals);
  const Refusal stages[] = {
      {"FROM node:22 AS a\nCOPY package.json /\nWORKDIR /\nCMD npm start\nFROM a AS b\nFROM a AS c\n--- package.json "
       "---\n{\"scripts\": {\"start\": \"node a.js\"}}\n",
       "several stages start with it"},
  };
  check_refusals(rule, {}, stages);
}

TEST_CASE("guards of npm-install-instead-of-ci") {
  const std::string_view lock = "--- package-lock.json ---\n{\"lockfileVersion\": 3, \"packages\": {\"\": {}}}\n";
  const std::string package = std::string("--- package.json ---\n{}\n").append(lock);
  const std::string settings = "RUN npm install\n" + package + "--- .npmrc ---\npackage-lock=false\n";
  const Refusal refusals[] = {
      {settings, ".npmrc says how lock files are treated"},
  };
  check_refusals("dockerfile/npm-install-instead-of-ci", "FROM node:22-slim\nWORKDIR /app\nCOPY . .\n", refusals);
}

TEST_CASE("guards of full-base-image") {
  const Refusal refusals[] = {
      {"RUN <<EOF\n#!/usr/bin/env python3\nprint()\nEOF\nCMD [\"python\", \"a.py\"]\n", "what it runs cannot be read"},
      {"COPY . .\n", "what it starts is not known"},
  };
  check_refusals("dockerfile/full-base-image", "FROM python:3.13\n", refusals);
}

TEST_CASE("guards of secret-in-env-or-arg") {
  const std::string_view rule = "dockerfile/secret-in-env-or-arg";
  const Refusal arguments[] = {
      {"ARG DEPLOY_TOKEN\nFROM debian:12\nRUN fetch $DEPLOY_TOKEN\n", "before the first FROM"},
      {"FROM debian:12\nARG DEPLOY_TOKEN=abc\nRUN fetch $DEPLOY_TOKEN\n", "it has a value here"},
      {"FROM debian:12\nARG DEPLOY_TOKEN VERSION\nRUN fetch $DEPLOY_TOKEN\n", "declared beside it"},
      {"FROM debian:12\nARG DEPLOY_TOKEN\nRUN fetch $DEPLOY_TOKEN\nFROM debian:12\nARG DEPLOY_TOKEN\n",
       "it is declared again"},
      {"FROM debian:12\nARG DEPLOY_TOKEN\nENV ADDRESS=//$DEPLOY_TOKEN@example.com\n", "ENV hands it on"},
      {"FROM debian:12\nARG DEPLOY_TOKEN\nRUN fetch $DEPLOY_TOKEN\nLABEL a=$DEPLOY_TOKEN\n",
       "another instruction than a RUN"},
      {"FROM debian:12\nARG \\\n# why\n  DEPLOY_TOKEN\nRUN fetch $DEPLOY_TOKEN\n", "shares its line"},
  };
  check_refusals(rule, {}, arguments);
  const Refusal callers[] = {
      {"--- .gitlab-ci.yml ---\na: {script: [\"DOCKER_BUILDKIT=0 docker build .\"]}\n", "switched off here"},
      {"--- .gitlab-ci.yml ---\na:\n  script:\n    - docker build --build-arg DEPLOY_TOKEN=$DEPLOY_TOKEN .\n    - "
       "docker "
       "build -f other/Dockerfile other\n",
       "builds other images too"},
      {"--- .gitlab-ci.yml ---\na: {script: [\"docker build --build-arg DEPLOY_TOKEN=abc .\"]}\n",
       "a value that is no variable"},
      {"--- .gitlab-ci.yml ---\na: {script: [\"T=$(make-token)\", \"docker build --build-arg DEPLOY_TOKEN=$T .\"]}\n",
       "sets the variable itself"},
      {"--- compose.yaml ---\nservices: {a: {build: {context: ., args: {DEPLOY_TOKEN: abc}}}}\n",
       "a value that is no variable"},
      {"--- compose.yaml ---\nservices:\n  a: {build: {context: ., args: {DEPLOY_TOKEN: $A}}}\n  b: {build: {context: "
       "., "
       "args: {DEPLOY_TOKEN: $B}}}\n",
       "from several variables"},
      {"--- compose.yaml ---\nx-args: &args\n  DEPLOY_TOKEN: $A\nservices: {a: {build: {context: ., args: *args}}}\n",
       "a form that cannot be changed"},
      {"--- compose.yaml ---\nservices: {a: {build: {context: ., args: {DEPLOY_TOKEN: $A}}}}\nsecrets: {DEPLOY_TOKEN: "
       "{file: a}}\n",
       "other secrets of that name"},
      {"--- .github/workflows/a.yml ---\non: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v5\n      - "
       "uses: docker/build-push-action@v6\n        with: {context: ., build-args: DEPLOY_TOKEN=abc}\n",
       "not one expression"},
  };
  check_refusals(rule, "FROM debian:12\nARG DEPLOY_TOKEN\nRUN fetch $DEPLOY_TOKEN\n", callers);
}

TEST_CASE("guards of copied-credentials") {
  const Refusal refusals[] = {
      {"COPY .netrc a /root/\nRUN curl -n a && rm /root/.netrc\n", "copies more than that file"},
      {"ARG TO\nCOPY .netrc $TO\nRUN curl -n a && rm /root/.netrc\n", "where it copies to"},
      {"USER 1000\nCOPY .netrc /root/\nRUN curl -n a && rm /root/.netrc\n", "readable for root alone"},
      {"COPY id_rsa /root/.ssh/\nRUN chmod 600 ~/.ssh/id_rsa || a\nRUN git clone a:b && rm ~/.ssh/id_rsa\n",
       "cannot be taken away by itself"},
      {"COPY id_rsa /root/.ssh/\nRUN ssh-agent sh -c ssh-add && git clone a:b && rm ~/.ssh/id_rsa\n",
       "an agent of its own"},
      {"COPY .netrc /root/\nRUN rm /root/.netrc\n", "which step needs it"},
      {"COPY \\\n# why\n  .netrc /root/\nRUN curl -n a && rm /root/.netrc\n", "shares its line"},
      {"COPY .netrc /root/\nRUN curl -n a; rm /root/.netrc || a\n", "cannot be taken away by itself"},
  };
  check_refusals("dockerfile/copied-credentials", "FROM debian:12\n", refusals);
}

TEST_CASE("guards of install-without-cache-mount") {
  const std::string_view rule = "dockerfile/install-without-cache-mount";
  const Refusal refusals[] = {
      // Who builds it.
      {"# syntax=docker/dockerfile:1.1\nFROM node:22\nRUN npm ci\n", "needs docker/dockerfile 1.2"},
      {"FROM node:22\nRUN npm ci\n--- .gitlab-ci.yml ---\na: {script: [\"DOCKER_BUILDKIT=0 docker build .\"]}\n",
       "switched off here"},
      {"FROM node:22\nRUN npm ci\n--- .gitlab-ci.yml ---\na: {script: [\"/kaniko/executor --context . --dockerfile "
       "Dockerfile\"]}\n",
       "a builder that knows no cache mounts"},
      {"FROM node:22\nRUN npm ci\n--- .gitlab-ci.yml ---\na: {script: [\"gcloud builds submit\"]}\n", "Google Cloud"},
      {"FROM node:22\nRUN npm ci\n--- heroku.yml ---\nbuild: {docker: {web: Dockerfile}}\n", "Heroku builds it"},
      {"FROM node:22\nRUN npm ci\n--- cloudbuild.yaml ---\nsteps: [{name: gcr.io/kaniko-project/executor}]\n",
       "builds with kaniko"},
      {"FROM node:22\nRUN npm ci\n--- cloudbuild.yaml ---\nsteps: [{name: gcr.io/cloud-builders/docker}]\n",
       "does not use BuildKit"},
      // Where the cache is.
      {"FROM example.com/a:1\nRUN npm ci\n", "as whom the base image runs this"},
      {"FROM node:22\nUSER app\nRUN npm ci\n", "the home of this user"},
      {"FROM node:22\nARG HOME\nRUN npm ci\n", "HOME, and so where the cache is"},
      {"FROM node:22\nENV npm_config_cache=cache\nRUN npm ci\n", "npm_config_cache, and so where the cache is"},
      {"FROM debian:12\nRUN bundle install\n", "where the cache is is not known"},
      {"FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n", "PIP_NO_CACHE_DIR turns the cache off"},
      {"FROM node:22\nRUN npm config set cache /c\nRUN npm ci\n", "moved or turned off here"},
      {"FROM node:22\nRUN npm ci\n--- .npmrc ---\ncache=/c\n", ".npmrc says where the cache is"},
      // The steps themselves.
      {"FROM node:22\nRUN npm ci && su node -c 'npm run build'\n", "another user runs a part"},
      {"FROM node:22\nRUN HOME=/h npm ci\n", "HOME is set for this step alone"},
      {"FROM node:22\nRUN export HOME=/h && npm ci\n", "moved for this step alone"},
      {"FROM node:22\nRUN npm ci && npx tsc\n", "npx keeps what it runs"},
      {"FROM python:3.13\nRUN uv sync && uvx ruff check\n", "uvx keeps what it runs"},
      {"FROM node:22\nRUN npm ci --cache /c\n", "it says which folder is used, or how"},
      {"FROM rust:1.90\nRUN cargo build --offline\nCMD [\"/a\"]\n", "what an earlier step left"},
      {"FROM maven:3.9\nRUN mvn -Dmaven.repo.local=/c package\nCMD [\"/a\"]\n", "it says which folder is used"},
      {"FROM maven:3.9\nRUN mvn install\nRUN mvn package\nCMD [\"/a\"]\n", "a later step may need what this puts"},
      {"FROM debian:12\nRUN apt-get update\nRUN apt-get install -y curl\n", "the package index of an earlier step"},
      {"FROM debian:12\nRUN apt update && apt install -y curl\n", "apt removes the packages"},
      {"FROM debian:12\nRUN apt-get update && apt-get install -y curl\nRUN apt-cache show curl\n",
       "may need the package index"},
      {"FROM node:22\nRUN npm ci; npm cache clean --force | cat\n", "cannot be taken away here"},
      {"FROM debian:12\nRUN <<EOF\n#!/bin/sh\napt-get update && apt-get install -y curl\nEOF\n",
       "no place to take docker-clean away"},
      // Who else needs what lies there.
      {"FROM node:22\nRUN npm ci\nCMD [\"ls\", \"/root/.npm\"]\n", "what is in the cache is used here"},
      {"FROM node:22\nRUN npm ci\nENV PATH=$PATH:/root/.npm/bin\n", "used through this"},
      {"FROM node:22 AS a\nRUN npm ci\nFROM debian:12\nRUN --mount=from=a,source=/root/.npm,target=/c true\n",
       "what is in the cache is used here"},
      {"FROM node:22 AS a\nRUN npm ci\nFROM debian:12\nCOPY --from=a /root/.npm /c\n", "is copied here"},
      {"FROM node:22\nCOPY a /root/.npm/a\nRUN npm ci\n", "would hide what this puts"},
      {"FROM node:22\nRUN npm ci && ls /root/.npm\n", "works on what is in the cache"},
      {"FROM golang:1.25\nRUN go build -o /a\n", "what a container of this stage starts is not known"},
      {"FROM golang:1.25\nRUN go build -o /a\nCMD [\"go\", \"run\", \".\"]\n", "go needs the cache"},
      {"FROM golang:1.25\nRUN go build -o /a\nCMD [\"/start.sh\"]\n", "whether /start.sh needs the cache"},
  };
  check_refusals(rule, {}, refusals);
}

TEST_CASE("guards of source-copied-before-install") {
  const std::string_view rule = "dockerfile/source-copied-before-install";
  const Refusal node[] = {
      // What stands between, and in the same step.
      {"COPY --parents . .\nRUN npm ci\n--- package.json ---\n{}\n", "what --parents means"},
      {"ARG AT=/app\nCOPY . $AT\nRUN npm install\n--- package.json ---\n{}\n", "its destination cannot be repeated"},
      {"COPY . .\nRUN npm install | cat\n--- package.json ---\n{}\n", "no plain list of commands"},
      {"COPY . .\nRUN if true; then npm install; fi\n--- package.json ---\n{}\n", "stands in a branch"},
      {"COPY . .\nRUN ./prepare && npm install\n--- package.json ---\n{}\n", "runs before the install"},
      {"COPY . .\nRUN --network=host npm install && npm run build\n--- package.json ---\n{}\n",
       "cannot be split behind the install"},
      {"COPY . .\nRUN export A=1 && npm install && npm run build\n--- package.json ---\n{}\n",
       "would run in a step of its own"},
      {"COPY . .\nRUN npm install \\\n# why\n && npm run build\n--- package.json ---\n{}\n",
       "a comment stands where the step would be split"},
      {"COPY . .\nRUN <<EOF\nnpm install\nnpm run build\nEOF\n--- package.json ---\n{}\n", "one of several commands"},
      // What npm, yarn and pnpm read.
      {"COPY . .\nRUN npm install\n", "package.json is not in the build context"},
      {"COPY . .\nRUN npm install\n--- package.json ---\n{}\n--- binding.gyp ---\n{}\n", "binding.gyp is built"},
      {"COPY . .\nRUN npm install\n--- package.json ---\n[]\n", "package.json cannot be read"},
      {"COPY . .\nRUN npm install\n--- package.json ---\n{\"scripts\": {\"prepare\": \"prisma generate\"}}\n",
       "the schema of Prisma is is not known"},
      {"COPY . .\nRUN npm install\n--- package.json ---\n{\"prisma\": {\"schema\": \"db/a.prisma\"}}\n",
       "Prisma is in another folder"},
      {"COPY . .\nRUN pnpm install\n--- package.json ---\n{\"pnpm\": {\"patchedDependencies\": {\"a\": "
       "\"b/a.patch\"}}}\n",
       "outside the folder patches"},
      {"COPY . .\nRUN pnpm install\n--- package.json ---\n{}\n--- pnpm-workspace.yaml ---\npatchedDependencies: {a: "
       "b/a.patch}\n",
       "outside the folder patches"},
      {"COPY . .\nRUN npm install\n--- package.json ---\n{\"workspaces\": [\"a/**\"]}\n",
       "which folders the workspace"},
      {"COPY . .\nRUN npm install\n--- package.json ---\n{\"workspaces\": [\"a\"]}\n--- a/package.json ---\n{\"bin\": "
       "\"a.js\"}\n",
       "a program that is linked"},
  };
  check_refusals(rule, "FROM node:22\nWORKDIR /app\n", node);
  const Refusal python[] = {
      {"RUN pip install -r requirements.txt\n", "requirements.txt is not in the build context"},
      {"RUN pip install -r ../requirements.txt\n", "which file ../requirements.txt is"},
      {"RUN pip install -r $FILE\n", "which file this names"},
      {"RUN pip install -r /app/requirements.txt\n", "whether this is a file of the project"},
      {"RUN pip install -e . -r requirements.txt\n", "in a folder of the project"},
      {"RUN pip install -r requirements.txt .\n--- requirements.txt ---\nflask\n", "in a folder of the project"},
      {"RUN pip install -r 'a b.txt'\n--- a b.txt ---\nflask\n", "the name a b.txt cannot be written"},
      {"RUN poetry install\n", "pyproject.toml is not in the build context"},
      {"RUN poetry install\n--- pyproject.toml ---\nx\n", "poetry.lock is not in the build context"},
      {"RUN poetry install\n--- pyproject.toml ---\na = {path = \"a\"}\n--- poetry.lock ---\nx\n",
       "in a folder (path ="},
      {"RUN poetry install --with \"$GROUPS\"\n--- pyproject.toml ---\nx\n--- poetry.lock ---\nx\n",
       "its options cannot be repeated"},
      {"RUN uv sync --extra \"$EXTRA\"\n--- pyproject.toml ---\nx\n--- uv.lock ---\nx\n",
       "its options cannot be repeated"},
      {"RUN uv sync\n--- pyproject.toml ---\ndynamic = [\"version\"]\n--- uv.lock ---\nx\n", "made from the source"},
      {"RUN pipenv install\n", "Pipfile is not in the build context"},
      {"RUN pipenv install\n--- Pipfile ---\na = {path = \"a\"}\n", "in a folder (path ="},
      {"RUN pipenv install --deploy\n--- Pipfile ---\nx\n", "Pipfile.lock is not in the build context"},
  };
  check_refusals(rule, "FROM python:3.13\nWORKDIR /app\nCOPY . .\n", python);
  const Refusal go[] = {
      {"RUN ./generate\nRUN go build\n--- go.mod ---\nmodule a\n", "stands behind the COPY"},
      {"RUN ./generate && go build\n--- go.mod ---\nmodule a\n", "what runs before it in this step"},
      {"RUN GOFLAGS=-mod=mod go build\n--- go.mod ---\nmodule a\n", "may need this variable"},
      {"RUN go build\n", "go.mod is not in the build context"},
      {"RUN go build\n--- go.mod ---\nmodule a\n--- go.work ---\nuse .\n", "go.work joins several modules"},
      {"RUN go build\n--- go.mod ---\nmodule a\n--- vendor/modules.txt ---\nx\n", "in the project itself (vendor)"},
      {"RUN go build\n--- go.mod ---\nmodule a\nrequire b v1\n", "go.sum is not in the build context"},
  };
  check_refusals(rule, "FROM golang:1.25\nWORKDIR /app\nCOPY . .\n", go);
  const Refusal others[] = {
      {"FROM php:8.4\nWORKDIR /app\nCOPY . .\nRUN composer install\n--- composer.json ---\n{}\n",
       "composer.lock is not"},
      {"FROM php:8.4\nWORKDIR /app\nCOPY . .\nRUN composer install\n--- composer.json ---\n{\"type\": \"path\"}\n",
       "may name other files of the project (\"path\")"},
      {"FROM php:8.4\nWORKDIR /app\nCOPY . .\nRUN composer install \"$OPTIONS\"\n--- composer.json ---\n{}\n--- "
       "composer.lock ---\n{}\n",
       "its options cannot be repeated"},
      {"FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nRUN bundle install\n--- Gemfile ---\nx\n", "Gemfile.lock is not"},
      {"FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nRUN bundle install\n--- Gemfile ---\nx\n--- vendor/cache/a.gem ---\nx\n",
       "in the project itself (vendor/cache)"},
      {"FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nRUN bundle install\n--- Gemfile ---\nx\n--- .bundle/config ---\nx\n",
       "has settings of Bundler"},
      {"FROM ruby:3.4\nWORKDIR /app\nCOPY . .\nRUN bundle install --path vendor\n--- Gemfile ---\nx\n",
       "put into the project itself"},
      {"FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /app\nCOPY . .\nRUN dotnet restore\n", "no project file"},
      {"FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /app\nCOPY . .\nRUN dotnet restore\n--- a.sln ---\nx\n",
       "a.sln joins several projects"},
      {"FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /app\nCOPY . .\nRUN dotnet restore\n--- a.csproj ---\nx\n--- "
       "b.csproj ---\nx\n",
       "are both there"},
      {"FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /app\nCOPY . .\nRUN dotnet restore b/a.csproj\n--- a.csproj "
       "---\nx\n",
       "a project in another folder"},
      {"FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /app\nCOPY . .\nRUN dotnet restore\n--- a.csproj "
       "---\n<ProjectReference/>\n",
       "a.csproj may name other files"},
      {"FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /app\nCOPY . .\nRUN dotnet restore\n--- a.csproj ---\nx\n--- "
       "Directory.Build.props ---\n<Import Project=\"b\"/>\n",
       "Directory.Build.props may name other files"},
      {"FROM maven:3.9\nWORKDIR /app\nCOPY . .\nRUN mvn dependency:go-offline\n--- pom.xml ---\n<module>a</module>\n",
       "pom.xml may name other files"},
  };
  check_refusals(rule, {}, others);
}
