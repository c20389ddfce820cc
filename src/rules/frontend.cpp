// SPDX-License-Identifier: Apache-2.0
#include "rules/frontend.h"

#include <charconv>
#include <string>
#include <string_view>

#include "rules/between_files.h"

namespace s1::rules {
namespace {

const dockerfile::Directive* syntax_of(const dockerfile::File& file) {
  for (const dockerfile::Directive& each : file.directives)
    if (each.name == "syntax") return &each;
  return nullptr;
}

// A step that switches BuildKit off, where this Dockerfile is built by a pipeline.
const model::Step* without_buildkit(const model::Surroundings& around) {
  if (around.model == nullptr || around.builds.empty()) return nullptr;
  for (const model::Pipeline& pipeline : around.model->pipelines)
    for (const model::Job& job : pipeline.jobs)
      for (const model::Step& step : job.steps)
        if (step.run.text.contains("DOCKER_BUILDKIT=0")) return &step;
  return nullptr;
}

}  // namespace

bool frontend_has(const dockerfile::File& file, std::uint32_t minor) {
  const dockerfile::Directive* const directive = syntax_of(file);
  if (directive == nullptr) return true;
  std::string_view image = directive->value;
  if (image.starts_with("docker.io/")) image.remove_prefix(10);
  if (!image.starts_with("docker/dockerfile:") && image != "docker/dockerfile") return false;
  const std::string_view tag = image == "docker/dockerfile" ? "latest" : image.substr(18);
  if (tag.starts_with("latest") || tag == "1" || tag.starts_with("1-") || tag.starts_with("1@")) return true;
  if (!tag.starts_with("1.")) return false;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(tag.data() + 2, tag.data() + tag.size(), number);
  return error == std::errc() && number >= minor;
}

bool require_frontend(const dockerfile::File& file, const model::Surroundings& around, std::uint32_t minor,
                      std::string_view flag, Rewrite& rewrite) {
  const std::string needed = "docker/dockerfile 1." + std::to_string(minor);
  if (!frontend_has(file, minor)) return rewrite.refuse(syntax_of(file)->span, std::string(flag) + " needs " + needed);
  if (const model::Step* const step = without_buildkit(around))
    return rewrite.refuse(related_at(step->place, std::string(flag) + " needs BuildKit, which is switched off here"));
  rewrite.checked.push_back("the frontend knows " + std::string(flag) + " (" + needed + ")");
  return true;
}

}  // namespace s1::rules
