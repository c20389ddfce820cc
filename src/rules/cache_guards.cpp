// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_guards.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "rules/builders.h"
#include "rules/cache_edits.h"
#include "rules/cache_folder.h"
#include "rules/cache_readers.h"
#include "rules/heredoc_script.h"
#include "rules/yarn_version.h"

namespace s1::rules {
namespace {

using model::Call;
using model::Run;

constexpr std::string_view switches_user[] = {"su", "sudo", "doas", "runuser", "gosu", "su-exec", "setpriv", "chroot"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

class Guards {
 public:
  Guards(const model::Dockerfile& file, const model::Surroundings& around, const PackageCache& cache,
         std::vector<CacheStep>& steps, Rewrite& rewrite)
      : file_(file), around_(around), cache_(cache), steps_(steps), rewrite_(rewrite) {}

  bool hold() {
    return builders_take_cache_mounts(file_, around_, rewrite_) && folders_are_known() && steps_are_plain() &&
           settings_are_plain() && cache_has_no_readers(file_, around_, cache_, steps_, rewrite_);
  }

 private:
  bool folders_are_known() {
    for (CacheStep& step : steps_) {
      const CacheFolders folders(file_, *step.run);
      const std::optional<StepUser> user = folders.user(cache_.as_root, rewrite_);
      if (!user) return false;
      step.user = *user;
      for (const std::string_view name : cache_.off_variables)
        if (const CacheFolders::Variable off = folders.variable(name); off.set)
          return rewrite_.refuse(off.span, std::string(name) + " turns the cache off or moves it");
      if (!find_folders(folders, step)) return false;
    }
    const CacheStep& first = steps_.front();
    rewrite_.checked.push_back("the cache of " + std::string(cache_.name) + " is " + first.folders.front() +
                               (cache_.as_root ? "" : ", as " + first.user.said + " runs it"));
    return true;
  }

  bool find_folders(const CacheFolders& folders, CacheStep& step) {
    const bool yarn = cache_.name == "yarn";
    const Yarn version = yarn ? yarn_of(file_, around_) : Yarn::one;
    if (version == Yarn::unknown || version == Yarn::other)
      return rewrite_.refuse(step.run->instruction->header,
                             version == Yarn::other
                                 ? "this yarn's cache is a part of the project, or what it runs from"
                                 : "which version of yarn this is, and so where its cache is, is not known");
    for (const CacheFolder& each : cache_.folders) {
      std::string_view places = each.places;
      if (step.user.ids.empty() && !each.of_root.empty()) places = each.of_root;
      if (version == Yarn::global_cache) places = "$YARN_GLOBAL_FOLDER/cache|~/.yarn/berry/cache";
      std::optional<std::string> folder = folders.find(places, step.user, rewrite_);
      if (!folder) return false;
      step.folders.push_back(*std::move(folder));
    }
    if (!cache_.whole.empty())
      if (std::optional<std::string> whole = folders.find(cache_.whole, step.user, rewrite_))
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
          return rewrite_.refuse(call.command->span, "another user runs a part of this step");
        for (const shell::Assignment& set : call.command->assignments)
          if (names.contains(set.name)) return rewrite_.refuse(set.span, set.name + " is set for this step alone");
        if (call.name == "export" || call.name == "env" ||
            is_one_of(std::span<const std::string_view>(call.wrappers), "env"))
          for (const shell::Word& word : call.command->words)
            if (names.contains(std::string_view(word.value).substr(0, word.value.find('='))))
              return rewrite_.refuse(word.span, "the cache is moved for this step alone");
        if (cache_.name == "npm" && (call.name == "npx" || (call.name == "npm" && call.subcommand() != nullptr &&
                                                            call.subcommand()->value == "exec")))
          return rewrite_.refuse(call.command->span, "npx keeps what it runs in the same folder");
        if (cache_.name == "uv" && call.name == "uvx")
          return rewrite_.refuse(call.command->span, "uvx keeps what it runs in the same folder");
      }
      for (const CacheCall& call : step.calls) {
        for (const model::Option& option : call.line.options) {
          if (is_one_of(cache_.moves, option.name))
            return rewrite_.refuse(option.word->span, "it says which folder is used, or how");
          if (is_one_of(cache_.offline, option.name))
            return rewrite_.refuse(
                option.word->span,
                "it works on what an earlier step left, and a mounted cache may have been emptied since");
          if (option.value.contains("Dir::") || option.value.contains("repo.local"))
            return rewrite_.refuse(option.word->span, "it says which folder is used");
        }
      }
      if (cache_.as_root && (!index_is_its_own(step) || !notices_failures(step))) return false;
      if (cache_.name == "Maven" && &step != &steps_.back())
        for (const CacheCall& call : step.calls)
          for (const shell::Word* word : call.line.operands)
            if (word->value == "install")
              return rewrite_.refuse(word->span, "a later step may need what this puts into the repository");
    }
    return true;
  }

  // Without the mount an update that fails leaves no index, and the install fails too. With it there is an old one.
  bool notices_failures(const CacheStep& step) {
    const dockerfile::Instruction& run = *step.run->instruction;
    if (run.heredocs.empty()) return true;
    const auto shell = std::ranges::find(file_.shells, step.run->script.get(), &model::ShellScript::script);
    if (shell == file_.shells.end() || first_unchecked(*shell) == nullptr) return true;
    return rewrite_.refuse(run.heredocs.front().opener,
                           "the script goes on where its update fails (it has no set -e), and a mounted index would be "
                           "an old one");
  }

  // The mount hides the index of an earlier layer, and leaves none to a later one.
  bool index_is_its_own(const CacheStep& step) {
    if (const CacheCall* const call = step.without_index())
      return rewrite_.refuse(call->call->command->span,
                             "it uses the package index of an earlier step, which a mount would hide");
    for (const CacheCall& call : step.calls)
      if (call.call->name == "apt" && call.downloads)
        return rewrite_.refuse(call.call->command->span,
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
          return rewrite_.refuse(call.command->span, "this may need the package index that an earlier step leaves");
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
            return rewrite_.refuse(word->span, "the cache is moved or turned off here");
        }
      }
    if (!around_.context) return true;
    for (const CacheSetting& each : cache_.settings) {
      const std::string* const text = around_.context->text(each.file);
      if (text != nullptr && text->contains(each.text))
        return rewrite_.refuse(steps_.front().run->instruction->header,
                               around_.context->path_of(each.file) + " says where the cache is");
    }
    return true;
  }

  const model::Dockerfile& file_;
  const model::Surroundings& around_;
  const PackageCache& cache_;
  std::vector<CacheStep>& steps_;
  Rewrite& rewrite_;
};

}  // namespace

bool cache_guards_hold(const model::Dockerfile& file, const model::Surroundings& around, const PackageCache& cache,
                       std::vector<CacheStep>& steps, Rewrite& rewrite) {
  return Guards(file, around, cache, steps, rewrite).hold();
}

}  // namespace s1::rules
