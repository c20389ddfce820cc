// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/label-missing.
#include <algorithm>
#include <string>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_label_missing {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  for (const model::Image& image : model.images) {
    if (!image.is_final) continue;
    for (const config::Label& wanted : model.policy.labels) {
      const bool may_be_there = std::ranges::any_of(
          image.labels, [&](const model::ImageLabel& label) { return !label.key_known || label.key == wanted.key; });
      if (!wanted.required || may_be_there) continue;
      Report report = report_at(image.place, "The image has no label " + wanted.key);
      report.resource = image.stage;
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3049"};

constexpr Bad bad[] = {
    {"--- .s1-infra.yaml ---\nlabels:\n  vendor: {required: true}\n  contact: email\n--- Dockerfile ---\n"
     "FROM golang:1.25 AS build\nLABEL vendor=a\n«FROM debian:12»\nLABEL vendors=a\n"},
};

constexpr std::string_view good[] = {
    "--- .s1-infra.yaml ---\nlabels:\n  vendor: {required: true}\n--- Dockerfile ---\n"
    "FROM golang:1.25 AS build\nFROM debian:12 AS base\nLABEL \"vendor\"=a\nFROM base\n",
    "--- .s1-infra.yaml ---\nlabels:\n  vendor: {required: true}\n--- Dockerfile ---\nFROM debian:12\nARG KEY\nLABEL "
    "$KEY=a\n",
    "--- .s1-infra.yaml ---\nlabels: {vendor: text}\n--- Dockerfile ---\nFROM debian:12\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#label"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/label-missing",
    .title = "A label that is required is missing",
    .help = "Add a LABEL with what `labels:` of .s1-infra.yaml requires",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(Labels say who owns an image, what it was built from and where its source is. Those that an organisation
requires are the ones that its inventory and its alerts are made of; an image without them belongs to nobody.

Add the label. Required is what `.s1-infra.yaml` says so: `labels: {vendor: {required: true}}`; without it nothing is
reported.

Judged is the last stage, which is what is built, with the stages that it is `FROM`. Labels of an image that is pulled
are not known here, and should not count: they are about that image.

There is no fix: the value has to be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_label_missing
