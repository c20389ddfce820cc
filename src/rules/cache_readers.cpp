// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_readers.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "model/dockerfile_stage.h"
#include "model/start.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;
using model::Call;
using model::Run;

// Commands that work on all of a folder.
constexpr std::string_view folder_commands[] = {"chown", "chmod", "mv", "cp", "tar", "ln", "find", "rsync", "chgrp"};
// Programs that call a compiler or a build tool when the container starts.
constexpr std::string_view builders_at_start[] = {"air",   "CompileDaemon", "dlv",  "reflex", "gow",  "realize",
                                                  "fresh", "modd",          "make", "just",   "task", "bash",
                                                  "sh",    "sleep",         "tail", "jshell"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

class Readers {
 public:
  Readers(const model::Dockerfile& file, const model::Surroundings& around, const PackageCache& cache,
          const std::vector<CacheStep>& steps, Rewrite& rewrite)
      : file_(file), tree_(file.tree), around_(around), cache_(cache), steps_(steps), rewrite_(rewrite) {
    for (const CacheStep& step : steps) folders_.insert(step.folders.begin(), step.folders.end());
    root_ = stage_of(*steps.front().run->owner).root;
  }

  bool none() {
    return std::ranges::all_of(tree_.instructions, [&](const Instruction& each) { return leaves_it_alone(each); }) &&
           std::ranges::all_of(file_.runs, [&](const Run& run) { return commands_leave_it_alone(run); }) &&
           nothing_starts_it() && say();
  }

 private:
  [[nodiscard]] const dockerfile::Stage& stage_of(const Instruction& each) const {
    return tree_.stages[static_cast<std::size_t>(each.stage)];
  }
  [[nodiscard]] bool is_family(const Instruction& each) const {
    return each.stage >= 0 && stage_of(each).root == root_;
  }
  [[nodiscard]] bool holds(std::string_view path) const {
    return std::ranges::any_of(folders_, [&](const std::string& folder) { return is_within(path, folder); });
  }
  [[nodiscard]] bool lies_above(std::string_view path) const {
    return std::ranges::any_of(folders_, [&](const std::string& folder) { return is_within(folder, path); });
  }

  [[nodiscard]] bool names_it(std::string_view text) const {
    return std::ranges::any_of(folders_, [&](const std::string& folder) { return text.contains(folder); });
  }

  bool leaves_it_alone(const Instruction& each) {
    if (each.kind == Kind::copy || each.kind == Kind::add) return copy_leaves_it_alone(each);
    const bool starts = each.kind == Kind::cmd || each.kind == Kind::entrypoint || each.kind == Kind::healthcheck;
    if (starts && is_family(each) && names_it(each.arguments.text()))
      return rewrite_.refuse(each.header, "what is in the cache is used here");
    if (each.kind == Kind::env && is_family(each))
      for (const dockerfile::Pair& pair : each.pairs)
        if (pair.key.raw.ends_with("PATH") && pair.key.raw != "GOPATH" && names_it(pair.value.raw))
          return rewrite_.refuse(pair.value.span, "what is in the cache is used through this");
    for (const dockerfile::Flag& flag : each.flags) {
      if (flag.name != "mount" || !dockerfile::mount_option(flag, "from")) continue;
      const std::string source(dockerfile::mount_option(flag, "source").value_or("/"));
      const dockerfile::Stage* const from = tree_.find_stage(*dockerfile::mount_option(flag, "from"), stage_of(each));
      if (from != nullptr && from->root == root_ && (holds(source) || (source != "/" && lies_above(source))))
        return rewrite_.refuse(flag.span, "what is in the cache is used here");
    }
    return true;
  }

  bool copy_leaves_it_alone(const Instruction& each) {
    if (each.words.size() < 2 || each.stage < 0) return true;
    const dockerfile::Flag* const from = each.flag("from");
    if (from != nullptr) {
      const dockerfile::Stage* const source = tree_.find_stage(from->value, stage_of(each));
      const bool may_be = source != nullptr ? source->root == root_ : from->value.contains('$');
      if (may_be)
        for (std::size_t i = 0; i + 1 < each.words.size(); ++i) {
          std::string path = plain_path(dockerfile::expand(tree_, each, each.words[i]).text, "/root");
          if (!path.starts_with('/')) path.insert(0, "/");
          if (holds(path) || lies_above(path))
            return rewrite_.refuse(each.header, "what is in the cache is copied here");
        }
    }
    if (!is_family(each)) return true;
    const std::string to = plain_path(dockerfile::expand(tree_, each, each.words.back()).text, "/root");
    const bool around = from != nullptr && lies_above(to) && to.size() > 1 && to != "/root";
    if (holds(to) || around) return rewrite_.refuse(each.header, "a mount would hide what this puts into the cache");
    return true;
  }

  bool commands_leave_it_alone(const Run& run) {
    if (!is_family(*run.owner)) return true;
    const auto step = std::ranges::find(steps_, &run, &CacheStep::run);
    const std::string home = step != steps_.end() ? step->user.home : "/root";
    for (const Call& call : run.calls) {
      if (call.name == "rm") continue;
      const bool works_on_folders = step != steps_.end() && is_one_of(folder_commands, call.name);
      for (const shell::Word* word : call.arguments) {
        const std::string path = plain_path(word->value, home);
        if (!path.starts_with('/')) continue;
        if (holds(path) || (works_on_folders && path != "/" && lies_above(path)))
          return rewrite_.refuse(word->span, "this works on what is in the cache");
      }
    }
    return true;
  }

  // What a container starts must not need what the mount keeps out of the image.
  bool nothing_starts_it() {
    if (!cache_.read_at_start) return true;
    const bool shipped =
        std::ranges::any_of(steps_, [&](const CacheStep& step) { return file_.is_shipped(*step.run->owner); });
    if (!shipped) return true;
    const std::vector<bool> targets = model::targets(tree_);
    for (const dockerfile::Stage& stage : tree_.stages) {
      if (stage.root != root_ || !targets[stage.index]) continue;
      const Span from = tree_.instructions[stage.from].header;
      const model::Start start = model::start_of(file_, around_, stage);
      if (start.inherited)
        return rewrite_.refuse(from, "what a container of this stage starts is not known, and may need the cache");
      for (const model::Started& each : start.commands)
        if (starts_it(each))
          return rewrite_.refuse(each.span, each.program + " needs the cache when the container starts");
      if (!start.unread.empty())
        return rewrite_.refuse(start.unread.front().span,
                               "whether " + start.unread.front().what + " needs the cache cannot be read here");
    }
    return true;
  }

  [[nodiscard]] bool starts_it(const model::Started& command) const {
    if (is_one_of(builders_at_start, command.program)) return true;
    if (!is_one_of(cache_.programs, command.program)) return false;
    const bool built =
        cache_.name == "NuGet" && !command.arguments.empty() && command.arguments.front().ends_with(".dll");
    return !built || std::ranges::none_of(steps_, [](const CacheStep& step) {
      return std::ranges::any_of(
          step.calls, [](const CacheCall& call) { return call.verb != nullptr && call.verb->value == "publish"; });
    });
  }

  bool say() {
    rewrite_.checked.emplace_back("nothing else reads that folder or puts something into it");
    return true;
  }

  const model::Dockerfile& file_;
  const dockerfile::File& tree_;
  const model::Surroundings& around_;
  const PackageCache& cache_;
  const std::vector<CacheStep>& steps_;
  Rewrite& rewrite_;
  std::set<std::string> folders_;
  std::uint32_t root_ = 0;
};

}  // namespace

bool cache_has_no_readers(const model::Dockerfile& file, const model::Surroundings& around, const PackageCache& cache,
                          const std::vector<CacheStep>& steps, Rewrite& rewrite) {
  return Readers(file, around, cache, steps, rewrite).none();
}

}  // namespace s1::rules
