// SPDX-License-Identifier: Apache-2.0
// go.dev/ref/mod: go.work joins modules, `replace` may lead to a folder, vendor has the modules themselves.
#include <string>

#include "rules/install_manifests.h"

namespace s1::rules {
namespace {

// A `replace` that leads to a folder.
bool replaces_by_folder(const std::string& go_mod) {
  for (std::size_t at = go_mod.find("=>"); at != std::string::npos; at = go_mod.find("=>", at + 2)) {
    const std::size_t target = go_mod.find_first_not_of(" \t\"", at + 2);
    if (target != std::string::npos && (go_mod[target] == '.' || go_mod[target] == '/')) return true;
  }
  return false;
}

}  // namespace

bool go_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const Span at = install.call->command->span;
  if (project.has_file("go.work")) return rewrite.refuse(at, project.shown("go.work") + " joins several modules");
  if (project.has_folder("vendor")) return rewrite.refuse(at, "the modules are in the project itself (vendor)");
  if (!has_manifest(project, "go.mod", out, rewrite, at)) return false;
  const std::string* const text = project.text("go.mod");
  if (text == nullptr || replaces_by_folder(*text))
    return rewrite.refuse(at, project.shown("go.mod") + " replaces a module by a folder of the project");
  if (text->contains("\nrequire") && !project.has_file("go.sum"))
    return rewrite.refuse(at, project.shown("go.sum") + " is not in the build context");
  constexpr std::string_view names[] = {"go.sum"};
  project.take(names, out.files);
  if (install.said != "go mod download") out.fetch = "go mod download";
  rewrite.checked.push_back(project.shown("go.mod") +
                            " replaces no module by a folder, and there are no go.work and no vendor");
  return true;
}

}  // namespace s1::rules
