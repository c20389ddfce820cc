// SPDX-License-Identifier: Apache-2.0
#include "rules/manifest_first.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "rules/ignore_file.h"
#include "rules/install_manifests.h"
#include "rules/manifest_copy.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;
using model::Call;
using model::Run;

// Each stage is read with those that it is FROM: so many instructions, all stages together.
constexpr std::size_t kMostRead = 20'000;

class StageReader {
 public:
  StageReader(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage)
      : file_(file), tree_(file.tree), around_(around), stage_(stage) {}

  void read(std::vector<SourceFirst>& out) {
    for (const Instruction* each : model::history(tree_, stage_)) {
      const bool own = each->stage == static_cast<std::int32_t>(stage_.index);
      switch (each->kind) {
        case Kind::workdir:
          if (!each->words.empty())
            workdir_ = model::workdir_after(workdir_, dockerfile::expand(tree_, *each, each->words.front()).text);
          copy_.between.push_back(each);
          break;
        case Kind::copy:
        case Kind::add:
          note_copy(*each, own);
          break;
        case Kind::run:
          read_run(*each, own, out);
          break;
        default:
          copy_.between.push_back(each);
      }
    }
  }

 private:
  void note_copy(const Instruction& copy, bool own) {
    copy_.between.push_back(&copy);
    if (copy.flag("from") != nullptr || copy.words.size() < 2) return;
    for (std::size_t i = 0; i + 1 < copy.words.size(); ++i)
      copied_names_.emplace(workspace::base_name(copy.words[i].raw));
    if (!own || copy.words.size() != 2 || !copy.heredocs.empty()) return;
    const dockerfile::Expansion from = dockerfile::expand(tree_, copy, copy.words[0]);
    const dockerfile::Expansion to = dockerfile::expand(tree_, copy, copy.words[1]);
    if (!from.known || !to.known || from.text.find_first_of("*?[:") != std::string::npos) return;
    std::string_view path = from.text;
    while (path.starts_with('/')) path.remove_prefix(1);
    const std::optional<std::string> folder = workspace::normalised(path);
    if (!folder) return;
    if (!folder->empty() && (!around_.context || !around_.context->has_folder(*folder))) return;
    std::string at = model::workdir_after(workdir_, to.text);
    if (at.empty()) return;
    copy_ = {&copy, *folder, std::string(copy.words[1].raw), std::move(at), {}};
  }

  void read_run(const Instruction& instruction, bool own, std::vector<SourceFirst>& out) {
    const auto run =
        std::ranges::lower_bound(file_.runs, instruction.index, {}, [](const Run& each) { return each.owner->index; });
    if (run == file_.runs.end() || run->owner != &instruction) {
      copy_.between.push_back(&instruction);
      return;
    }
    for (const Call& call : run->calls) {
      const std::optional<InstallCall> install = install_call(call);
      if (!install || !installed_.insert(install->ecosystem).second) continue;
      if (!own || copy_.instruction == nullptr || has_manifests_first(install->ecosystem)) continue;
      if (copy_.at != workdir_) continue;  // it installs something else
      SourceFirst found{copy_.instruction->header, call.command->span, install->said, {}};
      rewrite_ = &found.rewrite;
      offer(*run, *install);
      out.push_back(std::move(found));
    }
    copy_.between.push_back(&instruction);
  }

  [[nodiscard]] bool has_manifests_first(Ecosystem ecosystem) const {
    return std::ranges::any_of(copied_names_, [&](const std::string& name) { return is_manifest(ecosystem, name); });
  }

  bool offer(const Run& run, const InstallCall& install) {
    const Instruction& copy = *copy_.instruction;
    for (const dockerfile::Flag& flag : copy.flags)
      if (flag.name != "chown" && flag.name != "chmod" && flag.name != "link")
        return rewrite_->refuse(flag.span,
                                "what --" + std::string(flag.name) + " means for the files that go first is not known");
    if (!around_.context) return rewrite_->refuse(copy.header, "which folder the image is built from is not known");
    if (model::runs_as_root(tree_)[run.owner->index] == model::Answer::no)
      return rewrite_->refuse(
          install.call->command->span,
          "it is run by another user, who might not be able to write to the folder before the source is there");
    const ProjectFiles project(*around_.context, copy_.folder);
    const std::optional<Manifests> manifests = manifests_of(install, project, *rewrite_);
    if (!manifests || !what_is_made_is_ignored(*manifests, project)) return false;
    return copy_manifests_first(file_, copy_, run, install, *manifests, *rewrite_);
  }

  bool what_is_made_is_ignored(const Manifests& manifests, const ProjectFiles& project) {
    if (!around_.context) return false;
    for (const std::string& name : manifests.made) {
      if (around_.context->ignores(project.in_context(name))) continue;
      Rewrite ignore = ignore_more(file_, around_);
      if (ignore.hindrance) return rewrite_->refuse(*std::move(ignore.hindrance));
      const bool given = std::ranges::any_of(ignore.other_files, [&](const OtherFile& other) {
        const std::string line = "**/" + name + "\n";
        return (other.text && other.text->contains(line)) ||
               std::ranges::any_of(other.edits, [&](const Edit& edit) { return edit.text.contains("**/" + name); });
      });
      if (!given)
        return rewrite_->refuse(copy_.instruction->header,
                                "no .dockerignore keeps " + name + " out, which would be put over what is installed");
      rewrite_->other_files = std::move(ignore.other_files);
    }
    for (const std::string& name : manifests.made)
      rewrite_->checked.push_back(name + " is kept out of the build context");
    return true;
  }

  const model::Dockerfile& file_;
  const dockerfile::File& tree_;
  const model::Surroundings& around_;
  const dockerfile::Stage& stage_;
  std::string workdir_ = "/";
  SourceCopy copy_;                     // the last one
  std::set<std::string> copied_names_;  // of all that is copied by name
  std::set<Ecosystem> installed_;
  Rewrite* rewrite_ = nullptr;
};

}  // namespace

std::vector<SourceFirst> sources_copied_first(const model::Dockerfile& file, const model::Surroundings& around) {
  std::vector<SourceFirst> result;
  std::vector<std::size_t> lengths;  // by stage
  std::size_t all = 0;
  for (const dockerfile::Stage& stage : file.tree.stages) {
    lengths.push_back(stage.instructions.size() + 1 + (stage.base ? lengths[*stage.base] : 0));
    all += lengths.back();
    if (all > kMostRead) break;
    if (!model::base(file.tree, stage).windows) StageReader(file, around, stage).read(result);
  }
  return result;
}

}  // namespace s1::rules
