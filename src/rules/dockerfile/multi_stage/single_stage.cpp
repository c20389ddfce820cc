// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/single_stage.h"

#include <algorithm>

#include "facts/base_images.h"
#include "model/image_paths.h"
#include "syntax/shell/ast.h"
#include "workspace/names.h"

namespace s1::rules::multi_stage {
namespace {

using dockerfile::Form;
using dockerfile::Instruction;
using dockerfile::Kind;

// Images that start elsewhere than in "/", by their Dockerfiles.
std::string first_workdir(std::string_view image, std::string_view tag) {
  if (image == "golang") return "/go";
  if (image == "gradle") return "/home/gradle";
  if (image == "php" && (tag.contains("apache") || tag.contains("fpm"))) return "/var/www/html";
  return "/";
}

// The words of a script that is one simple command of plain words; empty for any other.
std::vector<std::string> words_of(const shell::Script* script) {
  if (script == nullptr || script->items.size() != 1 || script->items[0].background) return {};
  const shell::Pipeline& pipeline = script->items[0].pipeline;
  if (pipeline.negated || pipeline.commands.size() != 1) return {};
  const shell::Command& command = pipeline.commands[0];
  if (command.kind != shell::CommandKind::simple || !command.assignments.empty() || !command.redirections.empty())
    return {};
  std::vector<std::string> words;
  for (const shell::Word& word : command.words) words.push_back(word.value);
  if (!words.empty() && words.front() == "exec") words.erase(words.begin());
  return words;
}

std::vector<std::string> words_of(const Instruction& instruction) {
  if (instruction.form != Form::json) return words_of(instruction.script.get());
  std::vector<std::string> words;
  for (const dockerfile::Word& word : instruction.words) words.emplace_back(word.raw);
  return words;
}

std::optional<Started> started_by(const model::Command& command) {
  if (command.entrypoint == nullptr && command.cmd == nullptr) return std::nullopt;
  const Instruction& first = command.entrypoint != nullptr ? *command.entrypoint : *command.cmd;
  Started result{words_of(first), first.form != Form::json, first.header};
  const bool both = command.entrypoint != nullptr && command.cmd != nullptr && first.form == Form::json;
  if (both) {
    if (command.cmd->form != Form::json) return std::nullopt;  // `sh -c` given to the ENTRYPOINT
    for (const dockerfile::Word& word : command.cmd->words) result.words.emplace_back(word.raw);
  }
  if (result.words.empty()) return std::nullopt;
  return result;
}

bool is_address(std::string_view source) {
  return source.contains("://") || source.starts_with("git@");
}

void add_placed(SingleStage& stage, const Instruction& copy, const std::string& workdir) {
  if (copy.words.size() < 2) return;
  const dockerfile::Expansion to = dockerfile::expand(stage.tree, copy, copy.words.back());
  const std::string target = to.known ? absolute(workdir, to.text) : std::string();
  const bool into =
      to.text.ends_with('/') || to.text == "." || to.text == ".." || to.text.ends_with("/.") || copy.words.size() > 2;
  for (std::size_t i = 0; i + 1 < copy.words.size(); ++i) {
    const dockerfile::Expansion from = dockerfile::expand(stage.tree, copy, copy.words[i]);
    Placed placed{target, &copy, {}, false, true};
    const bool local =
        copy.flag("from") == nullptr && from.known && !from.text.starts_with("<<") && !is_address(from.text);
    std::string_view text = from.text;
    while (text.starts_with('/')) text.remove_prefix(1);
    const std::optional<std::string> source = workspace::normalised(text);
    const bool pattern = from.text.find_first_of("*?[") != std::string::npos;
    if (local && source && !pattern) {
      placed.from_context = true;
      placed.source = *source;
      const bool is_file = stage.around.context && !source->empty() && stage.around.context->has_file(*source);
      if (is_file) {
        placed.is_folder = false;
        if (into || target == "/") placed.path = absolute(target, file_name(*source));
      }
    } else if (!into) {
      placed.is_folder = false;  // a heredoc, or one file of another image
    } else if (copy.flag("from") != nullptr && from.known && !pattern && !file_name(from.text).empty()) {
      placed.is_folder = false;  // by the name that files have there
      placed.path = target.empty() ? std::string() : absolute(target, file_name(from.text));
    } else if (local && pattern) {
      placed.from_context = true;
      placed.source = from.text;
    }
    stage.placed.push_back(std::move(placed));
  }
}

}  // namespace

std::string absolute(std::string_view folder, std::string_view path) {
  return model::workdir_after(folder, path);
}

bool lies_in(std::string_view path, std::string_view folder) {
  if (folder.empty() || path.empty()) return false;
  if (folder == "/") return true;
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

SingleStage::SingleStage(const model::Dockerfile& dockerfile, const model::Surroundings& surroundings)
    : file(dockerfile),
      tree(dockerfile.tree),
      around(surroundings),
      stage(dockerfile.tree.stages.front()),
      base(model::base(dockerfile.tree, stage)),
      image(facts::short_image_name(base.ref.name)),
      tag(base.ref.tag),
      workdir(first_workdir(image, tag)),
      command(model::commands(dockerfile.tree)[stage.index]) {
  std::size_t next_run = 0;
  for (const std::uint32_t index : stage.instructions) {
    const Instruction& each = tree.instructions[index];
    Step step{&each, nullptr, workdir};
    while (next_run < file.runs.size() && file.runs[next_run].owner->index < index) ++next_run;
    if (next_run < file.runs.size() && file.runs[next_run].owner->index == index) step.run = &file.runs[next_run];
    steps.push_back(std::move(step));
    if (each.kind == Kind::workdir && !each.words.empty()) {
      has_workdir = true;
      workdir = model::workdir_after(workdir, dockerfile::expand(tree, each, each.words.front()).text);
    }
    if (each.kind == Kind::copy || each.kind == Kind::add) add_placed(*this, each, workdir);
  }
  started = started_by(command);
}

void SingleStage::for_each_call(const Visit& visit) const {
  for (const Step& step : steps) {
    if (step.run == nullptr) continue;
    std::string folder = step.workdir;
    for (const model::Call& call : step.run->calls) {
      if (call.name == "cd") {
        const shell::Word* const to = call.arguments.empty() ? nullptr : call.arguments.back();
        folder = to != nullptr && to->literal ? absolute(folder, to->value) : std::string();
        continue;
      }
      visit(step, call, folder);
    }
  }
}

std::optional<std::string> SingleStage::env(std::string_view name, const Instruction* before) const {
  std::optional<std::string> value;
  for (const Step& step : steps) {
    if (step.instruction == before) break;
    if (step.instruction->kind != Kind::env) continue;
    for (const dockerfile::Pair& pair : step.instruction->pairs)
      if (pair.key.raw == name) value = dockerfile::expand(tree, *step.instruction, pair.value).text;
  }
  return value;
}

std::optional<std::string> SingleStage::source_of(std::string_view path) const {
  if (context() == nullptr) return std::nullopt;
  for (auto each = placed.rbegin(); each != placed.rend(); ++each) {
    if (!lies_in(path, each->path)) continue;
    if (!each->from_context || each->source.find_first_of("*?[") != std::string::npos) return std::nullopt;
    if (!each->is_folder) return path == each->path ? std::optional(each->source) : std::nullopt;
    std::string_view rest = path.substr(each->path == "/" ? 0 : each->path.size());
    while (rest.starts_with('/')) rest.remove_prefix(1);
    std::string source = rest.empty() ? each->source : workspace::join(each->source, rest);
    if (source.empty() || context()->look(source) != workspace::Found::nothing) return source;
  }
  return std::nullopt;
}

}  // namespace s1::rules::multi_stage
