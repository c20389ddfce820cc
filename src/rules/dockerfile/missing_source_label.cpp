// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-source-label.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/repository_facts.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/dockerfile_edits.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "rules/stage_end.h"

namespace s1::rules::dockerfile_missing_source_label {
namespace {

constexpr std::string_view kPrefix = "org.opencontainers.image.";

bool has_labels(const model::Dockerfile& file, const dockerfile::Stage& stage) {
  return std::ranges::any_of(model::history(file.tree, stage), [](const dockerfile::Instruction* each) {
    return each->kind == dockerfile::Kind::label && each->arguments.text().contains(kPrefix);
  });
}

// docker/metadata-action gives an image these labels, and labels that are given to a build do as well.
bool is_labelled_by_builds(const model::Surroundings& around) {
  if (around.builds.empty() || around.model == nullptr) return false;
  for (const model::Pipeline& pipeline : around.model->pipelines)
    for (const model::Job& job : pipeline.jobs)
      for (const model::Step& step : job.steps)
        if (step.uses.text.starts_with("docker/metadata-action") || step.run.text.contains(kPrefix)) return true;
  return false;
}

void check_stage(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                 Sink& out) {
  if (around.root == nullptr || has_labels(file, stage) || is_labelled_by_builds(around)) return;
  if (model::base(file.tree, stage).windows) return;
  const std::string address = model::repository_address(*around.root);
  if (address.empty()) return;
  std::string labels = std::string(kPrefix) + "source=\"" + address + "\"";
  Report report{
      .span = file.tree.instructions[stage.from].header,
      .message = "The image does not say where its source is: it has no label org.opencontainers.image.source"};
  Rewrite rewrite;
  rewrite.needs_build = false;
  rewrite.checked.push_back(".git/config names the remote " + address);
  if (const std::string licence = model::repository_licence(*around.root); !licence.empty()) {
    labels.append(" ").append(kPrefix).append("licenses=\"").append(licence).append("\"");
    rewrite.checked.push_back("LICENSE is " + licence);
  }
  rewrite.edits.push_back(add_at_end(file.tree, stage, "LABEL", labels));
  std::move(rewrite).offer(report, "Say where the source is");
  out.report(std::move(report));
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around))
    check_stage(file, around, *stage, out);
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
«FROM debian:12»
COPY . /srv
CMD ["/srv/run"]
--- .git/config ---
[core]
	bare = false
[remote "origin"]
	url = git@git.example.com:team/shop.git
	fetch = +refs/heads/*:refs/remotes/origin/*
--- LICENSE ---
MIT License
)",
     R"(--- Dockerfile ---
FROM debian:12
COPY . /srv
LABEL org.opencontainers.image.source="https://git.example.com/team/shop" org.opencontainers.image.licenses="MIT"
CMD ["/srv/run"]
)"},
    // What is secret in the address stays where it is.
    {R"(--- Dockerfile ---
«FROM debian:12»
--- .git/config ---
[remote "origin"]
	url = https://user:word@git.example.com/team/shop
)",
     R"(--- Dockerfile ---
FROM debian:12
LABEL org.opencontainers.image.source="https://git.example.com/team/shop"
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\n",
    R"(--- Dockerfile ---
FROM debian:12
LABEL org.opencontainers.image.title=shop
--- .git/config ---
[remote "origin"]
	url = https://git.example.com/team/shop
)",
    "--- Dockerfile ---\nFROM debian:12\n--- .git/config ---\n[remote \"origin\"]\n\turl = ../shop.git\n",
    R"(--- Dockerfile ---
FROM debian:12
--- .git/config ---
[remote "origin"]
	url = https://git.example.com/team/shop
--- .github/workflows/build.yml ---
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/metadata-action@v5
      - uses: docker/build-push-action@v6
        with:
          context: .
)",
};

constexpr std::string_view references[] = {
    "https://specs.opencontainers.org/image-spec/annotations/",
    "https://docs.github.com/en/packages/learn-github-packages/connecting-a-repository-to-a-package"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/missing-source-label",
    .title = "The image has no label that says where its source is",
    .help = "Add LABEL org.opencontainers.image.source=\"https://…\"",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::safe,
    .docs =
        R"(With `org.opencontainers.image.source` whoever finds the image in a registry finds its source too; registries join the package to the
repository, and tools that update images read the changes there.

Reported is an image without any of the labels `org.opencontainers.image.…` in a repository whose remote is known. Pipelines that give the labels
(docker/metadata-action) are looked at.

The fix adds the label at the end of the final stage, with the address of the remote `origin` (without a user or a password that it may hold)
and, where the LICENSE file leaves no doubt, `licenses`. It changes what is said of the image, and nothing in it.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_missing_source_label
