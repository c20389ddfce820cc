// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/digest-known-elsewhere.
#include <set>
#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/rewrite.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_digest_known_elsewhere {
namespace {

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (around.model == nullptr) return;
  for (const dockerfile::Stage& stage : file.tree.stages) {
    // A variable's value is written elsewhere.
    if (stage.base || !stage.image_known || stage.image.raw != stage.image_value) continue;
    const dockerfile::ImageRef ref = dockerfile::parse_image_ref(stage.image_value);
    if (ref.tag.empty() || !ref.digest.empty()) continue;
    const auto pins = around.model->index.pins.find(model::pin_key(ref.name, ref.tag));
    if (pins == around.model->index.pins.end()) continue;
    std::set<std::string_view> digests;
    for (const model::DigestPin& pin : pins->second) digests.insert(pin.digest);
    const model::Place& place = pins->second.back().place;
    Report report{
        .span = stage.image.span,
        .message = std::string(ref.raw) + " has no digest here, and one in " + around.model->paths[place.file],
        .related = {related_at(place, "the same image with a digest")},
        .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    if (digests.size() > 1) {
      (void)rewrite.refuse(related_at(place, "the repository names several digests for it"));
    } else {
      rewrite.edits.push_back({{stage.image.span.end, stage.image.span.end}, "@" + std::string(*digests.begin())});
      rewrite.checked.push_back("the repository names one digest for " + std::string(ref.raw));
    }
    std::move(rewrite).offer(report, "Take the same digest");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(--- web/Dockerfile ---
FROM «node:22-slim» AS run
COPY . .
--- api/Dockerfile ---
FROM docker.io/library/node:22-slim@sha256:1111111111111111111111111111111111111111111111111111111111111111
COPY . .
)",
     R"(--- web/Dockerfile ---
FROM node:22-slim@sha256:1111111111111111111111111111111111111111111111111111111111111111 AS run
COPY . .
)"},
    // Which of several is right cannot be told.
    {R"(--- Dockerfile ---
FROM «node:22-slim»
--- a/Dockerfile ---
FROM node:22-slim@sha256:1111111111111111111111111111111111111111111111111111111111111111
--- b/Dockerfile ---
FROM node:22-slim@sha256:2222222222222222222222222222222222222222222222222222222222222222
)"},
};

constexpr std::string_view good[] = {
    "FROM node:22-slim\n",
    R"(--- Dockerfile ---
FROM node:22
ARG V=22-slim
--- a/Dockerfile ---
FROM node:22-slim@sha256:1111111111111111111111111111111111111111111111111111111111111111
)",
    R"(--- Dockerfile ---
ARG TAG=22-slim
FROM node:$TAG
--- a/Dockerfile ---
FROM node:22-slim@sha256:1111111111111111111111111111111111111111111111111111111111111111
)",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/best-practices/"
    "#pin-base-image-versions"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/digest-known-elsewhere",
    .title = "A base image has no digest here, and one elsewhere in the repository",
    .help = "Give it the same digest, and let a tool keep both up to date",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(A tag moves: the same `node:22-slim` is another image in a month. Where one Dockerfile of a repository pins it by its digest and
another does not, the two stand on different systems, and only one of them can be built again as it was.

The fix gives the image the digest that the repository has for the same name and tag (in a Dockerfile, a Compose file or a
Kubernetes object), where it has one alone; a digest is never made up. It is unsafe: the image of that digest may be older than what
the tag means today. Let Renovate or Dependabot move all of them together.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_digest_known_elsewhere
