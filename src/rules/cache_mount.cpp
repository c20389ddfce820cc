// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_mount.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "model/dockerfile_layers.h"
#include "model/dockerfile_stage.h"
#include "rules/builders.h"
#include "rules/cache_edits.h"
#include "rules/cache_folder.h"
#include "rules/cache_readers.h"
#include "rules/cache_step.h"
#include "rules/package_cache.h"
#include "rules/yarn_version.h"

namespace s1::rules {
namespace {

using model::Call;
using model::Run;

// Steps times instructions: each step is held against the whole of a file.
constexpr std::size_t kMostCompared = 250'000;

constexpr std::string_view switches_user[] = {"su", "sudo", "doas", "runuser", "gosu", "su-exec", "setpriv", "chroot"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

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
    else if (guards_hold())
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

  bool guards_hold() {
    return builders_take_cache_mounts(file_, around_, *rewrite_) && folders_are_known() && steps_are_plain() &&
           settings_are_plain() && cache_has_no_readers(file_, around_, cache_, steps_, *rewrite_);
  }

  bool folders_are_known() {
    for (CacheStep& step : steps_) {
      const CacheFolders folders(file_, *step.run);
      const std::optional<StepUser> user = folders.user(cache_.as_root, *rewrite_);
      if (!user) return false;
      step.user = *user;
      for (const std::string_view name : cache_.off_variables)
        if (const CacheFolders::Variable off = folders.variable(name); off.set)
          return rewrite_->refuse(off.span, std::string(name) + " turns the cache off or moves it");
      if (!find_folders(folders, step)) return false;
    }
    const CacheStep& first = steps_.front();
    rewrite_->checked.push_back("the cache of " + std::string(cache_.name) + " is " + first.folders.front() +
                                (cache_.as_root ? "" : ", as " + first.user.said + " runs it"));
    return true;
  }

  bool find_folders(const CacheFolders& folders, CacheStep& step) {
    const bool yarn = cache_.name == "yarn";
    const Yarn version = yarn ? yarn_of(file_, around_) : Yarn::one;
    if (version == Yarn::unknown || version == Yarn::other)
      return rewrite_->refuse(step.run->instruction->header,
                              version == Yarn::other
                                  ? "this yarn's cache is a part of the project, or what it runs from"
                                  : "which version of yarn this is, and so where its cache is, is not known");
    for (const CacheFolder& each : cache_.folders) {
      std::string_view places = each.places;
      if (step.user.ids.empty() && !each.of_root.empty()) places = each.of_root;
      if (version == Yarn::global_cache) places = "$YARN_GLOBAL_FOLDER/cache|~/.yarn/berry/cache";
      std::optional<std::string> folder = folders.find(places, step.user, *rewrite_);
      if (!folder) return false;
      step.folders.push_back(*std::move(folder));
    }
    if (!cache_.whole.empty())
      if (std::optional<std::string> whole = folders.find(cache_.whole, step.user, *rewrite_))
        step.whole = *std::move(whole);
    return true;
  }

  // Nothing in the RUNs themselves changes user, home or folder, or counts on what an earlier step left.
  bool steps_are_plain() {
    const std::set<std::string_view> names = variables();
    for (const CacheStep& step : steps_) {
      for (const Call& call : step.run->calls) {
        const bool switches =
            is_one_of(switches_user, call.name) || std::ranges::any_of(call.wrappers, [](std::string_view wrapper) {
              return is_one_of(switches_user, wrapper);
            });
        if (switches && !cache_.as_root)
          return rewrite_->refuse(call.command->span, "another user runs a part of this step");
        for (const shell::Assignment& set : call.command->assignments)
          if (names.contains(set.name)) return rewrite_->refuse(set.span, set.name + " is set for this step alone");
        if (call.name == "export" || call.name == "env" ||
            is_one_of(std::span<const std::string_view>(call.wrappers), "env"))
          for (const shell::Word& word : call.command->words)
            if (names.contains(std::string_view(word.value).substr(0, word.value.find('='))))
              return rewrite_->refuse(word.span, "the cache is moved for this step alone");
        if (cache_.name == "npm" && (call.name == "npx" || (call.name == "npm" && call.subcommand() != nullptr &&
                                                            call.subcommand()->value == "exec")))
          return rewrite_->refuse(call.command->span, "npx keeps what it runs in the same folder");
        if (cache_.name == "uv" && call.name == "uvx")
          return rewrite_->refuse(call.command->span, "uvx keeps what it runs in the same folder");
      }
      for (const CacheCall& call : step.calls) {
        for (const model::Option& option : call.line.options) {
          if (is_one_of(cache_.moves, option.name))
            return rewrite_->refuse(option.word->span, "it says which folder is used, or how");
          if (is_one_of(cache_.offline, option.name))
            return rewrite_->refuse(
                option.word->span,
                "it works on what an earlier step left, and a mounted cache may have been emptied since");
          if (option.value.contains("Dir::") || option.value.contains("repo.local"))
            return rewrite_->refuse(option.word->span, "it says which folder is used");
        }
      }
      if (cache_.as_root && !index_is_its_own(step)) return false;
      if (cache_.name == "Maven" && &step != &steps_.back())
        for (const CacheCall& call : step.calls)
          for (const shell::Word* word : call.line.operands)
            if (word->value == "install")
              return rewrite_->refuse(word->span, "a later step may need what this puts into the repository");
    }
    return true;
  }

  // The mount hides the index of an earlier layer, and leaves none to a later one.
  bool index_is_its_own(const CacheStep& step) {
    if (const CacheCall* const call = step.without_index())
      return rewrite_->refuse(call->call->command->span,
                              "it uses the package index of an earlier step, which a mount would hide");
    for (const CacheCall& call : step.calls)
      if (call.call->name == "apt" && call.downloads)
        return rewrite_->refuse(call.call->command->span,
                                "apt removes the packages that it downloaded; apt-get keeps them");
    const bool is_left = std::ranges::none_of(cache_obstacles(cache_, step), [](const CacheObstacle& each) {
      return each.kind != CacheObstacle::Kind::clean || each.call->verb->value.starts_with("dist");
    });
    if (!is_left) return true;
    constexpr std::string_view readers[] = {"aptitude", "gdebi",    "apt-cache", "mk-build-deps",
                                            "tasksel",  "apt-file", "sh",        "bash"};
    for (const Run& run : file_.runs) {
      const bool later = run.owner->index > step.run->owner->index;
      if (!later || std::ranges::find(steps_, &run, &CacheStep::run) != steps_.end()) continue;
      if (file_.tree.stages[static_cast<std::size_t>(std::max(run.owner->stage, 0))].root !=
          file_.tree.stages[static_cast<std::size_t>(step.run->owner->stage)].root)
        continue;
      for (const Call& call : run.calls) {
        const bool script = call.name.ends_with(".sh") || (call.word != nullptr && call.word->value.starts_with("./"));
        if ((script && cache_.name == "apt-get") ||
            (is_one_of(readers, call.name) && shell::inner_script(*call.command) == nullptr))
          return rewrite_->refuse(call.command->span, "this may need the package index that an earlier step leaves");
      }
    }
    return true;
  }

  [[nodiscard]] std::set<std::string_view> variables() const {
    std::set<std::string_view> names = {"HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"};
    names.insert(cache_.off_variables.begin(), cache_.off_variables.end());
    for (const CacheFolder& folder : cache_.folders)
      for (std::size_t at = folder.places.find('$'); at != std::string_view::npos;
           at = folder.places.find('$', at + 1)) {
        const std::string_view rest = folder.places.substr(at + 1);
        names.insert(rest.substr(0, rest.find_first_of("/|")));
      }
    return names;
  }

  // No configuration moves the cache.
  bool settings_are_plain() {
    for (const Run& run : file_.runs)
      for (const Call& call : run.calls) {
        const std::optional<CacheCall> known = cache_call(cache_, call);
        if (!known || known->line.operands.empty()) continue;
        const std::string_view first = known->line.operands[0]->value;
        if (first != "config" && first != "env" && first != "set") continue;
        for (const shell::Word* word : call.arguments) {
          const std::string_view value = word->value;
          const bool bundler = cache_.name == "Bundler" && (value.contains("path") || value.contains("deployment"));
          if (bundler || value.contains("cache") || value.contains("store-dir") || value.contains("GOPATH") ||
              value.contains("CACHE"))
            return rewrite_->refuse(word->span, "the cache is moved or turned off here");
        }
      }
    if (!around_.context) return true;
    for (const CacheSetting& each : cache_.settings) {
      const std::string* const text = around_.context->text(each.file);
      if (text != nullptr && text->contains(each.text))
        return rewrite_->refuse(steps_.front().run->instruction->header,
                                around_.context->path_of(each.file) + " says where the cache is");
    }
    return true;
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
    const auto not_plain =
        std::ranges::count_if(step.run->calls, [&](const Call& call) { return !is_one_of(plain, call.name); });
    return std::cmp_not_equal(not_plain, step.calls.size()) ||
           !std::ranges::all_of(step.calls, [&](const CacheCall& call) {
             const std::string text = said(call);
             return is_one_of(folder.unused_by,
                              std::string_view(text).substr(std::min(text.size(), call.call->name.size() + 1)));
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
