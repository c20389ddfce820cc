// SPDX-License-Identifier: Apache-2.0
// What pip, poetry, uv and pipenv read when they install: pip.pypa.io/en/stable/reference/requirements-file-format,
// python-poetry.org/docs/cli (--no-root), docs.astral.sh/uv/guides/integration/docker (--no-install-project).
#include <algorithm>
#include <set>

#include "rules/install_manifests.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

constexpr int kDeepest = 4;  // a file of requirements that includes one that …

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

bool is_file_name(std::string_view what) {
  return what == "." || what.starts_with(".[") || what.starts_with("./") || what.starts_with("../") ||
         what.starts_with('/') || what.starts_with("file:") || what.ends_with(".whl") || what.ends_with(".tar.gz") ||
         what.ends_with(".zip");
}

class Requirements {
 public:
  Requirements(Span at, const ProjectFiles& project, Manifests& out, Rewrite& rewrite)
      : at_(at), project_(project), out_(out), rewrite_(rewrite) {}

  bool add(std::string_view path, int depth = 0) {
    const std::optional<std::string> normal = workspace::normalised(path);
    if (!normal || depth > kDeepest)
      return rewrite_.refuse(at_, "which file " + std::string(path) + " is cannot be told");
    if (!seen_.insert(*normal).second) return true;
    const std::string* const text = project_.text(*normal);
    if (text == nullptr) return rewrite_.refuse(at_, project_.shown(*normal) + " is not in the build context");
    out_.files.push_back(*normal);
    std::string_view rest = *text;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (!add_line(trimmed(line), *normal, depth)) return false;
    }
    return true;
  }

 private:
  bool add_line(std::string_view line, const std::string& from, int depth) {
    if (line.empty() || line.front() == '#') return true;
    for (const std::string_view option : {"--requirement", "--constraint", "-r", "-c"}) {
      if (!line.starts_with(option)) continue;
      std::string_view path = line.substr(option.size());
      if (path.starts_with('=')) path.remove_prefix(1);
      path = trimmed(path.substr(0, path.find(" #")));
      return add(workspace::join(workspace::parent_path(from), path), depth + 1);
    }
    const bool local = line.starts_with("-e") || line.starts_with("--editable") || line.starts_with("-f ") ||
                       line.starts_with("--find-links") || is_file_name(line.substr(0, line.find_first_of(" ;#"))) ||
                       line.contains("@ file:") || line.contains("@ ./");
    if (local)
      return rewrite_.refuse(at_,
                             project_.shown(from) + " names something in a folder: " + std::string(line.substr(0, 60)));
    return true;
  }

  Span at_;
  const ProjectFiles& project_;
  Manifests& out_;
  Rewrite& rewrite_;
  std::set<std::string> seen_;
};

bool pip_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const Span at = install.call->command->span;
  Requirements requirements(at, project, out, rewrite);
  const std::vector<const shell::Word*>& words = install.call->arguments;
  bool verb = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view value = words[i]->value;
    std::string_view path;
    if (value == "-r" || value == "-c" || value == "--requirement" || value == "--constraint") {
      if (i + 1 == words.size() || !words[i + 1]->literal)
        return rewrite.refuse(words[i]->span, "which file this names is not known");
      path = words[++i]->value;
    } else if (value.starts_with("--requirement=") || value.starts_with("--constraint=")) {
      path = value.substr(value.find('=') + 1);
    } else if ((value.starts_with("-r") || value.starts_with("-c")) && value.size() > 2) {
      path = value.substr(2);
    } else if (value.starts_with("-e") || value.starts_with("--editable") || value.starts_with("-f") ||
               value.starts_with("--find-links")) {
      return rewrite.refuse(words[i]->span, "this is in a folder of the project");
    } else if (verb && !value.starts_with('-') && is_file_name(value) &&
               !(i > 0 && words[i - 1]->value.starts_with('-'))) {
      return rewrite.refuse(words[i]->span, "this is in a folder of the project");
    }
    if (value == "install") verb = true;
    if (path.empty()) continue;
    if (path.starts_with("http:") || path.starts_with("https:")) continue;
    if (path.starts_with('/'))
      return rewrite.refuse(words[i]->span, "whether this is a file of the project is not known");
    if (!requirements.add(path)) return false;
  }
  rewrite.checked.emplace_back("the requirements name no other file and no folder");
  return true;
}

// Whether what pyproject.toml says about dependencies leads to folders.
bool refuse_folders(const ProjectFiles& project, std::string_view name, Span at, Rewrite& rewrite) {
  const std::string* const text = project.text(name);
  if (text == nullptr) return true;
  for (const std::string_view each : {"path =", "path=", "file:", "workspace", "develop =", "editable"})
    if (text->contains(each))
      return rewrite.refuse(at, project.shown(name) + " may have a dependency in a folder (" + std::string(each) + ")");
  return true;
}

// The command as it is written, with one more option; empty where it cannot be repeated.
std::string repeated(const model::Call& call, std::string_view option) {
  std::string text(call.name);
  for (const shell::Word* word : call.arguments) {
    if (!word->literal || word->value.find_first_of(" '\"$\\;&|<>()*?") != std::string::npos) return {};
    text += " " + word->value;
  }
  return text.append(" ").append(option);
}

bool project_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const model::Call& call = *install.call;
  const Span at = call.command->span;
  const bool poetry = call.name == "poetry";
  if (!project.has_file("pyproject.toml"))
    return rewrite.refuse(at, project.shown("pyproject.toml") + " is not in the build context");
  const std::string_view lock = poetry ? "poetry.lock" : "uv.lock";
  if (!project.has_file(lock)) return rewrite.refuse(at, project.shown(lock) + " is not in the build context");
  if (!refuse_folders(project, "pyproject.toml", at, rewrite)) return false;
  out.files = {"pyproject.toml", std::string(lock)};
  for (const std::string_view name : {"poetry.toml", "uv.toml", ".python-version"})
    if (project.has_file(name)) out.files.emplace_back(name);
  const std::string* const text = project.text("pyproject.toml");
  if (poetry) {
    const bool no_root = call.has_option("no-root") || call.has_option("no-directory") ||
                         (text != nullptr && text->contains("package-mode = false"));
    if (!no_root) out.fetch = repeated(call, "--no-root");
    if (!no_root && out.fetch.empty()) return rewrite.refuse(at, "its options cannot be repeated");
  } else {
    const bool no_project = call.has_option("no-install-project");
    if (text != nullptr && text->contains("dynamic =") && !call.has_option("frozen"))
      return rewrite.refuse(at, project.shown("pyproject.toml") + " has fields that are made from the source");
    if (!no_project) out.fetch = repeated(call, "--no-install-project");
    if (!no_project && out.fetch.empty()) return rewrite.refuse(at, "its options cannot be repeated");
  }
  out.made = {".venv"};
  rewrite.checked.emplace_back(
      "pyproject.toml has no dependency in a folder, and the project itself is installed after its source is copied");
  return true;
}

bool pipenv_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const Span at = install.call->command->span;
  if (!project.has_file("Pipfile"))
    return rewrite.refuse(at, project.shown("Pipfile") + " is not in the build context");
  if (!refuse_folders(project, "Pipfile", at, rewrite)) return false;
  out.files = {"Pipfile"};
  if (project.has_file("Pipfile.lock"))
    out.files.emplace_back("Pipfile.lock");
  else if (install.call->has_option("deploy") || install.said == "pipenv sync")
    return rewrite.refuse(at, project.shown("Pipfile.lock") + " is not in the build context");
  out.made = {".venv"};
  rewrite.checked.emplace_back("Pipfile has no dependency in a folder");
  return true;
}

}  // namespace

bool python_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  const std::string_view name = install.call->name;
  if (name == "poetry" || name == "uv") return project_manifests(install, project, out, rewrite);
  if (name == "pipenv") return pipenv_manifests(install, project, out, rewrite);
  return pip_manifests(install, project, out, rewrite);
}

}  // namespace s1::rules
