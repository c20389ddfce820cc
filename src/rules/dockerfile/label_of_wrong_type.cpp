// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/label-of-wrong-type.
#include <map>
#include <string>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/label_format.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_label_of_wrong_type {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  std::map<std::string_view, config::LabelType> types;
  for (const config::Label& label : model.policy.labels)
    if (oci_type(label.key) != label.type)
      types.emplace(label.key, label.type);  // these are judged without being asked
  for (const model::Image& image : model.images) {
    if (!image.is_final) continue;
    for (const model::ImageLabel& label : image.labels) {
      const auto type = types.find(label.key);
      if (!label.key_known || !label.value.known() || type == types.end()) continue;
      const bool empty = label.value.text.empty();
      if (!empty && has_type(label.value.text, type->second)) continue;
      Report report = report_at(
          label.place, empty ? "The label " + label.key + " has no value"
                             : "The label " + label.key + " has to be " + std::string(description(type->second)));
      report.only_aliases = {empty ? "DL3051" : alias_of(type->second)};
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"};

constexpr Bad bad[] = {
    {"--- .s1-infra.yaml ---\nlabels: {a: url, b: rfc3339, c: spdx, d: hash, e: semver, f: {type: email}, g: text}\n"
     "--- Dockerfile ---\nFROM debian:12 AS base\nLABEL «a»=example.com «b»=\"2026-02-30T10:00:00Z\" «c»=\"MIT "
     "AND\"\nFROM base\n"
     "LABEL «d»=main «e»=1.2 «f»=\"Jo <jo@example.com>\" «g»=\"\"\n"},
    {"--- .s1-infra.yaml ---\nlabels: {a: url, b: rfc3339, c: spdx, d: hash, e: semver, f: email}\n"
     "--- Dockerfile ---\nFROM debian:12\nLABEL «a»=http: «b»=2026-01-31T24:00:00Z «c»=\"(MIT\" «d»=12345 «e»=01.2.3 "
     "«f»=a..b@example.com\n"},
};

constexpr std::string_view good[] = {
    "--- .s1-infra.yaml ---\nlabels: {a: url, b: rfc3339, c: spdx, d: hash, e: semver, f: email, g: text}\n"
    "--- Dockerfile ---\nFROM golang:1.25 AS build\nLABEL a=b\nFROM debian:12\n"
    "LABEL a=https://example.com/?b=c b=2024-02-29T23:59:60-05:30 c=\"mit or (Apache-2.0+ and ISC)\" d=0a1B2c3 "
    "e=1.20.3-rc.1+b.01 f=jo.doe+a@mail.example.com g=any\n",
    "--- .s1-infra.yaml ---\nlabels: {a: url}\n--- Dockerfile ---\nFROM debian:12\nARG A=b\nLABEL a=$A\n",
    "--- .s1-infra.yaml ---\nlabels: {org.opencontainers.image.source: url}\n--- Dockerfile ---\nFROM debian:12\nLABEL "
    "org.opencontainers.image.source=a\n",
    "--- Dockerfile ---\nFROM debian:12\nLABEL a=b\n",
};

constexpr std::string_view references[] = {"https://www.rfc-editor.org/rfc/rfc3339", "https://semver.org/",
                                           "https://spdx.org/licenses/",
                                           "https://docs.docker.com/reference/dockerfile/#label"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/label-of-wrong-type",
    .title = "A label's value is not of the type that it is to have",
    .help = "Write the value in the form that `labels:` of .s1-infra.yaml gives the label",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(Tools that read labels take a value for what it is to be: a link, a date, a licence, the commit that was
built. One in another form is of no use to them, and mostly nobody hears of it.

Write the value in the form that `.s1-infra.yaml` gives the label: `labels: {vendor: text, contact: email}`. The types
are text, url, rfc3339 (a date and time), spdx (licences), hash (a commit), semver and email; none of them may be empty.
Without that key nothing is reported.

Judged is the last stage, with the stages that it is `FROM`; values with variables are not. Labels of OCI that are to
have their own type are dockerfile/invalid-label-value's matter.

There is no fix: the right value has to be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_label_of_wrong_type
