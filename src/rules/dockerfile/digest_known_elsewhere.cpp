// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/digest-known-elsewhere.
#include <set>
#include <string>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/rewrite.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_digest_known_elsewhere {
namespace {

// The digests that the repository gives to an image of this name and tag, and a
// place of one.
struct Pins {
  std::set<std::string> digests;
  model::Place place;
};

void look_at(const std::string& image, const model::Place& place, const dockerfile::ImageRef& wanted, Pins& pins) {
  const dockerfile::ImageRef ref = dockerfile::parse_image_ref(image);
  if (ref.digest.empty() || ref.tag != wanted.tag || image.contains('$')) return;
  if (facts::short_image_name(ref.name) != facts::short_image_name(wanted.name)) return;
  pins.digests.emplace(ref.digest);
  pins.place = place;
}

Pins pins_of(const model::InfraModel& model, const dockerfile::ImageRef& wanted) {
  Pins pins;
  for (const model::Image& image : model.images) look_at(image.root_base, image.place, wanted, pins);
  for (const model::Service& service : model.services)
    look_at(service.container.image.text, service.container.image.place, wanted, pins);
  for (const model::Workload& workload : model.workloads)
    for (const model::Container& container : workload.containers)
      look_at(container.image.text, container.image.place, wanted, pins);
  return pins;
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (around.model == nullptr) return;
  for (const dockerfile::Stage& stage : file.tree.stages) {
    // A variable's value is written elsewhere.
    if (stage.base || !stage.image_known || stage.image.raw != stage.image_value) continue;
    const dockerfile::ImageRef ref = dockerfile::parse_image_ref(stage.image_value);
    if (ref.tag.empty() || !ref.digest.empty()) continue;
    const Pins pins = pins_of(*around.model, ref);
    if (pins.digests.empty()) continue;
    Report report{
        .span = stage.image.span,
        .message = std::string(ref.raw) + " has no digest here, and one in " + around.model->paths[pins.place.file],
        .related = {related_at(pins.place, "the same image with a digest")},
        .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    if (pins.digests.size() > 1) {
      (void)rewrite.refuse(related_at(pins.place, "the repository names several digests for it"));
    } else {
      rewrite.edits.push_back({{stage.image.span.end, stage.image.span.end}, "@" + *pins.digests.begin()});
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
