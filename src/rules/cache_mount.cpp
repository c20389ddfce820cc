// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_mount.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/dockerfile_layers.h"
#include "model/dockerfile_stage.h"
#include "rules/cache_edits.h"
#include "rules/cache_guards.h"
#include "rules/cache_step.h"
#include "rules/package_cache.h"

namespace s1::rules {
namespace {

using model::Call;
using model::Run;

// Steps times instructions: each step is held against the whole of a file.
constexpr std::size_t kMostCompared = 250'000;

std::string said(const CacheCall& call) {
  std::string text(call.call->name);
  if (call.verb != nullptr && call.verb->literal) {
    if (call.line.operands.size() > 1 && call.verb == call.line.operands[1]) text += " " + call.line.operands[0]->value;
    text += " " + call.verb->value;
  }
  return text;
}

// One chain of stages and one cache.
class Group {
 public:
  Group(const model::Dockerfile& file, const model::Surroundings& around, const PackageCache& cache,
        std::vector<CacheStep> steps)
      : file_(file), around_(around), cache_(cache), steps_(std::move(steps)) {}

  // `is_large`: there is too much in the file to look at all that the guards ask for.
  void find_missing(std::vector<CacheMount>& out, bool is_large) {
    std::erase_if(steps_, [](const CacheStep& step) { return !step.downloads(); });
    // apt-get update alone installs nothing.
    const auto installing = std::ranges::find_if(
        steps_, [](const CacheStep& step) { return !step.mounted && step.first_install() != nullptr; });
    if (installing == steps_.end()) return;
    const CacheCall& call = *installing->first_install();
    CacheMount found{call.verb != nullptr ? model::span_to(*call.call, *call.verb) : call.call->word->span,
                     said(call) + " downloads everything anew whenever this step runs",
                     {}};
    rewrite_ = &found.rewrite;
    if (is_large)
      (void)rewrite_->refuse(installing->run->instruction->header,
                             "the file has too many steps to hold each against all of it");
    else if (cache_guards_hold(file_, around_, cache_, steps_, *rewrite_))
      (void)write();
    out.push_back(std::move(found));
  }

  void find_unused(std::vector<CacheMount>& out, bool /*is_large*/) {
    for (CacheStep& step : steps_) {
      if (!step.mounted || !step.downloads()) continue;
      step.user.home = "/root";
      step.folders = mounted_folders(*step.run->instruction);
      std::vector<CacheObstacle> obstacles = cache_obstacles(cache_, step);
      // apt-get clean leaves the lists alone.
      const bool has_archives = std::ranges::any_of(
          step.folders, [](const std::string& folder) { return is_within(folder, "/var/cache/apt"); });
      std::erase_if(obstacles, [&](const CacheObstacle& each) {
        const bool elsewhere = each.kind == CacheObstacle::Kind::clean && cache_.name == "apt-get" && !has_archives;
        return each.kind == CacheObstacle::Kind::above || elsewhere;
      });
      if (obstacles.empty()) continue;
      const CacheObstacle& first = obstacles.front();
      CacheMount found{first.span,
                       first.kind == CacheObstacle::Kind::option
                           ? "The cache that is mounted here stays unused: " + first.word->value
                           : "This empties the cache that is mounted here",
                       {}};
      rewrite_ = &found.rewrite;
      std::vector<Edit> edits;
      if (remove_obstacles(cache_, step, edits, *rewrite_)) put(std::move(edits));
      found.rewrite.checked.emplace_back("the mount keeps the cache out of the layer");
      out.push_back(std::move(found));
    }
  }

 private:
  [[nodiscard]] static std::vector<std::string> mounted_folders(const dockerfile::Instruction& run) {
    std::vector<std::string> folders;
    for (const dockerfile::Flag& flag : run.flags) {
      if (flag.name != "mount" || dockerfile::mount_option(flag, "type") != "cache") continue;
      for (const std::string_view key : {"target", "dst", "destination"})
        if (const std::optional<std::string_view> target = dockerfile::mount_option(flag, key);
            target && target->starts_with('/'))
          folders.push_back(plain_path(*target, "/root"));
    }
    return folders;
  }

  bool write() {
    std::vector<Edit> edits;
    std::vector<bool> keeps_archives = archives_kept(file_);
    for (const CacheStep& step : steps_) {
      if (step.mounted) continue;
      std::vector<std::string> mounts;
      for (std::size_t i = 0; i < step.folders.size(); ++i)
        if (uses(cache_.folders[i], step))
          mounts.push_back("--mount=type=cache,target=" + step.folders[i] +
                           (cache_.folders[i].locked ? ",sharing=locked" : "") + step.user.ids);
      const bool wants_archives = cache_.name == "apt-get" && !keeps_archives[step.run->owner->index];
      if (wants_archives) {
        std::vector<bool> marks(file_.tree.instructions.size());
        marks[step.run->owner->index] = true;
        const std::vector<bool> more = model::marked_before(file_.tree, std::move(marks));
        for (std::size_t i = 0; i < more.size(); ++i) keeps_archives[i] = keeps_archives[i] || more[i];
      }
      if (!add_mounts(*step.run, mounts, wants_archives, edits, *rewrite_) ||
          !remove_obstacles(cache_, step, edits, *rewrite_))
        return false;
    }
    return put(std::move(edits));
  }

  // False where all that the step runs is known to leave the folder alone.
  static bool uses(const CacheFolder& folder, const CacheStep& step) {
    if (folder.unused_by.empty()) return true;
    constexpr std::string_view plain[] = {"cd", "echo", "set", "export", "true"};
    const auto not_plain = std::ranges::count_if(step.run->calls, [&](const Call& call) {
      return std::ranges::find(plain, call.name) == std::ranges::end(plain);
    });
    return std::cmp_not_equal(not_plain, step.calls.size()) ||
           !std::ranges::all_of(step.calls, [&](const CacheCall& call) {
             const std::string text = said(call);
             const std::string_view verb =
                 std::string_view(text).substr(std::min(text.size(), call.call->name.size() + 1));
             return std::ranges::find(folder.unused_by, verb) != folder.unused_by.end();
           });
  }

  bool put(std::vector<Edit> edits) {
    std::ranges::sort(edits, {}, [](const Edit& edit) { return std::pair(edit.span.begin, edit.span.end); });
    for (std::size_t i = 1; i < edits.size(); ++i)
      if (edits[i].span.begin < edits[i - 1].span.end || edits[i].span == edits[i - 1].span)
        return rewrite_->refuse(steps_.front().run->instruction->header, "its cleanups cannot be taken apart");
    rewrite_->edits = std::move(edits);
    return true;
  }

  const model::Dockerfile& file_;
  const model::Surroundings& around_;
  const PackageCache& cache_;
  std::vector<CacheStep> steps_;
  Rewrite* rewrite_ = nullptr;
};

std::vector<CacheMount> find(const model::Dockerfile& file, const model::Surroundings& around,
                             void (Group::*how)(std::vector<CacheMount>&, bool is_large)) {
  std::vector<CacheMount> result;
  std::size_t steps_found = 0;
  for (const PackageCache& cache : package_caches()) {
    std::map<std::uint32_t, std::vector<CacheStep>> groups;  // by the first stage of the chain
    for (const Run& run : file.runs) {
      if (run.owner != run.instruction || run.owner->stage < 0) continue;
      const dockerfile::Stage& stage = file.tree.stages[static_cast<std::size_t>(run.owner->stage)];
      if (std::optional<CacheStep> step = cache_step(cache, run); step && !model::base(file.tree, stage).windows)
        groups[stage.root].push_back(*std::move(step));
    }
    for (auto& [root, steps] : groups) {
      steps_found += steps.size();
      const bool is_large = steps_found * file.tree.instructions.size() > kMostCompared;
      (Group(file, around, cache, std::move(steps)).*how)(result, is_large);
    }
  }
  return result;
}

}  // namespace

std::vector<CacheMount> missing_cache_mounts(const model::Dockerfile& file, const model::Surroundings& around) {
  return find(file, around, &Group::find_missing);
}

std::vector<CacheMount> unused_cache_mounts(const model::Dockerfile& file, const model::Surroundings& around) {
  return find(file, around, &Group::find_unused);
}

}  // namespace s1::rules
