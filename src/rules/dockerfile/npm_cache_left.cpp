// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/npm-cache-left.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_npm_cache_left {
namespace {

constexpr std::string_view caches[] = {"~/.npm"};

// Whether a step of the file installs from the cache alone.
bool is_offline(const model::Dockerfile& file) {
  return std::ranges::any_of(file.runs, [](const model::Run& run) {
    return std::ranges::any_of(run.calls, [](const model::Call& call) {
      return call.name == "npm" && std::ranges::any_of(call.arguments, [](const shell::Word* word) {
               return word->value == "--offline" || word->value == "--cache-min=Infinity";
             });
    });
  });
}

void check(const model::Dockerfile& file, Sink& out) {
  const bool offline = is_offline(file);
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner)) continue;
    if (model::has_mount_with(*run.instruction, ".npm") || model::has_mount_with(*run.instruction, "npm")) continue;
    const std::optional<model::PackageCall> left = model::last_uncleaned(run, model::PackageManager::npm, caches);
    if (!left || left->command.line.open || left->command.line.has({"cache"})) continue;
    Report report{.span = model::span_to(*left->call, *left->command.verb),
                  .message = "npm keeps what it downloads in ~/.npm, and so in the layer"};
    const std::optional<Edit> edit =
        offline ? std::nullopt : append_to_call(run, *left->call, "npm cache clean --force");
    if (edit) report.edits.push_back(*edit), report.fix_description = "Clean the cache in the same RUN";
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM node:22\nRUN «npm ci» --omit=dev\n", "FROM node:22\nRUN npm ci --omit=dev && npm cache clean --force\n"},
    {R"(FROM node:22
RUN npm cache clean --force \
 && npm --prefix web ci \
 && «npm install» -g serve
)",
     R"(FROM node:22
RUN npm cache clean --force \
 && npm --prefix web ci \
 && npm install -g serve \
 && npm cache clean --force
)"},
    // No fix: there is no place for it; npm is gone at the end, or is another user's, or may not have run.
    {"FROM node:22\nRUN [«\"npm\", \"install\"»]\n"},
    {"FROM alpine:3.20\nRUN apk add --no-cache npm && «npm ci» && apk del npm\n"},
    {"FROM node:22\nRUN su node -c '«npm ci»'\n"},
    {"FROM node:22\nRUN [ ! -f package.json ] || «npm ci»\n"},
    // No fix: a later step reads the cache.
    {"FROM node:22\nRUN «npm ci»\nRUN npm ci --offline --prefix web; npm cache clean --force\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nRUN npm ci --omit=dev && npm cache clean --force\n",
    "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci\n",
    "FROM node:22\nRUN npm ci && rm -rf ~/.npm\n",
    "FROM node:22\nRUN npm ci --cache /tmp/npm && rm -rf /tmp/npm\n",
    "FROM node:22 AS build\nRUN npm ci && npm run build\nFROM nginx:1.27\nCOPY --from=build /app/dist "
    "/usr/share/nginx/html\n",
    "FROM node:22\nRUN npm run build && npm config set fund false && echo npm ci\n",
};

constexpr std::string_view references[] = {"https://docs.npmjs.com/cli/commands/npm-cache",
                                           "https://docs.docker.com/build/cache/optimize/#use-cache-mounts"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/npm-cache-left",
    .title = "npm's cache is left in a layer",
    .help = "End the RUN with `npm cache clean --force`, or mount a cache on /root/.npm",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .docs =
        R"(npm keeps a copy of every package that it downloads under `~/.npm`: often as large as `node_modules`
itself, and of no use in an image.

Clean it in the same `RUN` (`npm ci && npm cache clean --force`), or keep it for the next build with a cache mount:
`RUN --mount=type=cache,target=/root/.npm npm ci`.

Reported once a `RUN`, at the last install after which nothing cleans. Builders are not judged, since their layers
are in no image.

The fix adds the cleaning at the end of the `RUN`. It is not offered where npm is run in a branch, by another user or
with settings of its own (`sudo`, `su -c`, `npm_config_cache=… npm ci`), or is removed again, nor where a step of the
file installs with `--offline`, from this cache.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_npm_cache_left
