// SPDX-License-Identifier: Apache-2.0
// Files of a repository that a text names: `deploy/k8s/api.yaml`, but not and/or, origin/main or ghcr.io/acme/api:1.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace s1::report {

// What is surely meant as a file: relative, within one or more folders, its last part ending as infrastructure and
// source files do or named as they are (Dockerfile, Makefile, Jenkinsfile). Patterns, addresses, images and places
// outside (/etc/…, ~/…) are none. A line behind it (`:12`) is not part of it. Each once, in the order of the text.
[[nodiscard]] std::vector<std::string> path_mentions(std::string_view text);

}  // namespace s1::report
