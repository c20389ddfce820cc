// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unused-cache-mount.
#include <utility>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/cache_mount.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_unused_cache_mount {
namespace {

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (CacheMount& each : unused_cache_mounts(file, around)) {
    Report report{.span = each.span, .message = std::move(each.message)};
    std::move(each.rewrite).offer(report, "Let the step use the cache");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install «--no-cache-dir» flask\n",
     "--- Dockerfile ---\nFROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n"},
    {"FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci && «npm cache clean --force»\n",
     "--- Dockerfile ---\nFROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n"},
    {R"(FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    apt-get update && apt-get install -y git && rm -rf /tmp/a «/var/lib/apt/lists/*»
)",
     R"(--- Dockerfile ---
FROM debian:12
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    apt-get update && apt-get install -y git && rm -rf /tmp/a
)"},
    // No fix: the RUN succeeds or fails as its last command does.
    {"FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci; «npm cache clean --force»\n"},
};

constexpr std::string_view good[] = {
    "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache pip install flask && rm -rf /tmp/x\n",
    // The lists are no part of what is mounted.
    "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y git && rm -rf "
    "/var/lib/apt/lists/*\n",
    "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y git && apt-get "
    "clean\n",
    "FROM python:3.13\nRUN pip install --no-cache-dir flask\n",
    // Of another package manager.
    "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci && pip install --no-cache-dir flask\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/cache/optimize/#use-cache-mounts"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unused-cache-mount",
    .title = "A cache mount that its step does not use, or empties",
    .help = "Drop --no-cache-dir and the like, and the cleanup: what is mounted is in no layer",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(A cache mount keeps what a package manager downloads from one build to the next, and out of the image. An option
that turns the cache off (`pip install --no-cache-dir`), or a command that empties it (`npm cache
clean`, `rm -rf /var/lib/apt/lists/*`), takes that use away again: each build downloads everything anew.

Drop them. They are there to keep the layer small, and what lies in a mount is in no layer.

The fix takes them away. By itself it is unsafe: what is in the cache may
hide that something cannot be downloaded any more. Build the image once without the cache.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unused_cache_mount
