// SPDX-License-Identifier: Apache-2.0
#include "rules/manifest_first.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "model/copied_files.h"
#include "model/dockerfile_stage.h"
#include "rules/dockerfile_edits.h"
#include "rules/ignore_file.h"
#include "rules/install_manifests.h"
#include "rules/source_free.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;
using model::Call;
using model::Run;

constexpr std::size_t kMostLines = 12;
// Each stage is read with those that it is FROM: so many instructions, all stages together.
constexpr std::size_t kMostRead = 20'000;

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// A COPY of a whole folder of the build context.
struct FolderCopy {
  const Instruction* instruction = nullptr;
  std::string folder;       // of the context; "" all of it
  std::string destination;  // as written
  std::string at;           // absolute
};

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
          between_.push_back(each);
          break;
        case Kind::copy:
        case Kind::add:
          note_copy(*each, own);
          break;
        case Kind::run:
          read_run(*each, own, out);
          break;
        default:
          between_.push_back(each);
      }
    }
  }

 private:
  void note_copy(const Instruction& copy, bool own) {
    between_.push_back(&copy);
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
    copy_ = {&copy, *folder, std::string(copy.words[1].raw), std::move(at)};
    between_.clear();
  }

  void read_run(const Instruction& instruction, bool own, std::vector<SourceFirst>& out) {
    const auto run =
        std::ranges::lower_bound(file_.runs, instruction.index, {}, [](const Run& each) { return each.owner->index; });
    if (run == file_.runs.end() || run->owner != &instruction) {
      between_.push_back(&instruction);
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
    between_.push_back(&instruction);
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
      return rewrite_->refuse(install.call->command->span,
                              "it is run by another user, who may not write to the folder before the source is there");
    const ProjectFiles project(*around_.context, copy_.folder);
    const std::optional<Manifests> manifests = manifests_of(install, project, *rewrite_);
    if (!manifests || !what_is_made_is_ignored(*manifests, project)) return false;
    return manifests->fetch.empty() ? move_copy(run, install, *manifests) : add_fetch(run, install, *manifests);
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

  // The lines that copy the manifests.
  std::optional<std::string> manifest_lines(const Manifests& manifests) {
    std::string folder = copy_.destination;
    if (folder.find_first_of(" \"'$[") != std::string::npos) {
      rewrite_->refuse(copy_.instruction->header, "its destination cannot be repeated");
      return std::nullopt;
    }
    if (folder == ".") folder = "./";
    if (!folder.ends_with('/')) folder += '/';
    std::map<std::string, std::vector<std::string>> by_folder;
    for (const std::string& file : manifests.files) {
      const bool is_folder = file.ends_with('/');
      by_folder[is_folder ? file : std::string(workspace::parent_path(file))].push_back(
          is_folder ? file.substr(0, file.size() - 1) : file);
    }
    if (by_folder.size() > kMostLines) {
      rewrite_->refuse(copy_.instruction->header,
                       "what the install reads lies in more folders than lines can name well");
      return std::nullopt;
    }
    const Source& source = *tree_.source;
    const Instruction& copy = *copy_.instruction;
    std::string begin = copy.kind == Kind::add ? (source.slice(copy.keyword).starts_with('a') ? "copy" : "COPY")
                                               : std::string(source.slice(copy.keyword));
    for (const dockerfile::Flag& flag : copy.flags) begin += " " + std::string(source.slice(flag.span));
    std::string lines;
    for (const auto& [inside, files] : by_folder) {
      lines += begin;
      for (const std::string& file : files) lines += " " + workspace::join(copy_.folder, file);
      std::string to = inside.empty() ? folder : (folder == "./" ? std::string() : folder) + inside;
      if (!to.ends_with('/')) to += '/';
      lines += " " + to + end();
    }
    return lines;
  }

  [[nodiscard]] std::string end() const {
    return std::string(line_end_at(*tree_.source, copy_.instruction->span.begin));
  }

  // The COPY with the comments that belong to it, as whole lines.
  std::optional<Span> block() {
    const Span lines = whole_lines(*tree_.source, copy_.instruction->span);
    const std::optional<std::uint32_t> begin = line_before(tree_, *copy_.instruction);
    if (lines.empty() || !begin) {
      rewrite_->refuse(copy_.instruction->header, "it shares its line with something else");
      return std::nullopt;
    }
    return Span{*begin, lines.end};
  }

  // A step of its own before the source is copied; all that is there stays.
  bool add_fetch(const Run& run, const InstallCall& install, const Manifests& manifests) {
    for (const Instruction* each : between_) {
      const bool plain = each->kind == Kind::label || each->kind == Kind::expose || each->kind == Kind::stopsignal ||
                         each->kind == Kind::cmd || each->kind == Kind::entrypoint;
      const bool sets = each->kind == Kind::env || each->kind == Kind::arg;
      const bool apart = sets && std::ranges::none_of(each->pairs, [](const dockerfile::Pair& pair) {
                           return is_for_installs(pair.key.raw);
                         });
      if (!plain && !apart)
        return rewrite_->refuse(each->header, "the install may need this, which stands behind the COPY");
    }
    if (install.call->command != &run.script->items.front().pipeline.commands.front())
      return rewrite_->refuse(run.instruction->header, "the install may need what runs before it in this step");
    for (const shell::Assignment& set : install.call->command->assignments)
      if (is_for_installs(set.name)) return rewrite_->refuse(set.span, "the install may need this variable");
    const std::optional<std::string> lines = manifest_lines(manifests);
    const std::optional<Span> place = block();
    if (!lines || !place) return false;
    const Source& source = *tree_.source;
    std::string step = *lines + std::string(source.slice(run.instruction->keyword));
    for (const dockerfile::Flag& flag : run.instruction->flags) step += " " + std::string(source.slice(flag.span));
    rewrite_->edits.push_back({{place->begin, place->begin}, step + " " + manifests.fetch + end()});
    return true;
  }

  [[nodiscard]] static bool is_for_installs(std::string_view variable) {
    constexpr std::string_view targets[] = {"GOOS", "GOARCH", "GOARM", "GOAMD64", "GOEXPERIMENT"};
    if (is_one_of(targets, variable)) return false;
    constexpr std::string_view prefixes[] = {"GO",    "UV_",  "POETRY_", "PIP_", "COMPOSER_", "HTTP",       "http",
                                             "NETRC", "GIT_", "SSL_",    "PATH", "PYTHON",    "VIRTUAL_ENV"};
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return variable.starts_with(prefix); });
  }

  // The COPY goes behind the install.
  bool move_copy(const Run& run, const InstallCall& install, const Manifests& manifests) {
    for (const Instruction* each : between_) {
      const bool plain = each->kind == Kind::env || each->kind == Kind::arg || each->kind == Kind::label ||
                         each->kind == Kind::expose || each->kind == Kind::stopsignal || each->kind == Kind::cmd ||
                         each->kind == Kind::entrypoint;
      const bool moved = each->kind == Kind::workdir && copy_.destination.starts_with('/');
      const auto between = std::ranges::find(file_.runs, each, &Run::owner);
      const bool apart = each->kind == Kind::run && between != file_.runs.end() && needs_no_source(*between);
      if (!plain && !moved && !apart)
        return rewrite_->refuse(each->header, "this stands between the COPY and the install, and may need the source");
    }
    if (run.exec_form || !run.instruction->heredocs.empty()) {
      if (run.calls.size() != 1)
        return rewrite_->refuse(run.instruction->header, "the install is one of several commands here");
    }
    const std::optional<std::uint32_t> split = split_after(run, install);
    if (!split) return false;
    const std::optional<std::string> lines = manifest_lines(manifests);
    const std::optional<Span> place = block();
    if (!lines || !place) return false;
    const Source& source = *tree_.source;
    std::string text(source.slice(*place));
    if (!text.ends_with('\n')) text += end();
    const Span run_lines = whole_lines(source, run.instruction->span);
    if (run_lines.empty()) return rewrite_->refuse(run.instruction->header, "it shares its line with something else");
    // One edit of all that moves, so that what is found in it is known again.
    std::string moved = *lines;
    if (*split == run.instruction->span.end) {
      moved += source.slice({place->end, run_lines.end});
      if (!moved.ends_with('\n')) moved += end(), text.resize(text.size() - end().size());
      rewrite_->edits.push_back({{place->begin, run_lines.end}, moved + text});
    } else {
      const Span gap{*split, next_command(run, *split)};
      if (holds_comment(tree_, gap))
        return rewrite_->refuse(run.instruction->header, "a comment stands where the step would be split");
      moved += source.slice({place->end, gap.begin});
      moved += end() + text + std::string(source.slice(run.instruction->keyword)) + " ";
      rewrite_->edits.push_back({{place->begin, gap.end}, std::move(moved)});
    }
    rewrite_->checked.emplace_back("nothing between the COPY and the install needs the source");
    return true;
  }

  // Where the RUN can be parted behind the install: its end, where nothing after the install needs the source.
  std::optional<std::uint32_t> split_after(const Run& run, const InstallCall& install) {
    const shell::Script& script = *run.script;
    std::optional<std::size_t> at;
    for (std::size_t i = 0; i < script.items.size(); ++i) {
      const shell::Item& item = script.items[i];
      const bool simple = item.pipeline.commands.size() == 1 && !item.background && !item.pipeline.negated &&
                          (item.joint == shell::Joint::first || item.joint == shell::Joint::and_then);
      if (!simple) {
        rewrite_->refuse(item.pipeline.span, "the step is no plain list of commands");
        return std::nullopt;
      }
      if (&item.pipeline.commands.front() == install.call->command) at = i;
    }
    if (!at) {
      rewrite_->refuse(install.call->command->span, "the install stands in a branch");
      return std::nullopt;
    }
    std::optional<std::size_t> first_after;
    for (const Call& call : run.calls) {
      if (call.command == install.call->command) continue;
      const bool before = call.command->span.begin < install.call->command->span.begin;
      if (needs_no_source(call)) continue;
      if (before) {
        rewrite_->refuse(call.command->span, "this runs before the install, and may need the source");
        return std::nullopt;
      }
      first_after = at;
    }
    if (!first_after) return run.instruction->span.end;
    if (!run.instruction->flags.empty() || run.calls.size() != script.items.size()) {
      rewrite_->refuse(run.instruction->header, "the step cannot be split behind the install");
      return std::nullopt;
    }
    for (std::size_t i = 0; i < *at; ++i) {
      const std::string_view name = shell::name_of(script.items[i].pipeline.commands.front());
      if (name == "export" || name == "set" || name.empty()) {
        rewrite_->refuse(script.items[i].pipeline.span,
                         "what comes after the install may need this, and would run in a step of its own");
        return std::nullopt;
      }
    }
    return script.items[*at].pipeline.span.end;
  }

  [[nodiscard]] static std::uint32_t next_command(const Run& run, std::uint32_t from) {
    for (const shell::Item& item : run.script->items)
      if (item.pipeline.span.begin > from) return item.pipeline.span.begin;
    return from;
  }

  const model::Dockerfile& file_;
  const dockerfile::File& tree_;
  const model::Surroundings& around_;
  const dockerfile::Stage& stage_;
  std::string workdir_ = "/";
  FolderCopy copy_;                          // the last one
  std::vector<const Instruction*> between_;  // since then
  std::set<std::string> copied_names_;       // of all that is copied by name
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
