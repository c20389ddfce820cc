// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/debian-frontend-in-env.
#include <algorithm>
#include <string>

#include "model/dockerfile.h"
#include "model/dockerfile_layers.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_debian_frontend_in_env {
namespace {

constexpr std::string_view variable = "DEBIAN_FRONTEND";

// The one that sets it; null: none.
const dockerfile::Pair* find(const dockerfile::Instruction& instruction) {
  if (instruction.kind != dockerfile::Kind::env) return nullptr;
  const auto pair =
      std::ranges::find_if(instruction.pairs, [](const dockerfile::Pair& each) { return each.key.raw == variable; });
  return pair == instruction.pairs.end() ? nullptr : &*pair;
}

// By instruction: true where a later one sets it again, as some do to undo it.
std::vector<bool> set_again(const dockerfile::File& file) {
  std::vector<bool> marks(file.instructions.size());
  for (const dockerfile::Instruction& instruction : file.instructions) marks[instruction.index] = find(instruction);
  return model::marked_after(file, marks);
}

bool is_inherited(const dockerfile::File& file, const dockerfile::Instruction& instruction) {
  return std::ranges::any_of(file.stages, [&](const dockerfile::Stage& stage) {
    return stage.base && static_cast<std::int32_t>(*stage.base) == instruction.stage;
  });
}

std::vector<Edit> as_arg(const dockerfile::File& file, const dockerfile::Instruction& env,
                         const dockerfile::Pair& pair) {
  const Source& source = *file.source;
  if (env.pairs.size() == 1) {
    const bool small = source.slice(env.keyword).starts_with('e');
    std::vector<Edit> edits = {{env.keyword, small ? "arg" : "ARG"}};
    const Span gap{pair.key.span.end, pair.value.span.begin};
    if (!pair.legacy) return edits;
    if (source.slice(gap).find_first_not_of(" \t") != std::string_view::npos || holds_comment(file, gap)) return {};
    edits.push_back({gap, "="});
    return edits;
  }
  const std::optional<Edit> removal = remove_pair(file, env, pair);
  const std::optional<std::uint32_t> place = line_before(file, env);
  if (!removal || !place) return {};
  const std::string line = "ARG " + std::string(variable) + "=" + std::string(pair.value.raw);
  return {{{*place, *place}, line + std::string(line_end_at(source, *place))}, *removal};
}

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> again = set_again(file.tree);
  for (const dockerfile::Instruction& env : file.tree.instructions) {
    const dockerfile::Pair* pair = find(env);
    if (pair == nullptr || !file.is_shipped(env) || again[env.index]) continue;
    const std::string value = expand(file.tree, env, pair->value).text;
    if (value != "noninteractive" && value != "teletype") continue;
    Report report{
        .span = {pair->key.span.begin, pair->value.span.end},
        .message = "Every container of the image gets this, and all that is built on it: it is for the build"};
    const bool plain = pair->value.raw == value || !pair->legacy;
    if (plain && !is_inherited(file.tree, env)) report.edits = as_arg(file.tree, env, *pair);
    if (!report.edits.empty()) report.fix_description = "Use ARG";
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM debian:12\nENV «DEBIAN_FRONTEND=noninteractive»\nRUN apt-get update\n",
     "FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update\n"},
    {"FROM debian:12\nenv «DEBIAN_FRONTEND  noninteractive»\n", "FROM debian:12\narg DEBIAN_FRONTEND=noninteractive\n"},
    {"FROM debian:12\n# for all\nENV LANG=C.UTF-8 \\\n    «DEBIAN_FRONTEND=\"noninteractive\"» \\\n    TZ=UTC\n",
     "FROM debian:12\nARG DEBIAN_FRONTEND=\"noninteractive\"\n# for all\nENV LANG=C.UTF-8 \\\n    TZ=UTC\n"},
    // No fix: an ARG would not hold in the stage that is FROM this one.
    {"FROM debian:12 AS base\nENV «DEBIAN_FRONTEND=noninteractive»\nFROM base\nRUN apt-get update\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive\nRUN DEBIAN_FRONTEND=noninteractive apt-get update\n",
    "FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get update\nENV DEBIAN_FRONTEND=dialog\n",
    "FROM debian:12 AS build\nENV DEBIAN_FRONTEND=noninteractive\nFROM debian:12\nCOPY --from=build /a /a\n",
    "FROM debian:12\nENV DEBIAN_FRONTEND=readline\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/best-practices/#apt-get",
    "https://manpages.debian.org/bookworm/debconf-doc/debconf.7.en.html#Frontends"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/debian-frontend-in-env",
    .title = "DEBIAN_FRONTEND is set in the image",
    .help = "Set it with ARG, or before the command that needs it",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(`ENV DEBIAN_FRONTEND=noninteractive` is in the environment of each container and of each image that is built on this one.
Whoever installs something there by hand is not asked what he has to be asked, and wonders why.

It is for the build alone: `ARG DEBIAN_FRONTEND=noninteractive`, once a stage, or `DEBIAN_FRONTEND=noninteractive apt-get
install …`.

Reported in what ships, unless a later `ENV` sets the variable again.

The fix writes `ARG`. The build is the same. It is unsafe in that the variable is gone from the image: something that
installs packages when the container runs, or an image built on this one, may count on it. It is not offered where another
stage is FROM this one, which an `ARG` would not reach.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_debian_frontend_in_env
