// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/yarn-cache-left.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_yarn_cache_left {
namespace {

constexpr std::string_view caches[] = {"/usr/local/share/.cache/yarn", "~/.cache/yarn", "~/.yarn/berry/cache"};

bool has_cache_mount(const dockerfile::Instruction& run) {
  return model::has_mount_with(run, "yarn") || model::has_mount_with(run, ".yarn") ||
         model::has_mount_with(run, ".cache");
}

// yarn 2 and later may run the packages out of the cache that `yarn cache clean` empties.
bool is_berry(const dockerfile::File& file) {
  constexpr std::string_view signs[] = {".yarnrc.yml", ".yarn/",           ".yarn ",
                                        ".pnp.",       "yarn set version", "corepack",
                                        "berry",       "--immutable",      "yarn workspaces focus"};
  return std::ranges::any_of(file.instructions, [&](const dockerfile::Instruction& instruction) {
    const std::string_view text = instruction.arguments.text();
    return std::ranges::any_of(signs, [=](std::string_view sign) { return text.contains(sign); });
  });
}

void check(const model::Dockerfile& file, Sink& out) {
  const bool berry = is_berry(file.tree);
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner) || has_cache_mount(*run.instruction)) continue;
    const std::optional<model::PackageCall> left = model::last_uncleaned(run, model::PackageManager::yarn, caches);
    if (!left || left->command.line.open || left->command.line.has({"cache-folder"})) continue;
    const shell::Word& last = left->command.verb != nullptr ? *left->command.verb : *left->call->word;
    Report report{.span = model::span_to(*left->call, last),
                  .message = "yarn keeps what it downloads in its cache, and so in the layer"};
    const std::optional<Edit> edit = berry ? std::nullopt : append_to_call(run, *left->call, "yarn cache clean");
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
    // No fix: this is yarn 2 or later; yarn may not have run; it is gone at the end.
    {"FROM node:22\nCOPY package.json yarn.lock .yarnrc.yml ./\nRUN «yarn install»\n"},
    {"FROM node:22\nRUN if [ -f yarn.lock ]; then «yarn install»; fi\n"},
    {"FROM alpine:3.20\nRUN apk add --no-cache yarn && «yarn install» && apk del yarn\n"},
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

extern constinit const Rule rule{.id = "dockerfile/yarn-cache-left",
                                 .title = "yarn's cache is left in a layer",
                                 .help = "End the RUN with `yarn cache clean`, or mount a cache over yarn's folder",
                                 .severity = Severity::low,
                                 .confidence = Confidence::high,
                                 .fix = Fix::unsafe,
                                 .aliases = aliases,
                                 .docs =
                                     R"(yarn keeps a copy of every package that it downloads (version 1, as root:
`/usr/local/share/.cache/yarn`), which is of no use in an image.

Clean it in the same `RUN` with `yarn cache clean`, or keep it for the next build with a cache mount: `RUN
--mount=type=cache,target=/usr/local/share/.cache/yarn yarn install`.

`yarn` alone installs too. Builders are not judged, since their layers are in no image.

The fix is unsafe: it is right for yarn 1, which the `node` images have, but yarn 2 and later, which a repository can
ask for in its own files, may run the packages out of the very cache that is emptied. It is not offered where the
Dockerfile shows such a yarn (`.yarnrc.yml`, `corepack`, `--immutable`), where yarn is run in a branch or as another
user, or is removed again.)",
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::dockerfile_yarn_cache_left
