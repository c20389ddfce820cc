// SPDX-License-Identifier: Apache-2.0
// maven.apache.org/pom.html: modules, the parent's relativePath, dependencies of the scope system.
#include "rules/install_manifests.h"

namespace s1::rules {

bool maven_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const Span at = install.call->command->span;
  constexpr std::string_view texts[] = {"<module>", "<systemPath>", "<relativePath>", "file:"};
  if (!has_manifest(project, "pom.xml", out, rewrite, at) || !names_nothing_of(project, "pom.xml", texts, rewrite, at))
    return false;
  if (project.has_folder(".mvn")) out.files.emplace_back(".mvn/");
  rewrite.checked.push_back(project.shown("pom.xml") + " has no modules and names no other file");
  return true;
}

}  // namespace s1::rules
