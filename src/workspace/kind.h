// SPDX-License-Identifier: Apache-2.0
// What a file is, guessed from its path and its first 8 KiB. A guess: the reader of that kind has the last word.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace s1::workspace {

enum class FileKind : std::uint8_t {
  other,  // not infrastructure
  dockerfile,
  dockerignore,
  compose,
  kubernetes,
  kustomization,
  helm_chart,  // Chart.yaml
  helm_values,
  helm_template,  // under templates/ of a chart
  argo_cd,
  argo_rollout,
  external_secret,
  prometheus_rules,
  ecs_task,
  github_workflow,
  github_action,
  dependabot,
  gitlab_ci,
  jenkinsfile,
  terraform,
  terraform_vars,
  cloudformation,
  pulumi,
  quadlet,
  env_file,
  vsm_state,
};

inline constexpr std::size_t kSniffBytes = 8192;

// `path` is relative to the root, with '/'. `head`: the first bytes of the file, at most kSniffBytes; needed only where
// needs_head() is true.
[[nodiscard]] FileKind guess_kind(std::string_view path, std::string_view head);
// For a file that a user named and whose name says nothing: what its content looks like.
[[nodiscard]] FileKind guess_kind_of_content(std::string_view head);
// Whether the name alone does not decide (YAML, JSON, .conf …). False for names that can never be infrastructure.
[[nodiscard]] bool needs_head(std::string_view path);

[[nodiscard]] std::string_view name(FileKind kind);  // "github-workflow"
[[nodiscard]] std::string_view platform(
    FileKind kind);  // "github-actions": the platforms of the contract; "" for other and vsm_state

}  // namespace s1::workspace
