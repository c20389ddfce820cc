// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/source-copied-before-install.
#include <utility>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/manifest_first.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_source_copied_before_install {
namespace {

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (SourceFirst& each : sources_copied_first(file, around)) {
    Report report{.span = each.copy, .message = "Every change of a source file makes the build repeat " + each.said};
    report.related.push_back({.span = each.install, .message = "the install that reads a few of these files alone"});
    std::move(each.rewrite).offer(report, "Copy what the install reads first");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    // node_modules must not be copied over what is installed: the fix also makes a .dockerignore.
    {R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
# The application
«COPY . .»
ENV NODE_ENV=production
RUN npm ci && npm cache clean --force
CMD ["node", "server.js"]
--- package.json ---
{"dependencies": {"express": "5.1.0"}, "scripts": {"prepare": "husky"}}
--- package-lock.json ---
{}
--- .npmrc ---
fund=false
)",
     R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
ENV NODE_ENV=production
RUN npm ci && npm cache clean --force
# The application
COPY . .
CMD ["node", "server.js"]
--- .dockerignore ---
**/node_modules
)"},
    // What needs the source becomes a step of its own.
    {R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
«COPY --chown=node . /app»
RUN yarn install --frozen-lockfile \
 && yarn build
--- package.json ---
{"workspaces": ["packages/*"], "scripts": {"postinstall": "patch-package"}}
--- packages/a/package.json ---
{}
--- packages/b/package.json ---
{}
--- patches/left-pad.patch ---
x
--- yarn.lock ---
# yarn lockfile v1
--- .dockerignore ---
**/node_modules
)",
     R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY --chown=node package.json yarn.lock /app/
COPY --chown=node packages/a/package.json /app/packages/a/
COPY --chown=node packages/b/package.json /app/packages/b/
COPY --chown=node patches /app/patches/
RUN yarn install --frozen-lockfile
COPY --chown=node . /app
RUN yarn build
)"},
    // The files that a list of requirements includes; a folder of the context.
    {R"(--- Dockerfile ---
FROM python:3.13
«ADD server /srv/»
WORKDIR /srv
RUN pip install --upgrade pip
RUN pip install -r requirements/prod.txt
--- server/requirements/prod.txt ---
-r base.txt
gunicorn==23.0.0
--- server/requirements/base.txt ---
flask==3.1.0  # the framework
)",
     R"(--- Dockerfile ---
FROM python:3.13
COPY server/requirements/prod.txt server/requirements/base.txt /srv/requirements/
WORKDIR /srv
RUN pip install --upgrade pip
RUN pip install -r requirements/prod.txt
ADD server /srv/
)"},
    // A step of its own where the one that is there needs the source.
    {R"(--- Dockerfile ---
FROM golang:1.25 AS build
WORKDIR /src
«COPY . .»
RUN CGO_ENABLED=0 go build -o /out/app ./cmd/app
--- go.mod ---
module example.com/app
--- go.sum ---
x
)",
     R"(--- Dockerfile ---
FROM golang:1.25 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -o /out/app ./cmd/app
)"},
    {R"(--- Dockerfile ---
FROM python:3.13
WORKDIR /app
«COPY . .»
RUN uv sync --frozen --no-dev
--- pyproject.toml ---
[project]
name = "app"
--- uv.lock ---
x
--- .dockerignore ---
.venv
)",
     R"(--- Dockerfile ---
FROM python:3.13
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project
COPY . .
RUN uv sync --frozen --no-dev
)"},
    {R"(--- Dockerfile ---
FROM php:8.4-cli
WORKDIR /app
«COPY . .»
RUN composer install --no-dev --optimize-autoloader
--- composer.json ---
{}
--- composer.lock ---
{}
--- .dockerignore ---
vendor
)",
     R"(--- Dockerfile ---
FROM php:8.4-cli
WORKDIR /app
COPY composer.json composer.lock ./
RUN composer install --no-dev --no-scripts --no-autoloader
COPY . .
RUN composer install --no-dev --optimize-autoloader
)"},
    {R"(--- Dockerfile ---
FROM ruby:3.4
WORKDIR /app
«COPY . .»
RUN bundle install
--- Gemfile ---
source "https://rubygems.org"
ruby file: ".ruby-version"
gem "rack"
--- Gemfile.lock ---
x
--- .ruby-version ---
3.4.2
)",
     R"(--- Dockerfile ---
FROM ruby:3.4
WORKDIR /app
COPY Gemfile Gemfile.lock .ruby-version ./
RUN bundle install
COPY . .
)"},
    {R"(--- Dockerfile ---
FROM mcr.microsoft.com/dotnet/sdk:9.0
WORKDIR /app
«COPY . .»
RUN dotnet restore
RUN dotnet publish -c Release -o /out
--- app.csproj ---
<Project Sdk="Microsoft.NET.Sdk.Web"/>
--- nuget.config ---
<configuration/>
--- .dockerignore ---
**/obj
)",
     R"(--- Dockerfile ---
FROM mcr.microsoft.com/dotnet/sdk:9.0
WORKDIR /app
COPY app.csproj nuget.config ./
RUN dotnet restore
COPY . .
RUN dotnet publish -c Release -o /out
)"},
    // No fix: the install reads more than can be told.
    {"--- Dockerfile ---\nFROM node:22\n«COPY . .»\nRUN npm install\n--- package.json ---\n{\"scripts\": "
     "{\"postinstall\": \"node tools/setup.js\"}}\n"},
    {"--- Dockerfile ---\nFROM node:22\n«COPY . .»\nRUN npm install\n--- package.json ---\n{\"dependencies\": "
     "{\"own\": \"file:../own\"}}\n"},
    {"--- Dockerfile ---\nFROM node:22\n«COPY . .»\nRUN npm ci\n--- package.json ---\n{}\n"},
    {"--- Dockerfile ---\nFROM python:3.13\n«COPY . .»\nRUN pip install -r requirements.txt\n--- requirements.txt "
     "---\n-e .\n"},
    {"--- Dockerfile ---\nFROM golang:1.25\n«COPY . .»\nRUN go mod download\n--- go.mod ---\nmodule a\nreplace "
     "example.com/b => ./b\n"},
    {"--- Dockerfile ---\nFROM ruby:3.4\n«COPY . .»\nRUN bundle install\n--- Gemfile ---\ngemspec\n--- Gemfile.lock "
     "---\nx\n"},
    // No fix: something before the install may need the source; another user installs.
    {"--- Dockerfile ---\nFROM python:3.13\n«COPY . .»\nRUN ./configure\nRUN pip install -r requirements.txt\n--- "
     "requirements.txt ---\nflask\n"},
    {"--- Dockerfile ---\nFROM python:3.13\n«COPY . .»\nUSER 1000\nRUN pip install -r requirements.txt\n--- "
     "requirements.txt ---\nflask\n"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run "
    "build\n--- package.json ---\n{}\n",
    // The manifests came first, if not the install that is meant.
    "--- Dockerfile ---\nFROM node:22\nCOPY package.json ./\nCOPY . .\nRUN npm ci\n--- package.json ---\n{}\n",
    "--- Dockerfile ---\nFROM golang:1.25\nCOPY go.mod ./\nRUN go mod download\nCOPY . .\nRUN go build .\n--- go.mod "
    "---\nmodule a\n",
    // Installs of what is named, elsewhere, of the project itself.
    "--- Dockerfile ---\nFROM node:22\nCOPY . .\nRUN npm install -g serve && npm run build\n--- package.json ---\n{}\n",
    "--- Dockerfile ---\nFROM node:22\nCOPY . /app\nRUN npm ci\n--- package.json ---\n{}\n",
    "--- Dockerfile ---\nFROM python:3.13\nCOPY . .\nRUN pip install flask && pip install .\n",
    "--- Dockerfile ---\nFROM rust:1.90\nCOPY . .\nRUN cargo build --release\n",
    "--- Dockerfile ---\nFROM node:22\nCOPY --from=build /app .\nRUN npm ci\n",
    "--- Dockerfile ---\nFROM mcr.microsoft.com/windows/servercore:ltsc2025\nCOPY . .\nRUN npm ci\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/cache/optimize/#order-your-layers",
                                           "https://docs.astral.sh/uv/guides/integration/docker/#intermediate-layers"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/source-copied-before-install",
    .title = "The source is copied before the packages are installed",
    .help = "Copy package.json and the like first, install, and then copy the rest",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(A build repeats a step where anything changed that was copied before it. With `COPY . .` in front, each change of a
source file makes it install all packages again, although the install reads a few files alone.

Copy those first (`COPY package.json package-lock.json ./`), install, and then copy the rest.

The fix does that where all that the install reads can be told from the build context. npm, yarn and pnpm: the lock
file, `.npmrc`, `.yarnrc.yml` and `.yarn`, the packages of a workspace, `patches`, the schema of Prisma, and the scripts that
run on an install. pip: the files that requirements include. poetry, uv and Composer first install without the project
itself, in a step of their own, and `go mod download` is one before `go build`. Bundler, `dotnet restore` of one project and
`mvn dependency:go-offline` are known too. A RUN that goes on with the source (`npm ci && npm run build`) is split.

It is not offered where a dependency lies in a folder of the project, a script may read other files, something between the COPY and
the install may need the source, or another user than root installs. What the install makes in the folder (`node_modules`,
`vendor`, `.venv`, `obj`) must be kept out by `.dockerignore`, since the COPY would put that of the host over it; the fix adds that line
where it is certain. By itself the fix is unsafe: an install may read a file that nothing names. Build the image once. Rust is left alone: cargo fetches nothing without the source of each crate; a cache mount serves it better.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_source_copied_before_install
