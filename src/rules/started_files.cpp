// SPDX-License-Identifier: Apache-2.0
#include "rules/started_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "syntax/shell/ast.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Form;
using dockerfile::Instruction;

constexpr std::array<std::string_view, 5> kInits = {"tini", "tini-static", "dumb-init", "catatonit", "docker-init"};
// Their options that take no value.
constexpr std::array<std::string_view, 7> kInitFlags = {"--", "-s", "-g", "-v", "-w", "-c", "--single-child"};
constexpr std::array<std::string_view, 4> kShells = {"sh", "bash", "ash", "dash"};
constexpr std::array<std::string_view, 6> kScriptShellFlags = {"-e", "-x", "-u", "-eu", "-ex", "-eux"};
constexpr std::array<std::string_view, 6> kInterpreters = {"python", "python3", "node", "ruby", "perl", "php"};

struct Piece {
  std::string text;
  Span span;
  bool literal = true;
};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// The file that the words start; nothing where it cannot be told.
std::optional<StartedFile> started(const Instruction& instruction, std::span<const Piece> words, bool by_shell) {
  if (by_shell && !words.empty() && words.front().text == "exec") words = words.subspan(1);
  if (words.empty() || !words.front().literal) return std::nullopt;
  if (is_one_of(kInits, workspace::base_name(words.front().text))) {
    words = words.subspan(1);
    while (!words.empty() && is_one_of(kInitFlags, words.front().text)) words = words.subspan(1);
    by_shell = false;
    if (words.empty() || words.front().text.starts_with('-')) return std::nullopt;
  }
  const std::string_view program = workspace::base_name(words.front().text);
  StartedFile file{&instruction,
                   words.front().span,
                   words.front().text,
                   by_shell ? StartedBy::shell : StartedBy::kernel,
                   {},
                   instruction.form == Form::json};
  const bool is_shell = is_one_of(kShells, program);
  if (is_shell || is_one_of(kInterpreters, program)) {
    file.interpreter = program;
    file.by = StartedBy::interpreter;
    words = words.subspan(1);
    while (!words.empty() && ((is_shell && is_one_of(kScriptShellFlags, words.front().text)) ||
                              (program.starts_with("python") && words.front().text == "-u")))
      words = words.subspan(1);
    if (words.empty() || words.front().text.starts_with('-')) return std::nullopt;
    file.span = words.front().span;
    file.path = words.front().text;
    // `node dist` and `python app` are not files by themselves.
    if (!file.path.contains('.')) return std::nullopt;
  }
  if (!words.front().literal || file.path.empty() || file.path.find_first_of("$*?`%") != std::string::npos)
    return std::nullopt;
  return file;
}

std::vector<Piece> pieces_of(const Instruction& instruction) {
  std::vector<Piece> pieces;
  for (const dockerfile::Word& word : instruction.words) pieces.push_back({std::string(word.raw), word.span, true});
  return pieces;
}

// Of a shell form that is one simple command.
std::optional<StartedFile> started_by_shell(const Instruction& instruction) {
  if (!instruction.script || instruction.form == Form::json) return std::nullopt;
  const shell::Script& script = *instruction.script;
  if (script.items.size() != 1 || script.items.front().pipeline.commands.size() != 1) return std::nullopt;
  const shell::Command& command = script.items.front().pipeline.commands.front();
  if (command.kind != shell::CommandKind::simple || shell::inner_script(command) != nullptr) return std::nullopt;
  std::vector<Piece> pieces;
  for (const shell::Word& word : command.words) pieces.push_back({word.value, word.span, word.literal});
  return started(instruction, pieces, true);
}

}  // namespace

std::vector<StartedFile> started_files(const model::Dockerfile& file, const dockerfile::Stage& stage) {
  const model::Command command = model::commands(file.tree)[stage.index];
  const Instruction* const first = command.entrypoint != nullptr ? command.entrypoint : command.cmd;
  if (first == nullptr) return {};
  std::optional<StartedFile> found;
  if (first->form == Form::json) {
    std::vector<Piece> words = pieces_of(*first);
    const bool only_init = std::ranges::all_of(words, [](const Piece& each) {
      return is_one_of(kInits, workspace::base_name(each.text)) || is_one_of(kInitFlags, each.text);
    });
    const bool more = only_init && command.cmd != nullptr && command.cmd != first && command.cmd->form == Form::json;
    if (more) {
      const std::vector<Piece> rest = pieces_of(*command.cmd);
      words.insert(words.end(), rest.begin(), rest.end());
    }
    found = started(more ? *command.cmd : *first, words, false);
  } else {
    found = started_by_shell(*first);
  }
  if (!found) return {};
  return {*std::move(found)};
}

bool is_mounted_over(const model::Surroundings& around, const dockerfile::Stage& stage, std::string_view path) {
  return std::ranges::any_of(around.runners_of(stage), [&](const model::Runner* runner) {
    return std::ranges::any_of(runner->container->mounts, [&](const model::Mount& mount) {
      std::string_view target = mount.target;
      while (target.size() > 1 && target.ends_with('/')) target.remove_suffix(1);
      return !target.starts_with('/') || model::lies_in(path, target);
    });
  });
}

bool is_named_in_run(const model::Dockerfile& file, const dockerfile::Stage& stage,
                     const std::vector<const Instruction*>& copies, std::string_view name,
                     const std::vector<std::string_view>& harmless) {
  std::vector<bool> stages(file.tree.stages.size());
  const auto mark = [&](const Instruction* each) {
    if (each->stage >= 0) stages[static_cast<std::size_t>(each->stage)] = true;
  };
  for (const Instruction* each : model::history(file.tree, stage)) mark(each);
  for (const Instruction* each : copies) mark(each);
  for (const Instruction& each : file.tree.instructions) {
    if (each.stage < 0 || !stages[static_cast<std::size_t>(each.stage)]) continue;
    if (each.kind != dockerfile::Kind::run && each.kind != dockerfile::Kind::onbuild) continue;
    const bool in_heredoc = std::ranges::any_of(each.heredocs, [&](const dockerfile::Heredoc& heredoc) {
      return file.tree.source->slice(heredoc.body).contains(name);
    });
    if (!in_heredoc && !each.arguments.text().contains(name)) continue;
    const auto run = std::ranges::find(file.runs, &each, &model::Run::owner);
    if (run == file.runs.end()) return true;
    for (const model::Call& call : run->calls) {
      const bool names = std::ranges::any_of(call.command->words,
                                             [&](const shell::Word& word) { return word.value.contains(name); }) ||
                         !call.command->redirections.empty();
      if (names && std::ranges::find(harmless, call.name) == harmless.end()) return true;
    }
  }
  return false;
}

std::vector<const dockerfile::Stage*> started_stages(const model::Dockerfile& file) {
  std::vector<const dockerfile::Stage*> result;
  const std::vector<model::Command> commands = model::commands(file.tree);
  const std::vector<bool> targets = model::targets(file.tree);
  for (const dockerfile::Stage& stage : file.tree.stages)
    if (targets[stage.index] && (commands[stage.index].entrypoint != nullptr || commands[stage.index].cmd != nullptr) &&
        !model::base(file.tree, stage).windows)
      result.push_back(&stage);
  return result;
}

std::vector<CopiedStart> copied_starts(const model::Dockerfile& file, const model::Surroundings& around) {
  std::vector<CopiedStart> result;
  if (!around.context) return result;
  std::set<std::uint32_t> seen;
  for (const dockerfile::Stage* stage : started_stages(file)) {
    for (StartedFile& started : started_files(file, *stage)) {
      if (!seen.insert(started.span.begin).second) continue;
      const model::CopiedFiles copied(file.tree, *around.context, model::kUsualWorkdir);
      std::string path = model::path_in_image(copied.workdir(*stage), started.path);
      std::optional<model::CopiedFiles::Found> found = copied.find(*stage, path);
      if (!found || is_mounted_over(around, *stage, path)) continue;
      std::string name(workspace::base_name(path));
      result.push_back({stage, std::move(started), std::move(path), std::move(name), *std::move(found)});
    }
  }
  return result;
}

}  // namespace s1::rules
