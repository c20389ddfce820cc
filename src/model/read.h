// SPDX-License-Identifier: Apache-2.0
// The readers: each brings what one kind of file declares into the model. One file each, named for what it reads. They
// are lenient: what they do not understand they leave out, and it is never an error.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/infra_model.h"
#include "syntax/data/tree.h"
#include "text/comment.h"
#include "text/source.h"

namespace s1::dockerfile {
class File;
}
namespace s1::groovy {
struct Script;
}
namespace s1::hcl {
struct Outline;
}

namespace s1::model {

// One file of a unit, parsed.
struct Input {
  FileId file = 0;
  std::string_view path;  // relative to the root, with '/'
  workspace::FileKind kind = workspace::FileKind::other;
  const Source* source = nullptr;
  const data::File* tree = nullptr;              // YAML and JSON
  const dockerfile::File* dockerfile = nullptr;  // Dockerfiles, with their scripts parsed
  const hcl::Outline* hcl = nullptr;             // Terraform, unless it is in JSON
  const groovy::Script* groovy = nullptr;        // Jenkinsfiles
  std::span<const Comment> comments;             // in whichever language, in their order
};

// Where a GitLab pipeline begins.
struct GitlabStart {
  std::size_t files = 1;                   // so many of the files start it, merged; a child pipeline may have several
  std::optional<std::string> folder = {};  // the repository's in the root, that local names count from; nothing: as the
                                           // first file's place tells
  bool runs_here = true;                   // false: nothing here starts it; it may be a template of other repositories
};

void read_dockerfile(const Input& input, InfraModel& model);
// The files of one project: the first, then its overrides, in the order in which they are merged; `.env` files among
// them give the variables. After the first `starts` files come those that may be included or extended.
void read_compose(std::span<const Input> project, InfraModel& model, std::size_t starts = SIZE_MAX);
// Every document, Lists opened; also Argo CD, External Secrets and PrometheusRule objects.
void read_kubernetes(const Input& input, InfraModel& model);
void read_kustomization(const Input& input, InfraModel& model);
void read_ecs_task(const Input& input, InfraModel& model);
void read_github_workflow(const Input& input, InfraModel& model);
// The files of one pipeline: those that start it, then those that may be included; of these only the ones that
// `include: local` really names are merged.
void read_gitlab_ci(std::span<const Input> files, InfraModel& model, const GitlabStart& start = {});
void read_jenkinsfile(const Input& input, InfraModel& model);  // light: by its tokens and blocks
void read_prometheus_rules(const Input& input, InfraModel& model);
void read_chart(const Input& chart, const Input* values, InfraModel& model);  // templates are not read
void read_terraform(const Input& input, InfraModel& model);                   // light: the headers of its blocks
void read_cloudformation(const Input& input, InfraModel& model);              // light: Resources by type
void read_pulumi(const Input& input, InfraModel& model);                      // light: resources of Pulumi YAML by type

}  // namespace s1::model
