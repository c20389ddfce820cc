// SPDX-License-Identifier: Apache-2.0
// learn.microsoft.com/visualstudio/msbuild/customize-by-directory and learn.microsoft.com/nuget/consume-packages.
#include <string>

#include "rules/install_manifests.h"
#include "workspace/names.h"

namespace s1::rules {

bool dotnet_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const Span at = install.call->command->span;
  std::string found;
  for (const std::string& name : project.names()) {
    if (name.ends_with(".sln") || name.ends_with(".slnx"))
      return rewrite.refuse(at, project.shown(name) + " joins several projects");
    if (!name.ends_with(".csproj") && !name.ends_with(".fsproj") && !name.ends_with(".vbproj")) continue;
    if (!found.empty()) return rewrite.refuse(at, project.shown(name) + " and " + found + " are both there");
    found = name;
  }
  if (found.empty()) return rewrite.refuse(at, "no project file is in the folder that is copied");
  for (const shell::Word* word : install.call->arguments)
    if (!word->value.starts_with('-') && word->value.contains("proj") &&
        workspace::base_name(word->value) != word->value && word->value != "./" + found)
      return rewrite.refuse(word->span, "it names a project in another folder");
  constexpr std::string_view texts[] = {"ProjectReference", "<Import ", "$(SolutionDir)"};
  if (!has_manifest(project, found, out, rewrite, at) || !names_nothing_of(project, found, texts, rewrite, at))
    return false;
  constexpr std::string_view names[] = {"packages.lock.json",
                                        "nuget.config",
                                        "NuGet.config",
                                        "NuGet.Config",
                                        "global.json",
                                        "Directory.Build.props",
                                        "Directory.Build.targets",
                                        "Directory.Packages.props"};
  constexpr std::string_view imports[] = {"<Import "};
  for (const std::string_view name : {"Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"})
    if (!names_nothing_of(project, name, imports, rewrite, at)) return false;
  project.take(names, out.files);
  out.made = {"obj"};
  rewrite.checked.push_back(project.shown(found) + " is the only project, and refers to no other");
  return true;
}

}  // namespace s1::rules
