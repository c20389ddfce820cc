// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apk-cache-removed-by-hand.
#include <algorithm>
#include <utility>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apk_cache_removed_by_hand {
namespace {

using model::PackageAction;
using model::PackageCommand;

constexpr std::string_view caches[] = {"/var/cache/apk"};

bool is_cache(const shell::Word& word) {
  return word.value == "/var/cache/apk/*" || word.value == "/var/cache/apk/" || word.value == "/var/cache/apk";
}

// Takes the cache out of what `rm` removes, or the whole command where it removes nothing else.
bool remove_removal(const model::Run& run, const model::Call& rm, std::vector<Edit>& edits) {
  if (rm.name != "rm" || !rm.wrappers.empty()) return false;
  std::vector<const shell::Word*> cache_words;
  bool others = false;
  for (const shell::Word* word : rm.arguments) {
    if (is_cache(*word))
      cache_words.push_back(word);
    else
      others = others || !word->value.starts_with('-');
  }
  if (cache_words.empty()) return false;
  std::optional<Edit> edit;
  if (others)
    edit = remove_arguments(run, *rm.command, *cache_words.front(), *cache_words.front());
  else
    edit = remove_command(run, *rm.command);
  if (!others && !edit) edit = remove_last_command(run, *rm.command);
  if (!edit || cache_words.size() > 1) return false;
  edits.push_back(*edit);
  return true;
}

// `--update` alone in its word becomes `--no-cache`, which does the same and keeps nothing.
Edit with_no_cache(const model::Run& run, const PackageCommand& add) {
  for (const model::Option& option : add.line.options) {
    const std::string_view text = option.word->value;
    if (!run.exec_form && (text == "--update" || text == "--update-cache" || text == "-U"))
      return {option.word->span, "--no-cache"};
  }
  return insert_argument(run, *add.verb, "--no-cache");
}

struct Adds {
  const model::Call* first = nullptr;
  Span span;
  std::vector<Edit> edits;
  bool fixable = true;
};

Adds read(const model::Run& run, std::size_t removal) {
  Adds adds;
  for (std::size_t i = 0; i < run.calls.size(); ++i) {
    const model::Call& call = run.calls[i];
    const std::optional<PackageCommand> command = model::package_command(call);
    if (!command || command->manager != model::PackageManager::apk) continue;
    const bool keeps_nothing = command->line.has({"no-cache"});
    if (command->verb != nullptr && command->verb->value == "add") {
      if (keeps_nothing) continue;
      if (i > removal || command->line.open || command->line.has({"no-network"})) adds.fixable = false;
      if (adds.first == nullptr && i < removal && !command->line.open)
        adds.first = &call, adds.span = model::span_to(call, *command->verb);
      adds.edits.push_back(with_no_cache(run, *command));
    } else if (command->action == PackageAction::refresh) {
      const std::optional<Edit> edit = remove_command(run, *call.command);
      if (edit && call.wrappers.empty())
        adds.edits.push_back(*edit);
      else
        adds.fixable = false;
    } else if (command->action != PackageAction::remove) {
      adds.fixable = false;  // apk upgrade needs the index too
    }
  }
  return adds;
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner) || model::is_mounted(*run.instruction, caches[0])) continue;
    const std::optional<std::size_t> removal = model::last_removal(run, caches);
    if (!removal) continue;
    Adds adds = read(run, *removal);
    if (adds.first == nullptr) continue;
    Report report{.span = adds.span,
                  .message = "apk keeps an index that this RUN then removes: --no-cache does without both"};
    if (adds.fixable && remove_removal(run, run.calls[*removal], adds.edits)) {
      std::ranges::sort(adds.edits, {}, [](const Edit& edit) { return edit.span.begin; });
      report.edits = std::move(adds.edits);
      report.fix_description = "Use --no-cache";
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3019", "DS-0025"};

constexpr Bad bad[] = {
    {"FROM alpine:3.20\nRUN apk update && «apk add» curl && rm -rf /var/cache/apk/*\n",
     "FROM alpine:3.20\nRUN apk add --no-cache curl\n"},
    {R"(FROM alpine:3.20
RUN apk update \
 && «apk add» --update \
      curl \
 && apk -q add --no-cache git \
 && apk add -t .build gcc \
 && apk del .build \
 && rm -rf /tmp/* /var/cache/apk/* \
 && adduser -D app
)",
     R"(FROM alpine:3.20
RUN apk add --no-cache \
      curl \
 && apk -q add --no-cache git \
 && apk add --no-cache -t .build gcc \
 && apk del .build \
 && rm -rf /tmp/* \
 && adduser -D app
)"},
    {"FROM alpine:3.20\nRUN «apk add» -U curl && rm -rf /var/cache/apk && adduser -D app\n",
     "FROM alpine:3.20\nRUN apk add --no-cache curl && adduser -D app\n"},
    // No fix: the upgrade needs the index; the removal decides what the RUN comes to, or may not run.
    {"FROM alpine:3.20\nRUN apk update && apk upgrade && «apk add» curl && rm -rf /var/cache/apk/*\n"},
    {"FROM alpine:3.20\nRUN «apk add» curl; rm -rf /var/cache/apk/*\n"},
    {"FROM alpine:3.20\nRUN «apk add» curl && if [ -d /var/cache ]; then rm -rf /var/cache/apk/*; fi\n"},
};

constexpr std::string_view good[] = {
    "FROM alpine:3.20\nRUN apk add --no-cache curl && rm -rf /var/cache/apk/*\n",
    "FROM alpine:3.20\nRUN --mount=type=cache,target=/var/cache/apk apk add curl && rm -rf /var/cache/apk/*\n",
    "FROM alpine:3.20 AS build\nRUN apk add gcc && rm -rf /var/cache/apk/*\nFROM alpine:3.20\nCOPY --from=build /a "
    "/a\n",
    "FROM alpine:3.20\nRUN rm -rf /var/cache/apk/* && echo apk add curl && apk add git\n",
};

constexpr std::string_view references[] = {"https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper#Add_a_Package"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/apk-cache-removed-by-hand",
    .title = "apk's index is fetched, kept and removed by hand",
    .help = "Use apk add --no-cache, and leave apk update and the removal out",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(`apk update && apk add … && rm -rf /var/cache/apk/*` keeps nothing in the layer, and takes three commands for what one
does: `apk add --no-cache` fetches the index, uses it and does not write it.

Write `apk add --no-cache`. The image is the same, so only the profile `strict` says so; what is left behind for good is the
matter of dockerfile/apk-cache-left.

The fix adds the option to each `apk add` of the `RUN` (in the place of `--update`), and takes `apk update` and the removal
away. It is not offered where `apk upgrade` needs the index, where the removal is joined with `;` at the end, so that the
`RUN` would come to fail where it did not, or stands in a branch.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apk_cache_removed_by_hand
