// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/build-platform-shipped.
#include <algorithm>
#include <array>
#include <vector>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_build_platform_shipped {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// What nothing starts is taken out of the image: a folder of results.
bool is_run(const dockerfile::File& file, const dockerfile::Stage& stage) {
  const model::Base base = model::base(file, stage);
  if (base.scratch || base.windows) return false;
  if (base.facts != nullptr && base.facts->port) return true;
  return std::ranges::any_of(model::history(file, stage), [](const Instruction* each) {
    return each->kind == Kind::cmd || each->kind == Kind::entrypoint || each->kind == Kind::expose;
  });
}

// Whether it compiles for the other platform by itself: without the flag it would do so in an emulation.
bool knows_platforms(const dockerfile::File& file, const dockerfile::Stage& stage) {
  constexpr std::array<std::string_view, 3> kNames = {"TARGETARCH", "TARGETPLATFORM", "TARGETOS"};
  return std::ranges::any_of(model::history(file, stage), [&](const Instruction* each) {
    const std::string_view text = file.source->slice(each->span);
    return std::ranges::any_of(kNames, [&](std::string_view name) { return text.contains(name); });
  });
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  std::vector<bool> said(file.stages.size());
  for (const dockerfile::Stage* shipped : model::shipped_stages(file, around)) {
    const dockerfile::Stage& stage = *shipped;
    if (said[stage.root]) continue;
    const dockerfile::Stage& root = file.stages[stage.root];
    const Instruction& from = file.instructions[root.from];
    const dockerfile::Flag* const flag = from.flag("platform");
    if (flag == nullptr || (flag->value != "$BUILDPLATFORM" && flag->value != "${BUILDPLATFORM}")) continue;
    if (expand(file, from, {flag->value_span, flag->value}).known) continue;  // an ARG gives it a value of its own
    if (!is_run(file, stage)) continue;
    said[stage.root] = true;
    Report report{.span = flag->span,
                  .message =
                      "The image that ships is for the platform of the machine that builds it, "
                      "whatever platform is asked for"};
    if (stage.index != root.index)
      report.related.push_back({file.instructions[stage.from].header, "the stage that ships"});
    const Span gone{flag->span.begin, root.image.span.begin};
    if (from.flags.size() == 1 && !root.image.raw.empty() && !holds_comment(file, gone) &&
        !knows_platforms(file, stage)) {
      report.edits = {{gone, {}}};
      report.fix_description = "Take the image for the platform that is asked for";
    }
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM «--platform=$BUILDPLATFORM» python:3.13-slim AS app\nCMD [\"python\", \"app.py\"]\n",
     "FROM python:3.13-slim AS app\nCMD [\"python\", \"app.py\"]\n"},
    {"FROM «--platform=${BUILDPLATFORM}» nginx:1.29\nCOPY dist /usr/share/nginx/html\n",
     "FROM nginx:1.29\nCOPY dist /usr/share/nginx/html\n"},
    {"FROM «--platform=$BUILDPLATFORM» debian:12 AS base\nFROM base\nEXPOSE 8080\n",
     "FROM debian:12 AS base\nFROM base\nEXPOSE 8080\n"},
    // It compiles for the other platform, and ships all the same: its own programs are of the wrong one.
    {"FROM «--platform=$BUILDPLATFORM» golang:1.25\nARG TARGETARCH\nRUN GOARCH=$TARGETARCH go build -o /app .\nCMD "
     "[\"/app\"]\n"},
    // What Compose builds ships.
    {R"(--- Dockerfile ---
FROM «--platform=$BUILDPLATFORM» node:22-slim AS development
CMD ["node", "server.js"]
FROM nginx:1.29
COPY --from=development /dist /usr/share/nginx/html
--- compose.yaml ---
services:
  web:
    build:
      context: .
      target: development
)",
     R"(--- Dockerfile ---
FROM node:22-slim AS development
CMD ["node", "server.js"]
FROM nginx:1.29
COPY --from=development /dist /usr/share/nginx/html
)"},
};

constexpr std::string_view good[] = {
    "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\nRUN go build -o /app .\nFROM debian:12\nCOPY --from=build "
    "/app /app\nCMD [\"/app\"]\n",
    "FROM --platform=$TARGETPLATFORM debian:12\nCMD [\"/app\"]\n",
    "ARG BUILDPLATFORM=linux/amd64\nFROM --platform=$BUILDPLATFORM debian:12\nCMD [\"/app\"]\n",
    // Files to be taken out, for which the platform may make no difference.
    "FROM --platform=$BUILDPLATFORM node:22\nRUN npm run docs\n",
    "FROM --platform=$BUILDPLATFORM scratch\nCOPY app.wasm /\nENTRYPOINT [\"/app.wasm\"]\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/multi-platform/#cross-compilation"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/build-platform-shipped",
    .title = "The image that ships is FROM the build machine's platform",
    .help = "Keep --platform=$BUILDPLATFORM for the stages that only build",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(`FROM --platform=$BUILDPLATFORM` takes the image for the machine that builds, so that a compiler need not run in an emulation. On
a stage that is shipped it makes a build for another platform give the wrong programs under the right label: an image for arm64
made on a PC holds amd64 programs, and does not start.

Keep the flag for the stages that only build, and leave it out where the image that runs is made.

Judged is what ships: the stages that the builds which are known name as their target, and the last one; only where something is
started in it. Nothing is reported where an `ARG` gives the variable a value of its own.

The fix leaves the flag out; it is not offered where the stage compiles for `TARGETARCH`. It is unsafe: a build for another platform
takes the other image then, and runs the steps in an emulation.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_build_platform_shipped
