// SPDX-License-Identifier: Apache-2.0
#include "rules/written_folders.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// The system's own; what is made there is seldom the program's to write.
bool is_systems(std::string_view path) {
  constexpr std::array<std::string_view, 11> kFolders = {"/etc", "/bin",  "/sbin", "/lib", "/lib64", "/root",
                                                         "/tmp", "/proc", "/sys",  "/dev", "/boot"};
  if (model::lies_in(path, "/usr")) return !model::lies_in(path, "/usr/src");
  return std::ranges::any_of(kFolders, [&](std::string_view folder) { return model::lies_in(path, folder); });
}

// The folders that a mkdir makes, as written; none where one is not literal.
std::vector<std::string_view> made_by(const model::Call& call) {
  std::vector<std::string_view> result;
  for (const shell::Word* word : call.operands({"-m", "--mode"})) {
    if (!word->literal) return {};
    result.push_back(word->value);
  }
  return result;
}

class Folders {
 public:
  Folders(const model::Dockerfile& file, const dockerfile::Stage& stage)
      : file_(file),
        steps_(model::history(file.tree, stage)),
        workdirs_(model::working_directories(file.tree)),
        final_workdir_(model::final_workdir(file.tree, stage)) {}

  void add_made() {
    for (const model::Run& run : file_.runs) {
      if (std::ranges::find(steps_, run.owner) == steps_.end()) continue;
      const bool moves = std::ranges::any_of(run.calls, [](const model::Call& call) { return call.name == "cd"; });
      for (const model::Call& call : run.calls) {
        if (call.name != "mkdir") continue;
        for (const std::string_view each : made_by(call)) {
          if (moves && !each.starts_with('/')) continue;
          const std::string path = model::path_in_image(workdirs_[run.owner->index], each);
          if (!path.empty() && path != "/" && !is_systems(path) && is_left_empty(path)) folders_.insert(path);
        }
      }
    }
  }

  // False where its folder is not known.
  bool add_written(std::string_view file) {
    if (file.starts_with('/') || file.starts_with('&') || file.empty()) return true;  // need_of_root() judges these
    const std::string path = model::path_in_image(final_workdir_, file);
    if (path.empty()) return false;
    folders_.insert("/" + std::string(workspace::parent_path(std::string_view(path).substr(1))));
    return true;
  }

  [[nodiscard]] std::vector<std::string> take() const { return {folders_.begin(), folders_.end()}; }

 private:
  // Nothing is copied to it, it is where no step works, and no other command gives it away or removes it.
  [[nodiscard]] bool is_left_empty(const std::string& path) const {
    for (const Instruction* each : steps_) {
      if (each->kind == Kind::copy || each->kind == Kind::add) {
        const model::CopyTarget to = model::copy_target(file_.tree, *each, workdirs_[each->index]);
        if (to.path.empty() || model::lies_in(to.path, path)) return false;
      }
      if (each->kind == Kind::workdir && !each->words.empty() &&
          model::lies_in(model::path_in_image(workdirs_[each->index],
                                              dockerfile::expand(file_.tree, *each, each->words.front()).text),
                         path))
        return false;
    }
    for (const model::Run& run : file_.runs)
      for (const model::Call& call : run.calls) {
        if (call.name != "chown" && call.name != "rm" && call.name != "rmdir" && call.name != "chmod") continue;
        for (const shell::Word* word : call.arguments)
          if (model::path_in_image(workdirs_[run.owner->index], word->value) == path) return false;
      }
    return true;
  }

  const model::Dockerfile& file_;
  std::vector<const Instruction*> steps_;
  std::vector<std::string> workdirs_;
  std::string final_workdir_;
  std::set<std::string> folders_;
};

}  // namespace

std::optional<std::vector<std::string>> written_folders(const model::Dockerfile& file, const dockerfile::Stage& stage,
                                                        const model::Start& start) {
  Folders folders(file, stage);
  folders.add_made();
  for (const model::Started& each : start.commands)
    for (const std::string& path : each.writes)
      if (!folders.add_written(path)) return std::nullopt;
  return folders.take();
}

}  // namespace s1::rules
