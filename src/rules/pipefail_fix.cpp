// SPDX-License-Identifier: Apache-2.0
#include "rules/pipefail_fix.h"

#include <algorithm>

#include "facts/base_images.h"
#include "model/dockerfile_layers.h"
#include "model/dockerfile_stage.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/keyword_case.h"

namespace s1::rules {
namespace {

using model::PackageManager;
using model::Run;

// Each try looks through the file, so that their number keeps the time in bounds.
constexpr int kMostTries = 100;

constexpr std::string_view option_shells[] = {"bash", "ash", "zsh", "ksh"};
// They may end before they have read all: the command before the pipe is then killed by SIGPIPE.
constexpr std::string_view early_readers[] = {"head", "less", "more",   "read", "true", ":",
                                              "dd",   "echo", "printf", "test", "exit", "timeout"};
constexpr std::string_view greps[] = {"grep", "egrep", "fgrep", "zgrep", "rg"};
// They fail to say something, not because something went wrong; or, `yes`, are always killed.
constexpr std::string_view answering[] = {"grep",  "egrep", "fgrep", "zgrep", "rg",  "diff", "cmp",   "test", "[",
                                          "which", "pgrep", "pidof", "ldd",   "yes", "expr", "false", "ls",   "read"};

template <std::size_t N>
bool is_one_of(const std::string_view (&names)[N], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

bool stops_early(const shell::Invocation& command) {
  if (is_one_of(early_readers, command.name)) return true;
  if (is_one_of(greps, command.name))
    return command.has_option("quiet", 'q') || command.has_option("silent", 'q') ||
           command.has_option("max-count", 'm') || command.has_option("files-with-matches", 'l');
  if (command.name != "sed" && command.name != "awk" && command.name != "gawk" && command.name != "mawk") return false;
  return std::ranges::any_of(command.arguments, [&](const shell::Word* word) {
    return word->value.find(command.name == "sed" ? "q" : "exit") != std::string::npos;
  });
}

// True where every pipeline keeps its status under pipefail as long as nothing goes wrong.
bool keeps_status(const shell::Script& script) {
  bool keeps = true;
  shell::for_each_script(script, [&](const shell::Script& part) {
    for (const shell::Item& item : part.items) {
      const std::vector<shell::Command>& commands = item.pipeline.commands;
      if (commands.size() < 2) continue;
      for (const shell::Command& command : commands) {
        const shell::Invocation call = shell::invocation(command);
        const bool first = &command == &commands.front();
        const bool last = &command == &commands.back();
        if (call.name.empty() || (!first && stops_early(call)) || (!last && is_one_of(answering, call.name)))
          keeps = false;
      }
    }
  });
  return keeps;
}

// True where all that pipes without the option would have it, had the script begun with it.
bool is_enough(const Run& run) {
  bool enough = true;
  shell::for_each_pipeline(*run.script, {.pipefail = true},
                           [&](const shell::Pipeline& pipeline, shell::Options options) {
                             if (!pipeline.pipes.empty() && !options.pipefail) enough = false;
                           });
  return enough;
}

// dash's echo reads \n and the like in its arguments, bash's does not.
bool echoes_escapes(const Run& run) {
  return std::ranges::any_of(run.calls, [](const model::Call& call) {
    return call.name == "echo" && std::ranges::any_of(call.arguments, [](const shell::Word* word) {
             return word->value.find('\\') != std::string::npos;
           });
  });
}

// `set -o pipefail` at the head of the RUN's own script; in a `set -eux` that opens it.
std::vector<Edit> in_run(const Run& run) {
  const shell::Item& first = run.script->items.front();
  const shell::Command& command = first.pipeline.commands.front();
  if (shell::name_of(command) == "set" && command.words.size() == 2 && first.pipeline.commands.size() == 1) {
    const std::string_view letters = command.words[1].value;
    const bool plain = letters.size() > 1 && letters[0] == '-' &&
                       letters.find_first_not_of("aefhnuvx", 1) == std::string_view::npos &&
                       command.words[1].span.size() == letters.size();
    if (plain) return {{{command.words[1].span.end, command.words[1].span.end}, "o pipefail"}};
  }
  const bool background = std::ranges::any_of(run.script->items, &shell::Item::background);
  const std::uint32_t at = first.pipeline.span.begin;
  return {{{at, at}, std::string("set -o pipefail").append(background ? "; " : " && ")}};
}

// ["/bin/bash", "-c", "…"]: the option before -c.
std::vector<Edit> in_arguments(const Run& run) {
  const std::vector<dockerfile::Word>& words = run.instruction->words;
  if (words.size() < 3 || words[1].raw != "-c" || !is_one_of(option_shells, file_name(words[0].raw))) return {};
  const std::uint32_t at = words[1].span.begin;
  return {{{at, at}, R"("-o", "pipefail", )"}};
}

bool has_shebang(const Run& run) {
  return std::ranges::any_of(run.script->comments,
                             [](const Comment& comment) { return comment.text.starts_with('!'); });
}

}  // namespace

PipefailFix::PipefailFix(const model::Dockerfile& file)
    : file_(file),
      small_(writes_small_keywords(file.tree)),
      uses_apk_(file.tree.stages.size()),
      uses_apt_(file.tree.stages.size()),
      shells_(file.tree.stages.size()) {
  for (const Run& run : file.runs) {
    if (run.owner->stage < 0) continue;
    for (const model::Call& call : run.calls) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command) continue;
      const auto stage = static_cast<std::size_t>(run.owner->stage);
      if (command->manager == PackageManager::apk) uses_apk_[stage] = true;
      if (command->manager == PackageManager::apt) uses_apt_[stage] = true;
    }
  }
}

PipefailFix::Shell PipefailFix::shell_of(const Run& run) const {
  const std::span<const dockerfile::Word> shell = file_.tree.shell_at(*run.owner);
  if (!shell.empty())
    return is_one_of(option_shells, file_name(shell.front().raw)) ? Shell::has_option : Shell::unknown;
  const dockerfile::Stage& stage = file_.tree.stages[static_cast<std::size_t>(run.owner->stage)];
  const facts::BaseImage* const facts = model::base(file_.tree, stage).facts;
  if (facts != nullptr && !facts->package_manager.empty() && facts->package_manager != "none") {
    if (facts->package_manager != "apt") return facts->shell == "sh" ? Shell::has_option : Shell::unknown;
    return std::ranges::find(facts->tools, "bash") != facts->tools.end() ? Shell::dash : Shell::unknown;
  }
  if (uses_apk_[stage.index] == uses_apt_[stage.index]) return Shell::unknown;
  return uses_apk_[stage.index] ? Shell::has_option : Shell::dash;
}

// A SHELL before `first` is in effect to the end of the stage and in the stages that are FROM it.
bool PipefailFix::may_change_shell(const Run& first) const {
  std::vector<bool> marks(file_.tree.instructions.size());
  marks[first.owner->index] = true;
  const std::vector<bool> after = model::marked_before(file_.tree, std::move(marks));
  for (const dockerfile::Instruction& each : file_.tree.instructions) {
    if (!after[each.index] || each.shell >= 0 || each.form == dockerfile::Form::json) continue;
    const dockerfile::Kind kind = each.inner != nullptr ? each.inner->kind : each.kind;
    const bool starts = kind == dockerfile::Kind::cmd || kind == dockerfile::Kind::entrypoint;
    const bool in_json = each.inner != nullptr && each.inner->form == dockerfile::Form::json;
    if (each.kind == dockerfile::Kind::onbuild || (starts && !in_json)) return false;
  }
  return std::ranges::all_of(file_.runs, [&](const Run& run) {
    if (!after[run.owner->index] || run.owner->shell >= 0 || run.instruction->form == dockerfile::Form::json)
      return true;
    return keeps_status(*run.script) && !echoes_escapes(run);
  });
}

PipefailFix::Result PipefailFix::with_shell(const Run& run) {
  const dockerfile::Stage* stage = &file_.tree.stages[static_cast<std::size_t>(run.owner->stage)];
  for (const dockerfile::Stage* each = stage; each != nullptr;
       each = each->base ? &file_.tree.stages[*each->base] : nullptr)
    if (const std::optional<Result>& known = shells_[each->index]) return *known;
  Result result;
  const std::optional<std::uint32_t> at = line_before(file_.tree, *run.owner);
  if (at && ++tried_ <= kMostTries && may_change_shell(run)) {
    result.edits = {{{*at, *at},
                     keyword_in(small_, "SHELL ") + R"(["/bin/bash", "-o", "pipefail", "-c"])" +
                         std::string(line_end_at(*file_.tree.source, *at))}};
    result.description = "Set a SHELL with pipefail";
  }
  shells_[stage->index] = result;
  return result;
}

PipefailFix::Result PipefailFix::fix(const Run& run) {
  if (run.owner != run.instruction || run.owner->stage < 0 || run.script->items.empty()) return {};
  if (!is_enough(run) || !keeps_status(*run.script) || has_shebang(run)) return {};
  if (run.instruction->form == dockerfile::Form::json) return {in_arguments(run), "Set pipefail"};
  switch (shell_of(run)) {
    case Shell::has_option:
      return {in_run(run), "Set pipefail"};
    case Shell::dash:
      return with_shell(run);
    case Shell::unknown:
      break;
  }
  return {};
}

}  // namespace s1::rules
