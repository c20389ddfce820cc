// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apk-cache-left.
#include <utility>

#include "model/dockerfile.h"
#include "model/dockerfile_layers.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apk_cache_left {
namespace {

using model::PackageAction;
using model::PackageCommand;

constexpr std::string_view caches[] = {"/var/cache/apk", "/etc/apk/cache"};

bool is_apk_add(const PackageCommand& command) {
  return command.manager == model::PackageManager::apk && command.action == PackageAction::install &&
         command.verb->value == "add";
}

// By instruction: true where a later RUN installs from the index that an earlier one left.
std::vector<bool> index_needed_after(const dockerfile::File& file, const std::vector<model::Run>& runs) {
  std::vector<bool> needs(file.instructions.size());
  for (const model::Run& run : runs) {
    bool refreshed = false;
    for (const model::Call& call : run.calls) {
      const std::optional<PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::apk) continue;
      refreshed = refreshed || command->refreshes_index();
      if (is_apk_add(*command) && !refreshed) needs[run.owner->index] = true;
    }
  }
  return model::marked_after(file, needs);
}

// The removal of an `apk update` in the RUN that is of no use once the RUN's only `add` fetches the index for itself.
std::optional<Edit> remove_update(const model::Run& run, const model::Call& add) {
  std::optional<Edit> edit;
  for (const model::Call& call : run.calls) {
    const std::optional<PackageCommand> command = model::package_command(call);
    if (&call == &add || !command || command->manager != model::PackageManager::apk) continue;
    if (command->action == PackageAction::remove && &call > &add) continue;  // apk del
    const bool is_update = command->action == PackageAction::refresh && call.wrappers.empty() && !edit && &call < &add;
    if (!is_update) return std::nullopt;
    edit = remove_command(run, *call.command);
    if (!edit) return std::nullopt;
  }
  return edit;
}

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> needed = index_needed_after(file.tree, file.runs);
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner)) continue;
    if (model::is_mounted(*run.instruction, caches[0]) || model::is_mounted(*run.instruction, caches[1])) continue;
    const std::size_t removed = model::last_removal(run, caches).value_or(0);
    for (std::size_t i = removed; i < run.calls.size(); ++i) {
      const std::optional<PackageCommand> command = model::package_command(run.calls[i]);
      if (!command || !is_apk_add(*command)) continue;
      if (command->line.open || command->line.has({"no-cache", "no-network"})) continue;
      Report report{.span = model::span_to(run.calls[i], *command->verb),
                    .message = "apk add without --no-cache leaves the package index in the layer"};
      if (!command->refreshes_index() || !needed[run.owner->index]) {
        const std::optional<Edit> update = needed[run.owner->index] ? std::nullopt : remove_update(run, run.calls[i]);
        if (update) report.edits.push_back(*update);
        report.edits.push_back(insert_argument(run, *command->verb, "--no-cache"));
        report.fix_description = update ? "Add --no-cache and drop apk update" : "Add --no-cache";
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3019", "DS-0025"};

constexpr Bad bad[] = {
    {"FROM alpine:3.20\nRUN «apk add» curl\n", "FROM alpine:3.20\nRUN apk add --no-cache curl\n"},
    {R"(FROM alpine:3.20
RUN apk update \
 && «apk --update add» \
      curl \
 && «apk add» -t .build gcc && apk del .build
)",
     R"(FROM alpine:3.20
RUN apk update \
 && apk --update add --no-cache \
      curl \
 && apk add --no-cache -t .build gcc && apk del .build
)"},
    {"FROM alpine:3.20\nRUN apk update \\\n    && «apk add» curl \\\n    && apk del bash\n",
     "FROM alpine:3.20\nRUN apk add --no-cache curl \\\n    && apk del bash\n"},
    {"FROM alpine:3.20\nRUN apk update && apk upgrade && «apk add» curl\n",
     "FROM alpine:3.20\nRUN apk update && apk upgrade && apk add --no-cache curl\n"},
    // The second RUN has no index but the one that the first leaves: no fix there.
    {"FROM alpine:3.20 AS base\nRUN «apk add» -U curl\nFROM base AS build\nRUN apk add gcc\nFROM base\n"},
    {"FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apt «apk add» -U curl\n",
     "FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apt apk add --no-cache -U curl\n"},
};

constexpr std::string_view good[] = {
    "FROM alpine:3.20\nRUN apk add --no-cache curl && apk --no-cache add git\n",
    "FROM alpine:3.20\nRUN apk add -U curl && rm -rf /var/cache/apk/*\n",
    "FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apk apk add -U curl\n",
    "FROM alpine:3.20 AS build\nRUN apk add gcc\nFROM alpine:3.20\nCOPY --from=build /app /app\n",
    "FROM alpine:3.20\nRUN echo apk add curl && apk del curl && apk $VERB curl\n",
};

constexpr std::string_view references[] = {"https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper#Add_a_Package"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/apk-cache-left",
    .title = "apk's package index is left in a layer",
    .help = "Add --no-cache",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`apk add` that updates the index writes it to `/var/cache/apk`, a few megabytes that no container needs.
What is not removed in the same `RUN` stays in the image.

Use `apk add --no-cache`: it fetches the index, uses it and keeps nothing; `apk update` before it and `--update` are
then not needed. Or mount a cache: `RUN --mount=type=cache,target=/var/cache/apk …`.

The fix adds `--no-cache`, and takes an `apk update` away that only this `apk add` needs. It is not offered where a
later `RUN` installs from the index that this one fetches.

Removing `/var/cache/apk/*` later in the same `RUN` is as good, and a builder's layers are in no image: neither is
reported.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apk_cache_left
