// SPDX-License-Identifier: Apache-2.0
#include "rules/file_origin.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "facts/base_images.h"
#include "model/copied_files.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/package_command.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// They make no file that an application starts, whatever they are given; of package managers `install` alone.
constexpr std::array<std::string_view, 30> kHarmless = {
    "adduser", "addgroup", "apt-key",    "apt-mark", "cat",   "cd",   "chgrp", "chmod",    "chown",   "corepack",
    "date",    "dos2unix", "echo",       "export",   "false", "find", "grep",  "groupadd", "id",      "ldconfig",
    "ls",      "mkdir",    "locale-gen", "rm",       "set",   "test", "true",  "useradd",  "usermod", "["};

// Folders of the system, in which base images and packages have files of their own.
constexpr std::array<std::string_view, 9> kSystem = {"/usr", "/bin", "/sbin", "/lib", "/opt",
                                                     "/etc", "/var", "/home", "/root"};

// Folders that builds commonly write to.
constexpr std::array<std::string_view, 12> kMade = {"dist",         "build",  "out",   "target",  "bin",     "lib",
                                                    "node_modules", "vendor", ".next", ".output", "publish", "release"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_harmless(const model::Call& call, std::string_view name) {
  for (const shell::Redirection& each : call.command->redirections)
    if (each.op.starts_with('>') && (!each.target.literal || workspace::base_name(each.target.value) == name))
      return false;
  if (is_one_of(kHarmless, call.name)) return true;
  const auto command = model::package_command(call);
  if (!command) return false;
  using Action = model::PackageAction;
  return command->action != Action::other;
}

// Whether the RUN makes no file of that name, as far as that can be told.
bool is_harmless(const model::Dockerfile& file, const Instruction& run, std::string_view name) {
  const auto found = std::ranges::find(file.runs, &run, &model::Run::owner);
  if (found == file.runs.end() || !run.heredocs.empty()) return false;
  return std::ranges::all_of(found->calls, [&](const model::Call& call) { return is_harmless(call, name); });
}

class Search {
 public:
  Search(const model::Dockerfile& file, const model::Surroundings& around, std::string path)
      : file_(file), around_(around), workdirs_(model::working_directories(file.tree)) {
    origin_.path = std::move(path);
    name_ = workspace::base_name(origin_.path);
  }

  FileOrigin run(const dockerfile::Stage& stage) {
    for (const Instruction* each : model::history(file_.tree, stage))
      if (!add(*each)) return {};
    if (origin_.kind == FileOrigin::Kind::unknown && places_.size() == 1) {
      origin_.kind = FileOrigin::Kind::elsewhere;
      origin_.elsewhere = places_.front();
      origin_.copy = place_;
    } else if (!places_.empty()) {
      return {};
    }
    return std::move(origin_);
  }

 private:
  // False where the instruction may have made the file.
  bool add(const Instruction& each) {
    if (each.kind == Kind::onbuild) return false;
    if (each.kind == Kind::run) return is_harmless(file_, each, name_);
    if (each.kind != Kind::copy && each.kind != Kind::add) return true;
    const model::CopyTarget to = model::copy_target(file_.tree, each, workdirs_[each.index]);
    if (to.path.empty() || each.flag("parents") != nullptr || each.words.size() < 2) return false;
    const bool above = model::lies_in(origin_.path, to.path);
    for (std::size_t i = 0; i + 1 < each.words.size(); ++i)
      if (!add_source(each, each.words[i], to, above)) return false;
    return true;
  }

  bool add_source(const Instruction& copy, const dockerfile::Word& word, const model::CopyTarget& to, bool above) {
    const dockerfile::Expansion from = dockerfile::expand(file_.tree, copy, word);
    std::string_view path = from.text;
    const bool plain = from.known && copy.flag("from") == nullptr &&
                       path.find_first_of("*?[<$") == std::string_view::npos && !path.contains("://") &&
                       !path.starts_with("git@");
    if (!plain) return !above && workspace::base_name(path) != name_;
    while (path.starts_with('/')) path.remove_prefix(1);
    const std::optional<std::string> source = workspace::normalised(path);
    if (!source || !around_.context) return false;
    const model::BuildFiles& context = *around_.context;
    if (context.has_file(*source)) {
      const std::string base(workspace::base_name(*source));
      const std::string there = model::path_in_image(to.path, base);
      // An archive that ADD unpacks; and the file itself, which is there after all.
      if (above && copy.kind == Kind::add && base.contains(".t")) return false;
      if (to.path == origin_.path || there == origin_.path) return false;
      const bool same_name = to.into_folder ? base == name_ : workspace::base_name(to.path) == name_;
      if (same_name) {
        places_.push_back(to.into_folder ? there : to.path);
        place_ = &copy;
      } else if (base == name_) {
        return false;  // to another name, or into a folder that is there
      }
      return true;
    }
    if (!source->empty() && !context.has_folder(*source)) return false;
    if (!above) return true;
    return add_folder(copy, *source, to.path);
  }

  // A folder of the context whose contents come to a folder above the file.
  bool add_folder(const Instruction& copy, const std::string& source, const std::string& destination) {
    std::string inside =
        workspace::join(source, std::string_view(origin_.path).substr(destination == "/" ? 1 : destination.size() + 1));
    if (!around_.context) return false;
    const model::BuildFiles& context = *around_.context;
    const workspace::Found found = context.look(inside);
    if (found != workspace::Found::nothing && found != workspace::Found::file) return false;
    if (found == workspace::Found::file && !context.ignores(inside)) return false;
    if (found == workspace::Found::nothing && !is_surely_missing(inside)) return false;
    if (origin_.kind == FileOrigin::Kind::ignored) return true;
    origin_.kind = found == workspace::Found::file ? FileOrigin::Kind::ignored : FileOrigin::Kind::missing;
    origin_.source = std::move(inside);
    origin_.copy = &copy;
    return true;
  }

  [[nodiscard]] bool is_surely_missing(std::string_view inside) const {
    if (!around_.context) return false;
    const model::BuildFiles& context = *around_.context;
    for (std::string_view folder = workspace::parent_path(inside); !folder.empty();
         folder = workspace::parent_path(folder))
      if (is_one_of(kMade, workspace::base_name(folder))) return false;
    workspace::GitIgnores ignores(*around_.root);
    if (ignores.ignores(context.path_of(inside))) return false;
    // Its folder must have others of the kind: a repository may hold the infrastructure files of an application alone.
    const std::size_t dot = name_.rfind('.');
    const std::string_view ending = dot == std::string::npos ? std::string_view() : std::string_view(name_).substr(dot);
    const std::vector<std::string>& names = context.names(workspace::parent_path(inside));
    if (ending.empty() || std::ranges::none_of(names, [&](const std::string& each) { return each.ends_with(ending); }))
      return false;
    if (!around_.context_is_guess) return true;
    // A folder above may be the context that is meant.
    for (std::string_view folder = context.folder(); !folder.empty();) {
      folder = workspace::parent_path(folder);
      if (workspace::look(*around_.root, workspace::join(folder, inside)) != workspace::Found::nothing) return false;
    }
    return true;
  }

  const model::Dockerfile& file_;
  const model::Surroundings& around_;
  std::vector<std::string> workdirs_;
  FileOrigin origin_;
  std::string name_;
  std::vector<std::string> places_;
  const Instruction* place_ = nullptr;
};

}  // namespace

FileOrigin origin_of(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                     std::string_view path) {
  const model::Base base = model::base(file.tree, stage);
  const bool known = base.scratch || (base.facts != nullptr && base.facts->verified);
  if (!known || base.windows || around.root == nullptr || !around.context) return {};
  // Without a WORKDIR a container starts where its base image says.
  const auto steps = model::history(file.tree, stage);
  if (!path.starts_with('/') &&
      std::ranges::none_of(steps, [](const auto* each) { return each->kind == Kind::workdir; }))
    return {};
  const model::CopiedFiles copied(file.tree, *around.context, model::kUsualWorkdir);
  std::string in_image = model::path_in_image(copied.workdir(stage), path);
  if (in_image.empty() || copied.find(stage, in_image)) return {};
  if (std::ranges::any_of(kSystem, [&](std::string_view folder) {
        return model::lies_in(in_image, folder) && !model::lies_in(in_image, "/usr/src");
      }))
    return {};
  // Images of servers have such a script of their own.
  if (workspace::base_name(in_image).starts_with("docker-")) return {};
  return Search(file, around, std::move(in_image)).run(stage);
}

}  // namespace s1::rules
