// SPDX-License-Identifier: Apache-2.0
// Which files may be one file under another name.
#pragma once
#include <string>
#include <string_view>

namespace s1::workspace {

// What two names must share for a rename to be looked for between them: what kind of file the name says it is, else its
// extension. "Dockerfile" and "docker/web.Dockerfile" are of one family, and so are "deploy.yml" and "deploy.yaml".
// Wider than FileKind, which needs the content to tell the kinds of YAML apart.
[[nodiscard]] std::string rename_family(std::string_view path);

}  // namespace s1::workspace
