// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/build_secret/file_to_secret.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "rules/between_files.h"
#include "rules/builders.h"
#include "rules/dockerfile_edits.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;

// Programs that fetch something, and so may need the secret.
constexpr std::array<std::string_view, 18> kFetching = {"npm",  "yarn", "pnpm", "npx",      "git",    "go",
                                                        "pip",  "pip3", "uv",   "poetry",   "python", "cargo",
                                                        "curl", "wget", "ssh",  "composer", "bundle", "mvn"};

struct Step {
  const model::Run* run = nullptr;
  bool fetches = false;
  const model::Call* removal = nullptr;
};

class Move {
 public:
  Move(const model::Dockerfile& file, const model::Surroundings& around, const Instruction& copy, std::string_view name,
       bool is_key)
      : file_(file), around_(around), copy_(copy), name_(name), is_key_(is_key) {
    rewrite_.needs_build = false;
    workdirs_ = model::working_directories(file.tree);
  }

  Rewrite make() && {
    if (find_target() && find_steps() && callers()) write();
    return std::move(rewrite_);
  }

 private:
  bool find_target() {
    if (copy_.stage < 0 || copy_.words.size() != 2)
      return rewrite_.refuse(copy_.header, "it copies more than that file");
    const model::CopyTarget to = model::copy_target(file_.tree, copy_, workdirs_[copy_.index]);
    if (to.path.empty()) return rewrite_.refuse(copy_.header, "where it copies to is not known");
    target_ = to.path;
    if (to.into_folder) target_ += (target_.ends_with('/') ? "" : "/") + std::string(name_);
    if (model::runs_as_root(file_.tree)[copy_.index] == model::Answer::no)
      return rewrite_.refuse(copy_.header, "a secret's file is readable for root alone");
    return true;
  }

  [[nodiscard]] bool means_target(const model::Run& run, const shell::Word& word) const {
    if (word.value == "~/" + std::string(name_) || word.value == "~/.ssh/" + std::string(name_)) return true;
    return model::path_in_image(workdirs_[run.owner->index], word.value) == target_;
  }

  // The RUNs from the COPY to the one that removes the file.
  bool find_steps() {
    for (const model::Run& run : file_.runs) {
      if (run.owner != run.instruction || run.owner->stage != copy_.stage || run.owner->index < copy_.index) continue;
      if (removed_) break;
      Step step{.run = &run};
      for (const model::Call& call : run.calls) {
        step.fetches |= std::ranges::find(kFetching, call.name) != kFetching.end();
        const bool mentions =
            std::ranges::any_of(call.arguments, [&](const shell::Word* word) { return means_target(run, *word); });
        if (!mentions) continue;
        if (call.name == "rm" && call.operands().size() == 1)
          step.removal = &call;
        else if (!is_key_ || call.name != "chmod")
          return rewrite_.refuse(call.command->span, "this command names the file");
        else if (!take_away(run, call))
          return rewrite_.refuse(call.command->span, "the command cannot be taken away by itself");
      }
      if (is_key_ && run.instruction->arguments.text().contains("ssh-add"))
        return rewrite_.refuse(run.instruction->header, "it has an agent of its own");
      removed_ = step.removal != nullptr;
      steps_.push_back(step);
    }
    if (!removed_) return rewrite_.refuse(copy_.header, "no later step removes it, so that the container may need it");
    if (std::ranges::none_of(steps_, &Step::fetches))
      return rewrite_.refuse(copy_.header, "which step needs it cannot be seen");
    return true;
  }

  bool take_away(const model::Run& run, const model::Call& call) {
    std::optional<Edit> edit = remove_command_or_run(run, *call.command);
    if (!edit) return false;
    rewrite_.edits.push_back(*std::move(edit));
    return true;
  }

  bool callers() {
    if (!builders_take(kRunMount, file_.tree, around_, rewrite_)) return false;
    if (around_.builds.empty()) return true;
    const std::string option = is_key_ ? "--ssh default" : "--secret id=" + id() + ",src=" + std::string(name_);
    return rewrite_.refuse(related_at(around_.builds.front()->place, "the build here would have to give " + option));
  }

  [[nodiscard]] std::string id() const { return std::string(name_.starts_with('.') ? name_.substr(1) : name_); }

  void write() {
    const Span lines = whole_lines(*file_.tree.source, copy_.span);
    if (lines.empty() || holds_comment(file_.tree, copy_.span)) {
      (void)rewrite_.refuse(copy_.header, "it shares its line");
      return;
    }
    rewrite_.edits.push_back({lines, {}});
    for (const Step& step : steps_) {
      if (step.removal != nullptr && !take_away(*step.run, *step.removal)) {
        (void)rewrite_.refuse(step.removal->command->span, "the command cannot be taken away by itself");
        return;
      }
      if (!step.fetches) continue;
      const std::uint32_t at = step.run->instruction->keyword.end;
      rewrite_.edits.push_back({{at, at},
                                is_key_ ? " --mount=type=ssh"
                                        : " --mount=type=secret,id=" + id() + ",target=" + target_ + ",required=true"});
    }
    std::ranges::sort(rewrite_.edits, {}, [](const Edit& edit) { return edit.span.begin; });
    rewrite_.checked.emplace_back("a later step removes it: only the steps between need it");
    rewrite_.checked.emplace_back("no build of the repository is known that would have to give it");
  }

  const model::Dockerfile& file_;
  const model::Surroundings& around_;
  const Instruction& copy_;
  std::string_view name_;
  bool is_key_;
  std::vector<std::string> workdirs_;
  std::string target_;
  std::vector<Step> steps_;
  bool removed_ = false;
  Rewrite rewrite_;
};

}  // namespace

Rewrite file_to_secret(const model::Dockerfile& file, const model::Surroundings& around, const Instruction& copy,
                       std::string_view name, bool is_key) {
  return Move(file, around, copy, name, is_key).make();
}

}  // namespace s1::rules
