// SPDX-License-Identifier: Apache-2.0
#include "rules/build_inputs.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rules/between_files.h"
#include "rules/each_build.h"
#include "syntax/dockerfile/ast.h"
#include "text/suggest.h"

namespace s1::rules {
namespace {

constexpr std::size_t kMostCompared = 100;  // names, letter by letter

// What BuildKit and its Dockerfile frontend take without an ARG.
bool is_own_arg(std::string_view name) {
  return dockerfile::is_predefined_arg(name) || name.starts_with("BUILDKIT_") || name == "SOURCE_DATE_EPOCH";
}

bool is_own_secret(std::string_view name) {
  return name.starts_with("GIT_AUTH_TOKEN") || name.starts_with("GIT_AUTH_HEADER");
}

// By the path of the Dockerfile.
std::map<std::string_view, const model::Image*> final_images(const model::InfraModel& model) {
  std::map<std::string_view, const model::Image*> result;
  for (const model::Image& image : model.images)
    if (image.is_final) result[model.paths[image.place.file]] = &image;
  return result;
}

struct Kind {
  std::vector<model::BuildInput> model::Build::* given;
  std::vector<std::string> model::Image::* used;
  bool (*is_own)(std::string_view);
  std::string_view how;  // the end of "FILE has no …"
};

void report(const model::InfraModel& model, std::string_view platform, const Kind& kind, Sink& out) {
  const auto images = final_images(model);
  each_build(model, platform, [&](const model::Build& build, const std::string& resource) {
    const auto found = images.find(build.dockerfile_path);
    if (build.is_inline || build.may_be_made || found == images.end() || !found->second->inputs_known) return;
    const std::vector<std::string>& used = found->second->*kind.used;
    for (const model::BuildInput& input : build.*kind.given) {
      if (input.name.empty() || input.name.find_first_of("${ ") != std::string::npos || kind.is_own(input.name) ||
          std::ranges::find(used, input.name) != used.end())
        continue;
      std::string message = build.dockerfile_path + " has no " + std::string(kind.how) + input.name;
      if (used.size() <= kMostCompared) {
        const std::vector<std::string_view> names(used.begin(), used.end());
        if (const std::string_view near = nearest(input.name, names); !near.empty())
          message += "; is " + std::string(near) + " meant?";
      }
      Report report = report_at(input.place, std::move(message));
      report.resource = resource;
      report.related.push_back(related_at(found->second->place, "the Dockerfile that is built"));
      out.report(std::move(report));
    }
  });
}

}  // namespace

void report_unused_build_args(const model::InfraModel& model, std::string_view platform, Sink& out) {
  report(model, platform, {&model::Build::args, &model::Image::args, is_own_arg, "ARG "}, out);
}

void report_unused_build_secrets(const model::InfraModel& model, std::string_view platform, Sink& out) {
  report(model, platform,
         {&model::Build::secrets, &model::Image::secrets, is_own_secret, "RUN --mount=type=secret with the id "}, out);
}

}  // namespace s1::rules
