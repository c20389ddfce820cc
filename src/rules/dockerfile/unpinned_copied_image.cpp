// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unpinned-copied-image.
#include <algorithm>
#include <string>

#include "facts/official_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/surroundings.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_unpinned_copied_image {
namespace {

// A build may give any name a meaning of its own; one without an owner is more often that of a stage that is missing.
bool is_image(const model::Surroundings& around, const std::string& source, std::string_view name) {
  const bool is_context = std::ranges::any_of(around.builds, [&](const model::Build* build) {
    return std::ranges::any_of(build->additional_contexts,
                               [&](const model::NamedContext& context) { return context.name == source; });
  });
  return !is_context && (name.contains('/') || facts::is_official_image(name));
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const model::FileSource& source : model::file_sources(file.tree)) {
    if (!source.known || model::is_own_stage(source) || file.tree.find_stage(source.name, *source.stage) != nullptr)
      continue;
    const dockerfile::ImageRef ref = dockerfile::parse_image_ref(source.name);
    const bool moves = ref.tag.empty() || ref.tag == "latest";
    if (!moves || !ref.digest.empty() || !is_image(around, source.name, ref.name)) continue;
    const std::string what = ref.tag.empty() ? " without a tag" : " with the tag latest";
    out.report({.span = source.span,
                .message = "Files are taken from " + std::string(ref.name) + what +
                           ", so every build takes what it holds on that day"});
  }
}

constexpr Bad bad[] = {
    {"FROM debian:12\nCOPY --from=«acme/tools» /bin/tool /usr/local/bin/\n"},
    {"FROM debian:12\nCOPY --from=«ghcr.io/acme/tools:latest» /bin/tool /usr/local/bin/\nRUN "
     "«--mount=from=busybox,target=/busybox» /busybox/bin/sh -c true\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nCOPY --from=acme/tools:1.4 /a /a\nCOPY --from=acme/tools:latest@sha256:"
    "0000000000000000000000000000000000000000000000000000000000000000 /a /a\n",
    "FROM golang:1.25 AS golang\nFROM debian:12\nCOPY --from=golang /a /a\nCOPY --from=0 /a /a\n",
    "ARG TOOLS\nFROM debian:12\nARG TOOLS\nCOPY --from=$TOOLS /a /a\n",
    // A stage that is missing is another rule's matter; a build may bring the folder under this name.
    "FROM debian:12\nCOPY --from=build /a /a\n",
    R"(--- Dockerfile ---
FROM debian:12
COPY --from=acme/tools /a /a
--- compose.yaml ---
services:
  web:
    build:
      context: .
      additional_contexts:
        acme/tools: ./tools
)",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
    "https://docs.docker.com/reference/dockerfile/#copy---from"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unpinned-copied-image",
    .title = "Files are copied from an image that has no tag, or the tag latest",
    .help = "Name the release in the tag, and add the digest where builds must repeat",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .docs =
        R"(`COPY --from=IMAGE` and `RUN --mount=from=IMAGE` bring files of an image into this one just as `FROM` does. Without a tag, or with
`latest`, each build takes what was pushed last: another release of the tool, or what somebody else put under that name,
and no commit shows it.

Name the release that you mean (`COPY --from=acme/tools:1.4`), and add the digest where builds must repeat exactly.

Stages, the names of a build's additional contexts, and images that a build argument without a default names are not reported.
A plain name counts where it is that of an official image.

There is no fix: which release is meant does not stand in the file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unpinned_copied_image
