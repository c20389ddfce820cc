// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unknown-stage.
#include <string>

#include "facts/official_images.h"
#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/chars.h"
#include "text/lower_case.h"
#include "text/suggest.h"

namespace s1::rules::dockerfile_unknown_stage {
namespace {

// What is compared for suggestions in one file, so that the time stays in bounds.
constexpr std::size_t kMostNames = 256;
constexpr int kMostSuggestions = 100;

bool is_number(std::string_view name) {
  return name.find_first_not_of("0123456789") == std::string_view::npos;
}

// A registry, an owner, a tag or a digest: what a stage's name cannot have.
bool is_image(std::string_view name) {
  return name.find_first_of("/:@") != std::string_view::npos || facts::is_official_image(name);
}

// The name of an earlier stage that is near, or an empty view.
std::string_view meant(const dockerfile::File& file, const model::FileSource& source) {
  std::vector<std::string_view> names;
  for (const dockerfile::Stage& stage : file.stages) {
    if (stage.index == source.stage->index || names.size() == kMostNames) break;
    if (stage.name) names.push_back(stage.name->raw);
  }
  return nearest(source.name, names);
}

void check(const dockerfile::File& file, Sink& out) {
  int suggestions = 0;
  for (const model::FileSource& source : model::file_sources(file)) {
    if (!source.known || source.name.empty() || file.find_stage(source.name, *source.stage) != nullptr) continue;
    if (model::is_own_stage(source)) continue;  // another rule's matter
    std::string_view near;
    std::string message = "There is no stage " + source.name + " before this one";
    if (file.stage_names.contains(lower_case(source.name))) {
      message = "The stage " + source.name + " comes after this one, so an image of that name is pulled";
    } else if (is_image(source.name)) {
      continue;
    } else if (!is_number(source.name)) {
      near = ++suggestions > kMostSuggestions ? std::string_view() : meant(file, source);
      message += near.empty() ? ", and no official image of that name" : "; is " + std::string(near) + " meant?";
    }
    Report report{.span = source.span, .message = std::move(message)};
    const std::string_view written = file.source->slice(source.span);
    if (!near.empty() && written == source.name) {
      report.edits = {{source.span, std::string(near)}};
      report.fix_description = "Name the stage " + std::string(near);
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3022"};

constexpr Bad bad[] = {
    {"FROM golang:1.25 AS builder\nFROM debian:12\nCOPY --from=«bulider» /app /app\n",
     "FROM golang:1.25 AS builder\nFROM debian:12\nCOPY --from=builder /app /app\n"},
    {"FROM golang:1.25 AS build\nFROM debian:12\nCOPY --from=«dist» /app /app\n"},
    {"FROM golang:1.25\nFROM debian:12\nCOPY --from=«2» /app /app\n"},
    {"FROM debian:12 AS run\nCOPY --from=«build» /app /app\nFROM golang:1.25 AS build\n"},
    {"FROM golang:1.25 AS build\nFROM debian:12\nRUN «--mount=type=bind,from=biuld,target=/src» make\n"},
};

constexpr std::string_view good[] = {
    "FROM golang:1.25 AS build\nFROM debian:12\nCOPY --from=build /app /app\nCOPY --from=BUILD /a /a\nCOPY --from=0 /b "
    "/b\n",
    "FROM debian:12\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/\nCOPY --from=busybox /bin/wget /bin/\n",
    "FROM debian:12\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/\nCOPY --from=tianon/gosu /gosu /\n",
    "ARG SRC\nFROM golang:1.25 AS build\nFROM debian:12\nARG SRC\nCOPY --from=$SRC /app /app\n",
    // Another rule's matter.
    "FROM golang:1.25 AS build\nCOPY --from=build /app /app\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy---from",
                                           "https://docs.docker.com/build/building/multi-stage/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unknown-stage",
    .title = "Files are copied from a stage that is not there",
    .help = "Name a stage that comes before this one, or an image with its tag",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A name in `COPY --from=` or `RUN --mount=from=` that is no earlier stage is taken for an image and pulled. With a typing
error the build fails, or worse: it takes files from whoever owns that name on the registry.

Name a stage that comes before this one. An image is best written with its tag or owner, so that it cannot be mistaken.

What can only be an image (`ghcr.io/x/y:1`, `tianon/gosu`, a Docker Official Image such as `busybox`) is not reported,
nor is a name with an unknown variable. A name that is given with `--build-context` is right too; it cannot be seen
here, so say so with a suppression.

Where one earlier stage has nearly that name, a fix writes it in `COPY --from=`. It is unsafe: an image or a build context
of the other name may have been meant.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unknown_stage
