// SPDX-License-Identifier: Apache-2.0
#include "rules/context_entries.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "rules/install_call.h"
#include "workspace/ignore.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;
using model::Call;

bool has_call(const model::Dockerfile& file, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(file.runs, [&](const model::Run& run) {
    return std::ranges::any_of(run.calls,
                               [&](const Call& call) { return std::ranges::find(names, call.name) != names.end(); });
  });
}

bool installs(const model::Dockerfile& file, Ecosystem ecosystem) {
  return std::ranges::any_of(file.runs, [&](const model::Run& run) {
    return std::ranges::any_of(run.calls, [&](const Call& call) {
      const std::optional<InstallCall> found = install_call(call);
      return found && found->ecosystem == ecosystem;
    });
  });
}

bool mentions(const model::Dockerfile& file, std::string_view what) {
  return std::ranges::any_of(file.tree.instructions,
                             [&](const Instruction& each) { return each.arguments.text().contains(what); });
}

// npm run build, yarn build
bool runs_build(const model::Dockerfile& file) {
  return std::ranges::any_of(file.runs, [](const model::Run& run) {
    return std::ranges::any_of(run.calls, [](const Call& call) {
      const bool manager = call.name == "npm" || call.name == "yarn" || call.name == "pnpm" || call.name == "bun";
      return manager &&
             std::ranges::any_of(call.arguments, [](const shell::Word* word) { return word->value == "build"; });
    });
  });
}

// What makes a build read the history: the commands, and the tools that put a version from it into what is built.
constexpr std::string_view history_readers[] = {"setuptools_scm",
                                                "setuptools-scm",
                                                "hatch-vcs",
                                                "versioneer",
                                                "versioningit",
                                                "dynamic-versioning",
                                                "pbr",
                                                "vergen",
                                                "shadow-rs",
                                                "git-version",
                                                "git2",
                                                "git-commit-id",
                                                "buildnumber",
                                                "gitversion",
                                                "GitVersion",
                                                "GitVersioning",
                                                "MinVer",
                                                "SourceLink",
                                                "git describe",
                                                "git rev-parse",
                                                "git log",
                                                "git rev-list",
                                                "git show",
                                                "git status",
                                                "git-revision",
                                                "simple-git",
                                                "isomorphic-git",
                                                "'git'",
                                                "\"git\"",
                                                "gitProperties",
                                                "gradle-git",
                                                "grgit",
                                                "palantir"};
constexpr std::string_view build_files[] = {
    "pyproject.toml", "setup.py",          "setup.cfg",      "build.rs",
    "Cargo.toml",     "pom.xml",           "build.gradle",   "build.gradle.kts",
    "Makefile",       "makefile",          "package.json",   "Directory.Build.props",
    "vite.config.ts", "vite.config.js",    "next.config.js", "next.config.mjs",
    "next.config.ts", "webpack.config.js", "vue.config.js",  "nuxt.config.ts",
    "Rakefile",       "Taskfile.yml",      "justfile",       "build.sh",
    "mix.exs"};

bool reads_history(const model::BuildFiles& context, const model::Dockerfile& file) {
  // go build writes the commit into the program where it finds one.
  if (mentions(file, ".git") || has_call(file, {"git", "make", "just", "task", "go"})) return true;
  std::set<std::string> files(std::begin(build_files), std::end(build_files));
  for (const std::string& name : context.names())
    if (name.ends_with(".csproj") || name.ends_with(".gemspec") || name.ends_with(".sh")) files.insert(name);
  return std::ranges::any_of(files, [&](const std::string& name) {
    const std::string* const text = context.text(name);
    return text != nullptr &&
           std::ranges::any_of(history_readers, [&](std::string_view each) { return text->contains(each); });
  });
}

bool has_any(const model::BuildFiles& context, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return context.has_file(name); });
}

bool has_project(const model::BuildFiles& context) {
  return std::ranges::any_of(
      context.names(), [](const std::string& name) { return name.ends_with(".csproj") || name.ends_with(".sln"); });
}

bool is_python(const model::BuildFiles& context) {
  return has_any(context, {"requirements.txt", "pyproject.toml", "setup.py", "Pipfile", "manage.py"});
}

// `python -m venv /app/venv`, or a variable that holds the path: a folder that is copied would lie over it.
bool makes_venv(const model::Dockerfile& file) {
  const bool made = std::ranges::any_of(file.runs, [](const model::Run& run) {
    return std::ranges::any_of(run.calls, [](const Call& call) {
      return call.name == "virtualenv" ||
             (call.name.starts_with("python") && std::ranges::any_of(call.arguments, [](const shell::Word* word) {
                return word->value == "venv" || word->value == "virtualenv";
              }));
    });
  });
  return made && mentions(file, "/venv");
}

// What git ignores is in no clean checkout: an image that is built from one does without.
bool git_ignores(const model::BuildFiles& context, std::string_view name, bool is_folder) {
  const std::string* const text = context.text(".gitignore");
  return text != nullptr &&
         workspace::IgnoreFile::parse(*text).match(name, is_folder) == workspace::IgnoreFile::Verdict::ignored;
}

constexpr ContextEntry entries[] = {
    {".git", ".git"},
    {"**/node_modules", "node_modules"},
    {"**/__pycache__", "__pycache__"},
    {"**/.venv", ".venv"},
    {"venv", "venv"},
    {"target", "target"},
    {"vendor", "vendor"},
    {"**/obj", "obj"},
    {"**/bin", "bin"},
    {".gradle", ".gradle"},
    {".env", ".env"},
    {".env.local", ".env.local"},
    {"dist", "dist"},
    {"coverage", "coverage"},
    {"logs", "logs"},
};

// The sources of COPY, ADD and bind mounts, as paths of the context.
std::vector<std::string> sources_of(const dockerfile::File& file) {
  std::vector<std::string> result;
  const auto add = [&](std::string_view path) {
    while (path.starts_with('/')) path.remove_prefix(1);
    if (const std::optional<std::string> normal = workspace::normalised(path)) result.push_back(*normal);
  };
  for (const Instruction& each : file.instructions) {
    for (const dockerfile::Flag& flag : each.flags)
      if (flag.name == "mount" && !dockerfile::mount_option(flag, "from"))
        for (const std::string_view key : {"source", "src"})
          if (const std::optional<std::string_view> source = dockerfile::mount_option(flag, key)) add(*source);
    if ((each.kind != Kind::copy && each.kind != Kind::add) || each.flag("from") != nullptr) continue;
    for (std::size_t i = 0; i + 1 < each.words.size(); ++i) add(dockerfile::expand(file, each, each.words[i]).text);
  }
  return result;
}

}  // namespace

std::span<const ContextEntry> context_entries() {
  return entries;
}

bool is_unwanted(const ContextEntry& entry, const model::BuildFiles& context, const model::Dockerfile& file) {
  const std::string_view name = entry.probe;
  if (name == ".git") return context.has_folder(".git") && !reads_history(context, file);
  if (name == "node_modules") return has_any(context, {"package.json"}) && installs(file, Ecosystem::node);
  if (name == "__pycache__") return is_python(context);
  if (name == ".venv")
    return is_python(context) && (has_call(file, {"uv", "poetry", "pipenv", "pdm"}) || context.has_folder(name));
  if (name == "venv") return is_python(context) && makes_venv(file);
  if (name == "target")
    return (has_any(context, {"Cargo.toml"}) && has_call(file, {"cargo"})) ||
           (has_any(context, {"pom.xml"}) && has_call(file, {"mvn", "mvnw"}));
  if (name == "vendor") return has_any(context, {"composer.json"}) && installs(file, Ecosystem::php);
  if (name == "obj") return has_project(context) && has_call(file, {"dotnet"});
  if (name == "bin") return has_project(context) && has_call(file, {"dotnet"}) && git_ignores(context, name, true);
  if (name == ".gradle")
    return has_any(context, {"build.gradle", "build.gradle.kts"}) && has_call(file, {"gradle", "gradlew"});
  const bool is_file = name.starts_with(".env");
  const bool is_there = is_file ? context.has_file(name) : context.has_folder(name);
  if (!is_there || !git_ignores(context, name, !is_file) || mentions(file, name)) return false;
  return name != "dist" || runs_build(file);
}

bool keeps_sources(const ContextEntry& entry, const model::BuildFiles& context, const dockerfile::File& file) {
  const workspace::DockerIgnore alone = workspace::DockerIgnore::parse(std::string(entry.pattern) + "\n");
  return std::ranges::none_of(sources_of(file), [&](const std::string& source) {
    if (source.find_first_of("*?[") != std::string::npos)
      return source.contains(entry.probe) || (entry.probe.starts_with('.') && source.starts_with('.'));
    return !source.empty() && alone.ignores(source) && !context.ignores(source);
  });
}

}  // namespace s1::rules
