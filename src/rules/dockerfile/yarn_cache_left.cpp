// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/yarn-cache-left.
#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/rule.h"

namespace s1::rules {
namespace {

constexpr std::string_view caches[] = {"/usr/local/share/.cache/yarn", "~/.cache/yarn", "~/.yarn/berry/cache"};

bool has_cache_mount(const dockerfile::Instruction& run) {
  return model::has_mount_with(run, "yarn") || model::has_mount_with(run, ".yarn") ||
         model::has_mount_with(run, ".cache");
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner) || has_cache_mount(*run.instruction)) continue;
    const std::optional<model::PackageCall> left = model::last_uncleaned(run, model::PackageManager::yarn, caches);
    if (!left || left->command.line.open || left->command.line.has({"cache-folder"})) continue;
    const shell::Word& last = left->command.verb != nullptr ? *left->command.verb : *left->call->word;
    Report report{.span = model::span_to(*left->call, last),
                  .message = "yarn keeps what it downloads in its cache, and so in the layer"};
    const std::optional<Edit> edit =
        left->call->wrappers.empty() ? model::append_command(run, "yarn cache clean") : std::nullopt;
    if (edit) report.edits.push_back(*edit), report.fix_description = "Clean the cache in the same RUN";
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3060"};

constexpr Bad bad[] = {
    {"FROM node:22\nRUN «yarn install» --frozen-lockfile\n",
     "FROM node:22\nRUN yarn install --frozen-lockfile && yarn cache clean\n"},
    {"FROM node:22\nRUN cd /app && «yarn» --production\n",
     "FROM node:22\nRUN cd /app && yarn --production && yarn cache clean\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nRUN yarn install --frozen-lockfile && yarn cache clean\n",
    "FROM node:22\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install\n",
    "FROM node:22\nRUN yarn && rm -rf /usr/local/share/.cache/yarn/*\n",
    "FROM node:22\nRUN yarn build && yarn --version && yarn run install\n",
    "FROM node:22 AS build\nRUN yarn install\nFROM nginx:1.27\nCOPY --from=build /app /app\n",
};

constexpr std::string_view references[] = {"https://classic.yarnpkg.com/en/docs/cli/cache",
                                           "https://yarnpkg.com/cli/cache/clean"};

}  // namespace

extern constinit const Rule dockerfile_yarn_cache_left{
    .id = "dockerfile/yarn-cache-left",
    .title = "yarn's cache is left in a layer",
    .help = "End the RUN with `yarn cache clean`, or mount a cache over yarn's folder",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(yarn keeps a copy of every package that it downloads (version 1, as root:
`/usr/local/share/.cache/yarn`), which is of no use in an image.

Clean it in the same `RUN` with `yarn cache clean`, or keep it for the next build with a cache mount: `RUN
--mount=type=cache,target=/usr/local/share/.cache/yarn yarn install`.

`yarn` alone installs too. Builders are not judged, since their layers are in no image.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules
