// SPDX-License-Identifier: Apache-2.0
// bundler.io/man/gemfile.5.html: a Gemfile is a program, and may read any file.
#include "rules/install_manifests.h"

namespace s1::rules {

bool ruby_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const Span at = install.call->command->span;
  constexpr std::string_view texts[] = {
      "gemspec",          "path:", ":path", "path(", "path ",   "eval_gemfile", "instance_eval",
      "require_relative", "Dir[",  "Dir.",  "File.", "__dir__", "load "};
  constexpr std::string_view names[] = {"Gemfile.lock", ".ruby-version", ".tool-versions"};
  if (!has_manifest(project, "Gemfile", out, rewrite, at) || !names_nothing_of(project, "Gemfile", texts, rewrite, at))
    return false;
  if (project.has_folder("vendor/cache"))
    return rewrite.refuse(at, "the gems are in the project itself (vendor/cache)");
  if (project.has_folder(".bundle")) return rewrite.refuse(at, project.shown(".bundle") + " has settings of Bundler");
  for (const shell::Word* word : install.call->arguments)
    if (word->value.contains("vendor")) return rewrite.refuse(word->span, "the gems are put into the project itself");
  if (!project.has_file("Gemfile.lock"))
    return rewrite.refuse(at, project.shown("Gemfile.lock") + " is not in the build context");
  project.take(names, out.files);
  rewrite.checked.push_back(project.shown("Gemfile") + " reads no other file, and has no gem in a folder");
  return true;
}

}  // namespace s1::rules
