// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/label-not-listed.
#include <set>
#include <string>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_label_not_listed {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  if (model.policy.labels.empty()) return;
  std::set<std::string_view> listed;
  for (const config::Label& label : model.policy.labels) listed.insert(label.key);
  for (const model::Image& image : model.images) {
    if (!image.is_final) continue;
    for (const model::ImageLabel& label : image.labels)
      if (label.key_known && !listed.contains(label.key))
        out.report(report_at(label.place, "The label " + label.key + " is not among the `labels:` that images have"));
  }
}

constexpr std::string_view aliases[] = {"DL3050"};

constexpr Bad bad[] = {
    {"--- .s1-infra.yaml ---\nlabels: {vendor: text}\n--- Dockerfile ---\n"
     "FROM debian:12 AS base\nLABEL «owner»=a\nFROM base\nLABEL vendor=a «\"Vendor\"»=b\n"},
};

constexpr std::string_view good[] = {
    "--- .s1-infra.yaml ---\nlabels: {vendor: text}\n--- Dockerfile ---\nFROM golang:1.25 AS build\nLABEL "
    "owner=a\nFROM "
    "debian:12\nARG KEY\nLABEL vendor=a $KEY=b\n",
    "--- Dockerfile ---\nFROM debian:12\nLABEL owner=a\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#label"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/label-not-listed",
    .title = "A label is not among those that images are to have",
    .help = "Remove the label, or add it to `labels:` of .s1-infra.yaml",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .aliases = aliases,
    .docs =
        R"(Where an organisation has listed the labels of its images, another one is often the wrong spelling of one of
them, or an old name that nothing reads any more.

Remove the label, write it as it is listed, or add it to `labels:` in `.s1-infra.yaml`. Without that key nothing is
reported, and with it only in the profile strict: a list of the labels whose form counts need not be a list of all.

There is no fix: whether the label is wrong or the list has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_label_not_listed
