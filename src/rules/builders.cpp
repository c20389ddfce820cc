// SPDX-License-Identifier: Apache-2.0
#include "rules/builders.h"

#include <charconv>
#include <string>
#include <string_view>

#include "rules/between_files.h"

namespace s1::rules {
namespace {

constexpr NewSyntax kCacheMount{"--mount=type=cache", 2};

const dockerfile::Directive* syntax_of(const dockerfile::File& file) {
  for (const dockerfile::Directive& each : file.directives)
    if (each.name == "syntax") return &each;
  return nullptr;
}

// Whether `# syntax` names docker/dockerfile 1.`minor` or a later one.
bool is_new_enough(std::string_view image, std::uint32_t minor) {
  if (image.starts_with("docker.io/")) image.remove_prefix(10);
  if (!image.starts_with("docker/dockerfile:") && image != "docker/dockerfile") return false;
  const std::string_view tag = image == "docker/dockerfile" ? "latest" : image.substr(18);
  if (tag.starts_with("latest") || tag == "1" || tag.starts_with("1-") || tag.starts_with("1@")) return true;
  if (!tag.starts_with("1.")) return false;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(tag.data() + 2, tag.data() + tag.size(), number);
  return error == std::errc() && number >= minor;
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

// A file by which a service that builds the image is known, and what it makes of a cache mount:
// devcenter.heroku.com/articles/build-docker-images-heroku-yml, docs.railway.com/guides/dockerfiles#cache-mounts (a
// mount needs an id there that names the service). Google's docker step has BuildKit switched off
// (google-github-actions/setup-gcloud#658).
struct Host {
  std::string_view file;
  std::string_view why;
};
constexpr Host hosts[] = {
    {"heroku.yml", "Heroku builds it (heroku.yml), without BuildKit"},
    {"railway.json", "Railway builds it (railway.json) and wants an id of its own in a cache mount"},
    {"railway.toml", "Railway builds it (railway.toml) and wants an id of its own in a cache mount"},
};
constexpr std::string_view cloud_build[] = {"cloudbuild.yaml", "cloudbuild.yml", "cloudbuild.json"};

bool hosts_take_mounts(const model::Dockerfile& file, const model::Surroundings& around, Rewrite& rewrite) {
  if (!around.context || file.tree.instructions.empty()) return true;
  const Span begin = file.tree.instructions.front().header;
  for (const Host& each : hosts)
    if (around.context->has_file(each.file)) return rewrite.refuse(begin, std::string(each.why));
  for (const std::string_view name : cloud_build) {
    const std::string* const text = around.context->text(name);
    if (text == nullptr) continue;
    if (text->contains("kaniko"))
      return rewrite.refuse(begin, std::string(name) + " builds with kaniko, which knows no cache mounts");
    if (text->contains("cloud-builders/docker") && !text->contains("DOCKER_BUILDKIT=1"))
      return rewrite.refuse(begin, std::string(name) + " builds with a docker that does not use BuildKit");
  }
  return true;
}

// A step that has Google Cloud build an image from the source.
const model::Step* cloud_build_step(const model::Surroundings& around) {
  if (around.model == nullptr) return nullptr;
  for (const model::Pipeline& pipeline : around.model->pipelines)
    for (const model::Job& job : pipeline.jobs)
      for (const model::Step& step : job.steps)
        if (step.run.text.contains("gcloud builds submit") ||
            (step.run.text.contains("gcloud run deploy") && step.run.text.contains("--source")))
          return &step;
  return nullptr;
}

}  // namespace

bool builders_take(NewSyntax what, const dockerfile::File& file, const model::Surroundings& around, Rewrite& rewrite) {
  const std::string text(what.text);
  const std::string needed = "docker/dockerfile 1." + std::to_string(what.since);
  if (const dockerfile::Directive* const syntax = syntax_of(file);
      syntax != nullptr && !is_new_enough(syntax->value, what.since))
    return rewrite.refuse(syntax->span, text + " needs " + needed);
  if (const model::Step* const step = without_buildkit(around))
    return rewrite.refuse(related_at(step->place, text + " needs BuildKit, which is switched off here"));
  rewrite.checked.push_back("the frontend knows " + text + " (" + needed + ")");
  return true;
}

bool builders_take_cache_mounts(const model::Dockerfile& file, const model::Surroundings& around, Rewrite& rewrite) {
  if (!builders_take(kCacheMount, file.tree, around, rewrite) || !hosts_take_mounts(file, around, rewrite))
    return false;
  if (const model::Step* const step = cloud_build_step(around))
    return rewrite.refuse(related_at(step->place, "Google Cloud builds images here, with a docker without BuildKit"));
  for (const model::Build* build : around.builds)
    if (!build->knows_mounts)
      return rewrite.refuse(related_at(build->place, "it is built here by a builder that knows no cache mounts"));
  if (!around.builds.empty()) rewrite.checked.emplace_back("all that build it take cache mounts");
  return true;
}

}  // namespace s1::rules
