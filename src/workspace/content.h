// SPDX-License-Identifier: Apache-2.0
// What a text is by its content alone, from its first bytes.
#pragma once
#include <string_view>

#include "workspace/kind.h"

namespace s1::workspace {

// Instructions, of which the first but ARG is a well-formed FROM.
[[nodiscard]] bool looks_like_dockerfile(std::string_view head);
// A declarative pipeline, or a scripted one: a node block at the margin, or one with stages.
[[nodiscard]] bool looks_like_jenkinsfile(std::string_view head);
// A line `[section]`, for the section of a Quadlet unit whose name ends with `extension` (".container").
[[nodiscard]] bool looks_like_quadlet(std::string_view head, std::string_view extension);
// Actions of a Go template as Helm writes them. `${{ … }}` of workflows is none.
[[nodiscard]] bool holds_helm_actions(std::string_view head);

// By the keys at the top; `other` where they say nothing.
[[nodiscard]] FileKind kind_of_yaml(std::string_view head);
[[nodiscard]] FileKind kind_of_json(std::string_view head);

}  // namespace s1::workspace
