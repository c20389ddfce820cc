// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/registry-not-allowed.
#include <algorithm>
#include <string>
#include <vector>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/rule.h"
#include "text/lower_case.h"
#include "workspace/glob.h"

namespace s1::rules::dockerfile_registry_not_allowed {
namespace {

// Docker Hub has several names.
std::string canonical(std::string_view registry) {
  std::string name = lower_case(registry);
  const bool is_hub = name == "index.docker.io" || name == "registry-1.docker.io" || name == "hub.docker.com";
  return is_hub ? "docker.io" : name;
}

// Before the first slash, where that can be a host.
std::string registry_of(std::string_view image) {
  const std::size_t slash = image.find('/');
  const std::string_view first = image.substr(0, slash);
  const bool is_host =
      slash != std::string_view::npos && (first.find_first_of(".:") != std::string_view::npos || first == "localhost");
  return is_host ? canonical(first) : "docker.io";
}

void check(const model::InfraModel& model, Sink& out) {
  if (model.policy.registries.empty()) return;
  std::vector<workspace::Glob> allowed;
  for (const std::string& each : model.policy.registries)
    allowed.emplace_back(canonical(each), workspace::Glob::Language::gitignore);
  for (const model::Image& image : model.images) {
    // FROM another stage, a variable, or the empty image.
    if (image.root_base.empty() || image.base != image.root_base || image.base == "scratch") continue;
    const std::string registry = registry_of(image.base);
    if (std::ranges::any_of(allowed, [&](const workspace::Glob& glob) { return glob.matches(registry); })) continue;
    Report report =
        report_at(image.place, "Images of " + registry + " are not among the `registries:` that are allowed");
    report.resource = image.stage;
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3026"};

constexpr Bad bad[] = {
    {"--- .s1-infra.yaml ---\nregistries: [registry.example.com, \"*.example.org\"]\n--- Dockerfile ---\n"
     "«FROM golang:1.25 AS build»\nFROM build AS test\n«FROM ghcr.io/example/app:1.2»\n"},
    {"--- .s1-infra.yaml ---\nregistries: docker.io\n--- Dockerfile ---\n«FROM localhost/app:1»\n«FROM "
     "example.com:5000/app»\n"},
};

constexpr std::string_view good[] = {
    "--- .s1-infra.yaml ---\nregistries: [hub.docker.com, \"*.example.org\"]\n--- Dockerfile ---\nFROM golang:1.25 AS "
    "build\nFROM index.docker.io/library/debian:12\nFROM eu.example.org/app:1\nFROM scratch\n",
    "--- .s1-infra.yaml ---\nregistries: registry.example.com\n--- Dockerfile ---\nARG HOST=ghcr.io\nFROM "
    "$HOST/app:1\nFROM registry.example.com/a/b:1\n",
    "--- Dockerfile ---\nFROM ghcr.io/example/app:1.2\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#from"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/registry-not-allowed",
    .title = "FROM takes an image from a registry that is not allowed",
    .help = "Take the image from one of the `registries:` of .s1-infra.yaml",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(Who owns a registry decides what is in its images. Where an organisation has said from which ones it builds,
an image of another one gets past all that is done to those: scans, signatures, a mirror that is still there tomorrow.

Take the image from a registry that is allowed, or add the registry to `registries:` in `.s1-infra.yaml`. A `*` stands
for any text: `"*.example.com"`. Without that key nothing is reported.

A name without a registry is Docker Hub's (`docker.io`). Names with variables are not judged: a build may give them
another value; nor are `scratch` and other stages.

There is no fix: which image of another registry is the same one has to be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_registry_not_allowed
