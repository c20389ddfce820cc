// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/constant-platform.
#include <algorithm>
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "text/lower_case.h"

namespace s1::rules::dockerfile_constant_platform {
namespace {

// BuildKit's exception: `AS build-arm64` says that the platform is meant.
bool is_named_for(const dockerfile::Stage& stage, std::string_view platform) {
  if (!stage.name) return false;
  const std::string name = lower_case(stage.name->raw);
  while (!platform.empty()) {
    const std::size_t end = std::min(platform.find('/'), platform.size());
    const std::string_view part = platform.substr(0, end);
    if (!part.empty() && name.contains(part)) return true;
    platform.remove_prefix(std::min(end + 1, platform.size()));
  }
  return false;
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Stage& stage : file.stages) {
    const dockerfile::Flag* flag = file.instructions[stage.from].flag("platform");
    if (flag == nullptr || flag->value.empty() || flag->value.contains('$')) continue;
    const std::string platform = lower_case(flag->value);
    if (platform.starts_with("windows") || is_named_for(stage, platform)) continue;
    out.report({.span = flag->span, .message = "The image is for " + platform + " whatever platform is asked for"});
  }
}

constexpr std::string_view aliases[] = {"DL3029", "buildkit:FromPlatformFlagConstDisallowed"};

constexpr Bad bad[] = {
    {"FROM «--platform=linux/amd64» node:22\n"},
    {"FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nFROM «--platform=linux» debian:12\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\n",
    "FROM --platform=$BUILDPLATFORM golang:1.25\n",
    "ARG PLATFORM=linux/amd64\nFROM --platform=${PLATFORM} golang:1.25\n",
    "FROM --platform=linux/arm64 golang:1.25 AS build-arm64\nFROM --platform=linux/amd64 golang:1.25 AS build-amd64\n",
    "FROM --platform=windows/amd64 mcr.microsoft.com/windows/nanoserver:ltsc2022\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/",
    "https://docs.docker.com/build/building/multi-platform/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/constant-platform",
    .title = "FROM has a platform that is written out",
    .help =
        "Name the platform where the image is built: docker build --platform, platforms: of Compose or the workflow",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`FROM --platform=linux/amd64` gives that platform's image even to a build for another one. A build for
several platforms then carries wrong programs under a right label, and on an ARM machine all of it runs in slow
emulation.

Leave the flag out and say where the image is built which platform is wanted: `docker build --platform linux/amd64`,
`platform:` in Compose. A stage that cross-compiles is `FROM --platform=$BUILDPLATFORM`.

Variables are not reported, whatever their value: they can be set. Nor is a stage that is named for its platform (`AS
build-arm64`), of which there is one for each as a rule, nor Windows, whose images are for Windows alone.

There is no fix: who builds the image on another machine would get another platform, until the build says which one.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_constant_platform
