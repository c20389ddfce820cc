// SPDX-License-Identifier: Apache-2.0
// Which folders a walk enters, by their names. A folder that a user named is walked whatever its name.
#pragma once
#include <algorithm>
#include <iterator>
#include <string_view>

namespace s1::workspace {

// Other people's code and what tools rebuild; never entered at any depth. Most such folders are hidden ones (.git,
// .terraform, .venv, .tox, .gradle, .m2 …), which are left out already. So are virtual environments of any name:
// folders that hold a pyvenv.cfg.
inline constexpr std::string_view kNeverEntered[] = {
    "node_modules", "vendor", "bower_components", "jspm_packages", "__pycache__", "site-packages", "__pypackages__",
};

// The hidden folders in which infrastructure is kept; all others are left out.
inline constexpr std::string_view kHiddenEntered[] = {
    ".github",  ".gitlab",       ".gitlab-ci",  ".gitea",
    ".forgejo", ".circleci",     ".ci",         ".jenkins",  // pipelines
    ".docker",  ".devcontainer",                             // images
    ".k8s",     ".kube",         ".kubernetes", ".helm",
    ".argocd",  ".tekton",       ".openshift",                      // orchestration
    ".aws",     ".deploy",       ".infra",      ".infrastructure",  // task definitions, templates
    ".config",  ".claude",                                          // Quadlet units, VSM state
};

// What marks a folder of any name as a Python virtual environment.
inline constexpr std::string_view kVirtualEnvironmentMark = "pyvenv.cfg";

[[nodiscard]] constexpr bool enters_folder(std::string_view name) {
  if (name.starts_with('.')) return std::ranges::find(kHiddenEntered, name) != std::end(kHiddenEntered);
  return std::ranges::find(kNeverEntered, name) == std::end(kNeverEntered);
}

}  // namespace s1::workspace
