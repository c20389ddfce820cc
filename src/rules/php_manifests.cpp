// SPDX-License-Identifier: Apache-2.0
// getcomposer.org/doc/05-repositories.md (path, artifact) and doc/03-cli.md (--no-scripts, --no-autoloader).
#include "rules/install_manifests.h"

namespace s1::rules {

bool php_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const Span at = install.call->command->span;
  constexpr std::string_view names[] = {"composer.lock", "symfony.lock", "auth.json"};
  constexpr std::string_view texts[] = {"\"path\"", "\"artifact\"", "scaffold", "installer-paths",
                                        "cweagans/composer-patches"};
  if (!has_manifest(project, "composer.json", out, rewrite, at) ||
      !names_nothing_of(project, "composer.json", texts, rewrite, at))
    return false;
  if (!project.has_file("composer.lock"))
    return rewrite.refuse(at, project.shown("composer.lock") + " is not in the build context");
  project.take(names, out.files);
  // Scripts and the autoloader's map of classes need the source: the install that is there does them.
  out.fetch = install.call->name;
  for (const shell::Word* word : install.call->arguments) {
    if (!word->literal || word->value.find_first_of(" '\"$\\") != std::string::npos)
      return rewrite.refuse(word->span, "its options cannot be repeated");
    if (word->value == "-o" || word->value == "--optimize-autoloader" || word->value == "-a" ||
        word->value == "--classmap-authoritative")
      continue;
    if (word->value != "--no-scripts" && word->value != "--no-autoloader") out.fetch += " " + word->value;
  }
  out.fetch += " --no-scripts --no-autoloader";
  out.made = {"vendor"};
  rewrite.checked.push_back(project.shown("composer.json") +
                            " names no repository in a folder; scripts and the autoloader wait for the source");
  return true;
}

}  // namespace s1::rules
