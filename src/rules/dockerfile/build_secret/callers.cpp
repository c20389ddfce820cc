// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/build_secret/callers.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "model/build_files.h"
#include "model/source_search.h"
#include "rules/dockerfile/build_secret/caller_edits.h"
#include "workspace/root.h"

namespace s1::rules {
namespace {

constexpr std::size_t kMostBytes = 1024 * std::size_t{1024};

// Files in which somebody else may build the image.
constexpr std::array<std::string_view, 12> kScripts = {".sh",  ".bash", "Makefile", ".mk",  "package.json", ".hcl",
                                                       ".yml", ".yaml", "justfile", ".ps1", "Jenkinsfile",  ".py"};

struct Caller {
  model::FileId file = 0;
  model::Place place;
  std::vector<std::string> services;
  std::vector<std::uint32_t> steps;
  bool is_script = false;
  bool builds_others = false;  // its scripts build other Dockerfiles too
};

std::map<model::FileId, Caller> callers_of(const model::Surroundings& around) {
  std::map<model::FileId, Caller> callers;
  const auto at = [&](const model::Build& build) -> Caller& {
    Caller& caller = callers[build.place.file];
    caller.file = build.place.file;
    if (!caller.place.exists()) caller.place = build.place;
    return caller;
  };
  const auto is_ours = [&](const model::Build& build) {
    return !build.is_inline && build.dockerfile_path == around.path;
  };
  for (const model::Service& service : around.model->services)
    if (service.build && is_ours(*service.build)) at(*service.build).services.push_back(service.container.name);
  for (const model::Pipeline& pipeline : around.model->pipelines)
    for (const model::Job& job : pipeline.jobs)
      for (const model::Build& build : job.builds) {
        if (!is_ours(build)) continue;
        Caller& caller = at(build);
        bool is_action = false;
        for (const model::Step& step : job.steps)
          is_action |= step.place == build.place && step.uses.text.starts_with("docker/build-push-action");
        if (is_action)
          caller.steps.push_back(build.place.span.begin);
        else
          caller.is_script = true;
      }
  for (const model::Pipeline& pipeline : around.model->pipelines)
    for (const model::Job& job : pipeline.jobs)
      for (const model::Build& build : job.builds)
        if (const auto there = callers.find(build.place.file); there != callers.end() && !is_ours(build))
          there->second.builds_others |= !build.dockerfile_path.empty() || build.context.state != model::State::absent;
  return callers;
}

Related related(const model::Surroundings& around, const Caller& caller, const CallerEdits& edits) {
  return {.span = caller.place.span,
          .message = around.model->paths[caller.file] + " " + edits.why,
          .file = caller.file,
          .line = edits.line != 0 ? edits.line : caller.place.line};
}

}  // namespace

SecretCallers give_as_secret(const model::Surroundings& around, std::string_view name, Rewrite& rewrite) {
  SecretCallers result;
  if (around.model == nullptr || around.root == nullptr) return result;
  std::vector<std::string> changed;
  for (const auto& [file, caller] : callers_of(around)) {
    const std::string& path = around.model->paths[file];
    const Result<std::string> text = around.root->read(path, kMostBytes);
    CallerEdits edits;
    if (!text)
      edits.why = "cannot be read";
    else if (caller.is_script && caller.builds_others && text->contains(name))
      edits.why = "builds other images too, which may need the argument";
    else if (!caller.services.empty())
      edits = compose_secret(*text, caller.services, name);
    else if (!caller.steps.empty())
      edits = workflow_secret(*text, caller.steps, name);
    else
      edits = script_secret(*text, name);
    if (edits.why.empty() && text) {
      const Result<std::string> after = s1::apply(*text, edits.edits);
      if (!after) edits.why = "cannot be changed in place";
    }
    if (!edits.why.empty()) {
      (void)rewrite.refuse(related(around, caller, edits));
      return result;
    }
    if (!edits.gives_it) {
      result.all_give_it = false;
      continue;
    }
    changed.push_back(path);
    rewrite.other_files.push_back({.path = path, .text = std::nullopt, .edits = std::move(edits.edits)});
    rewrite.checked.push_back(path + " gives it as a secret then");
  }
  // Who else gives the argument would give it in vain.
  const model::BuildFiles all(*around.root, {}, {});
  for (const std::string& option : {"--build-arg " + std::string(name), "--build-arg=" + std::string(name)}) {
    const model::SourceSearch search = model::search_sources(all, {}, kScripts, option);
    if (search.found_in && std::ranges::find(changed, *search.found_in) == changed.end())
      (void)rewrite.refuse({.span = {}, .message = *search.found_in + " gives it as a build argument, too"});
  }
  return result;
}

}  // namespace s1::rules
