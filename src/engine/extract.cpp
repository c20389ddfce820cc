// SPDX-License-Identifier: Apache-2.0
#include "engine/extract.h"

#include <algorithm>
#include <vector>

#include "model/read.h"

namespace s1::engine {
namespace {

using workspace::FileKind;

void extract_file(const model::Input& input, model::InfraModel& model) {
  switch (input.kind) {
    case FileKind::dockerfile:
      return model::read_dockerfile(input, model);
    case FileKind::compose:
      return model::read_compose({&input, 1}, model);
    case FileKind::kubernetes:
    case FileKind::argo_cd:
    case FileKind::argo_rollout:
    case FileKind::external_secret:
      return model::read_kubernetes(input, model);
    case FileKind::kustomization:
      return model::read_kustomization(input, model);
    case FileKind::ecs_task:
      return model::read_ecs_task(input, model);
    case FileKind::github_workflow:
      return model::read_github_workflow(input, model);
    case FileKind::gitlab_ci:
      return model::read_gitlab_ci({&input, 1}, model);
    case FileKind::jenkinsfile:
      return model::read_jenkinsfile(input, model);
    case FileKind::prometheus_rules:
      return model::read_prometheus_rules(input, model);
    case FileKind::helm_chart:
      return model::read_chart(input, nullptr, model);
    case FileKind::terraform:
      return model::read_terraform(input, model);
    case FileKind::cloudformation:
      return model::read_cloudformation(input, model);
    case FileKind::pulumi:
      return model::read_pulumi(input, model);
    default:  // named in the inventory; the model takes nothing from it yet
      return;
  }
}

}  // namespace

void extract(const ParsedFile& file, model::InfraModel& model) {
  extract_file(file.input(), model);
}

void extract(const Unit& unit, std::span<const std::unique_ptr<const ParsedFile>> files, model::InfraModel& model) {
  std::vector<model::Input> inputs;
  const std::span<const model::FileId> beginning = std::span(unit.files).first(unit.starts);
  std::size_t starts = 0;
  for (const auto& file : files) {
    inputs.push_back(file->input());
    if (std::ranges::find(beginning, file->id) != beginning.end()) ++starts;
  }
  if (inputs.empty()) return;
  switch (unit.kind) {
    case UnitKind::file:
      return extract_file(inputs.front(), model);
    case UnitKind::compose_project:
      return model::read_compose(inputs, model, starts);
    case UnitKind::gitlab_pipeline:
      return model::read_gitlab_ci(inputs, model, {starts, unit.folder, unit.runs_here});
    case UnitKind::chart:
      return model::read_chart(inputs.front(), inputs.size() > 1 ? &inputs[1] : nullptr, model);
  }
}

}  // namespace s1::engine
