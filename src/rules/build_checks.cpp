// SPDX-License-Identifier: Apache-2.0
#include "rules/build_checks.h"

#include <cctype>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "rules/between_files.h"
#include "rules/each_build.h"
#include "text/lower_case.h"
#include "text/suggest.h"

namespace s1::rules {
namespace {

// Where the value is written, else the build as a whole.
const model::Place& place_of(const model::Value& value, const model::Build& build) {
  return value.place.exists() ? value.place : build.place;
}

void report(const model::Place& place, std::string message, const std::string& resource, Sink& out) {
  Report report = report_at(place, std::move(message));
  report.resource = resource;
  out.report(std::move(report));
}

// A name that is meant is looked for among so many stages and for so many findings: each pair is compared letter by
// letter.
constexpr std::size_t kMostCompared = 100;
constexpr std::size_t kMostSuggestions = 100;

// The stages of one Dockerfile.
struct Stages {
  std::unordered_set<std::string> known;  // in lower case: they are named without regard to it
  std::vector<std::string_view> names;    // as written
  const model::Image* last = nullptr;

  void add(const model::Image& image) {
    last = &image;
    if (image.stage.empty()) return;
    known.insert(lower_case(image.stage));
    names.push_back(image.stage);
  }
};

}  // namespace

void report_missing_build_files(const model::InfraModel& model, std::string_view platform, Sink& out) {
  each_build(model, platform, [&](const model::Build& build, const std::string& resource) {
    if (build.context_presence == model::Presence::missing)
      report(place_of(build.context, build), "The build context " + build.context_path + " is not in the repository",
             resource, out);
    else if (build.dockerfile_presence == model::Presence::missing)
      report(place_of(build.dockerfile, build), "The Dockerfile " + build.dockerfile_path + " is not in the repository",
             resource, out);
  });
}

void report_unknown_targets(const model::InfraModel& model, std::string_view platform, Sink& out) {
  std::map<std::string_view, Stages> by_dockerfile;
  for (const model::Image& image : model.images) by_dockerfile[model.paths[image.place.file]].add(image);
  std::size_t findings = 0;
  each_build(model, platform, [&](const model::Build& build, const std::string& resource) {
    const auto found = by_dockerfile.find(build.dockerfile_path);
    if (!build.target.known() || found == by_dockerfile.end()) return;
    const Stages& stages = found->second;
    if (stages.known.contains(lower_case(build.target.text))) return;
    // BuildKit takes a stage's number too.
    if (build.target.text.find_first_not_of("0123456789") == std::string::npos) return;
    std::string message = build.dockerfile_path + " has no stage " + build.target.text;
    if (++findings <= kMostSuggestions && stages.names.size() <= kMostCompared)
      if (const std::string_view near = nearest(build.target.text, stages.names); !near.empty())
        message += "; is " + std::string(near) + " meant?";
    Report report = report_at(place_of(build.target, build), std::move(message));
    report.resource = resource;
    report.related.push_back(related_at(stages.last->place, "the stage that is built when no target is named"));
    out.report(std::move(report));
  });
}

}  // namespace s1::rules
