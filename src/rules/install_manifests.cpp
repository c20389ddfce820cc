// SPDX-License-Identifier: Apache-2.0
#include "rules/install_manifests.h"

#include "workspace/names.h"

namespace s1::rules {

std::string ProjectFiles::in_context(std::string_view path) const {
  return workspace::join(folder_, path);
}

bool ProjectFiles::has_file(std::string_view path) const {
  const std::string inside = in_context(path);
  return context_.has_file(inside) && !context_.ignores(inside);
}

bool ProjectFiles::has_folder(std::string_view path) const {
  const std::string inside = in_context(path);
  return context_.has_folder(inside) && !context_.ignores(inside);
}

const std::string* ProjectFiles::text(std::string_view path) const {
  return has_file(path) ? context_.text(in_context(path)) : nullptr;
}

void ProjectFiles::take(std::span<const std::string_view> names, std::vector<std::string>& files) const {
  for (const std::string_view name : names)
    if (has_file(name)) files.emplace_back(name);
}

bool has_manifest(const ProjectFiles& project, std::string_view name, Manifests& out, Rewrite& rewrite, Span at) {
  if (!project.has_file(name)) return rewrite.refuse(at, project.shown(name) + " is not in the build context");
  out.files.emplace_back(name);
  return true;
}

bool names_nothing_of(const ProjectFiles& project, std::string_view name, std::span<const std::string_view> texts,
                      Rewrite& rewrite, Span at) {
  const std::string* const text = project.text(name);
  if (text == nullptr) return true;
  for (const std::string_view each : texts)
    if (text->contains(each))
      return rewrite.refuse(at,
                            project.shown(name) + " may name other files of the project (" + std::string(each) + ")");
  return true;
}

std::optional<Manifests> manifests_of(const InstallCall& install, const ProjectFiles& project, Rewrite& rewrite) {
  Manifests result;
  bool known = false;
  switch (install.ecosystem) {
    case Ecosystem::node:
      known = node_manifests(install, project, result, rewrite);
      break;
    case Ecosystem::python:
      known = python_manifests(install, project, result, rewrite);
      break;
    case Ecosystem::go:
      known = go_manifests(install, project, result, rewrite);
      break;
    case Ecosystem::php:
      known = php_manifests(install, project, result, rewrite);
      break;
    case Ecosystem::ruby:
      known = ruby_manifests(install, project, result, rewrite);
      break;
    case Ecosystem::dotnet:
      known = dotnet_manifests(install, project, result, rewrite);
      break;
    case Ecosystem::maven:
      known = maven_manifests(install, project, result, rewrite);
      break;
  }
  if (!known) return std::nullopt;
  for (const std::string& file : result.files)
    if (file.find_first_of(" \t\"'$\\*?[]") != std::string::npos) {
      rewrite.refuse(install.call->command->span, "the name " + file + " cannot be written as it is");
      return std::nullopt;
    }
  return result;
}

}  // namespace s1::rules
