// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/whole-file-system-copied.
#include <algorithm>
#include <string>

#include "facts/official_images.h"
#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_whole_file_system_copied {
namespace {

// A system of its own: a stage that starts from one. An image that is pulled may be made for this, as
// tonistiigi/xx is, and a stage FROM scratch has only what was put there.
bool is_system(const dockerfile::File& file, const dockerfile::Instruction& copy, const dockerfile::Flag& from) {
  if (copy.stage < 0) return false;
  const std::string name = expand(file, copy, {from.value_span, from.value}).text;
  const dockerfile::Stage& here = file.stages[static_cast<std::size_t>(copy.stage)];
  if (const dockerfile::Stage* stage = file.find_stage(name, here)) return !model::base(file, *stage).scratch;
  return name.find_first_of("/:@$") == std::string::npos && !facts::is_official_image(name);
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& copy : file.instructions) {
    const dockerfile::Flag* from = copy.flag("from");
    if (copy.kind != dockerfile::Kind::copy || from == nullptr || copy.words.size() < 2) continue;
    const auto is_root = [&](const dockerfile::Word& word) { return expand(file, copy, word).text == "/"; };
    if (!is_root(copy.words.back()) || !std::any_of(copy.words.begin(), copy.words.end() - 1, is_root)) continue;
    if (!is_system(file, copy, *from)) continue;
    out.report({.span = copy.header, .message = "All files of another stage are copied over this one"});
  }
}

constexpr std::string_view aliases[] = {"DL3067"};

constexpr Bad bad[] = {
    {"FROM golang:1.25 AS build\nFROM debian:12\n«COPY --from=build / /»\nCOPY --from=build /app /\n"},
    {"FROM debian:12 AS build\nFROM scratch\n«COPY --from=build \"/\" \"/\"»\n«COPY --from=build [\"/\", \"/\"]»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=build /app /\nCOPY --from=build / /rootfs/\nCOPY / /\n",
    "FROM debian:12\nCOPY --from=tonistiigi/xx:1.6.1 / /\nCOPY --from=busybox / /\n",
    "FROM scratch AS files\nCOPY a /a\nFROM debian:12\nCOPY --from=files / /\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/multi-stage/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/whole-file-system-copied",
    .title = "The whole file system of another stage is copied",
    .help = "Copy what the program needs, by name",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .aliases = aliases,
    .docs =
        R"(`COPY --from=build / /` brings the compilers, caches, sources and secrets of the build along, which the
stages were to keep apart, and on an image with files of its own it mixes two systems: libraries of one with programs of
the other.

Name what the program needs: `COPY --from=build /out/app /usr/local/bin/`.

To `scratch` it is a way to make one layer of many, which loses the `ENV`, `USER` and labels of the stage without a
word.

An image that is pulled is not reported: some are made to be copied whole (tonistiigi/xx), and what is in it is not known here.
Nor is a stage that starts from `scratch`: it has only what was put there.

There is no fix: which files are needed has to be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_whole_file_system_copied
