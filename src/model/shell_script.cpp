// SPDX-License-Identifier: Apache-2.0
#include "model/shell_script.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "model/package_command.h"

namespace s1::model {
namespace {

using dockerfile::File;
using dockerfile::Instruction;

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// `sh` is what /bin/sh is.
Dialect dialect_of(std::string_view program, Dialect sh) {
  program = file_name(program);
  if (program == "sh") return sh;
  if (program == "bash") return Dialect::bash;
  if (program == "dash") return Dialect::dash;
  if (program == "ash" || program == "busybox") return Dialect::busybox;
  return Dialect::unknown;
}

// What the line after #! names: "/usr/bin/env bash -e" → bash.
std::string_view interpreter(std::string_view line) {
  std::string_view found;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
    const std::string_view word = line.substr(at, end - at);
    at = end + 1;
    if (word.empty() || word.starts_with('-')) continue;
    found = file_name(word);
    if (found != "env") break;
  }
  return found;
}

// ---- What /bin/sh is

struct PackageUse {
  bool apt = false, apk = false, rpm = false;
};

bool may_change_sh(const Call& call) {
  if (call.name == "dpkg-reconfigure" || call.name == "debconf-set-selections") return true;
  return std::ranges::any_of(call.arguments, [&](const shell::Word* word) {
    const std::string_view value = word->value;
    const bool names_it = value == "/bin/sh" || value == "/usr/bin/sh" || value.contains("dash/sh");
    return names_it && (call.name == "ln" || call.name == "mv" || call.name == "cp" || call.name == "echo" ||
                        call.name == "rm" || call.name == "update-alternatives");
  });
}

Dialect system_shell(const File& file, const dockerfile::Stage& root, const PackageUse& use) {
  const facts::BaseImage* const facts = base(file, root).facts;
  if (facts != nullptr && facts->verified && !facts->package_manager.empty() && facts->shell == "sh") {
    if (facts->package_manager == "apt") return Dialect::dash;
    if (facts->package_manager == "apk" || facts->image == "busybox") return Dialect::busybox;
    return facts->package_manager == "none" ? Dialect::unknown : Dialect::bash;
  }
  if (use.apt + use.apk + use.rpm != 1) return Dialect::unknown;
  return use.apt ? Dialect::dash : use.apk ? Dialect::busybox : Dialect::bash;
}

// By stage.
std::vector<Dialect> system_shells(const File& file, const std::vector<Run>& runs) {
  std::vector<PackageUse> uses(file.stages.size());
  std::vector<bool> changed(file.stages.size());
  for (const Run& run : runs) {
    if (run.owner->stage < 0) continue;
    const std::uint32_t root = file.stages[static_cast<std::size_t>(run.owner->stage)].root;
    for (const Call& call : run.calls) {
      if (may_change_sh(call)) changed[root] = true;
      const std::optional<PackageCommand> command = package_command(call);
      if (!command) continue;
      if (command->manager == PackageManager::apt) uses[root].apt = true;
      if (command->manager == PackageManager::apk) uses[root].apk = true;
      if (command->manager == PackageManager::dnf || command->manager == PackageManager::zypper) uses[root].rpm = true;
    }
  }
  std::vector<Dialect> result(file.stages.size(), Dialect::unknown);
  for (const dockerfile::Stage& stage : file.stages) {
    if (changed[stage.root]) continue;
    result[stage.index] = stage.index == stage.root ? system_shell(file, stage, uses[stage.index]) : result[stage.root];
  }
  return result;
}

// ---- Scripts

// The scripts that commands of this one hand to another shell.
void add_inner(const ShellScript& outer, Dialect sh, std::vector<ShellScript>& result) {
  std::vector<ShellScript> found;
  const auto add = [&](const shell::Command& command, const shell::Script* script) {
    if (script == nullptr) return;
    const shell::Invocation call = shell::invocation(command);
    std::vector<std::string_view> arguments;
    for (const shell::Word* word : call.arguments) arguments.push_back(word->value);
    ShellScript inner = outer;
    inner.script = script;
    inner.dialect = dialect_of(call.name, sh);
    inner.options = inner.dialect == Dialect::unknown ? shell::Options{} : shell::with_options(arguments);
    inner.editable = false;
    found.push_back(inner);
  };
  for_each_shell_command(outer, [&](const shell::Command& command, const ShellPlace&) {
    add(command, command.inner.get());
    for (const shell::Redirection& redirection : command.redirections) add(command, redirection.script.get());
  });
  for (const ShellScript& inner : found) {
    result.push_back(inner);
    add_inner(inner, sh, result);  // the parser bounds the depth
  }
}

void add_script(const File& file, const Instruction& owner, const Instruction& at, Dialect sh,
                std::vector<ShellScript>& result) {
  if (at.script == nullptr) return;
  ShellScript shell{.file = &file, .instruction = &at, .owner = &owner, .script = at.script.get(), .options = {}};
  const bool json = at.form == dockerfile::Form::json;
  std::vector<std::string_view> arguments;
  for (const dockerfile::Word& word : json ? std::span(at.words) : file.shell_at(owner)) arguments.push_back(word.raw);
  const std::vector<Comment>& comments = at.script->comments;
  const bool shebang =
      at.heredocs.size() == 1 && !comments.empty() && comments.front().text.starts_with('!') &&
      (at.script->items.empty() || comments.front().span.begin < at.script->items.front().pipeline.span.begin);
  shell.editable = !json;
  shell.dialect = sh;
  if (!arguments.empty()) {
    shell.dialect = dialect_of(arguments.front(), sh);
    shell.options = shell::with_options(std::span(arguments).subspan(1));
  }
  if (shebang) {
    const std::string_view line = comments.front().text.substr(1);
    shell.dialect = dialect_of(interpreter(line), sh);
    const std::string_view option[] = {line.substr(std::min(line.size(), line.rfind(' ') + 1))};  // one, if any
    shell.options = shell::with_options(option);
  }
  result.push_back(shell);
  add_inner(shell, sh, result);
}

// ---- The walk

class Walk {
 public:
  Walk(const ShellScript& shell, const std::function<void(const shell::Command&, const ShellPlace&)>& visit)
      : bytes_(*shell.file->source), visit_(visit) {}

  void script(const shell::Script& list, ShellPlace place, shell::Options& options) {
    place.list = &list;
    const bool tested = place.tested;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const shell::Item& item = list.items[i];
      const shell::Joint next = i + 1 < list.items.size() ? list.items[i + 1].joint : shell::Joint::first;
      place.item = i;
      place.tested = tested || item.pipeline.negated || next == shell::Joint::and_then || next == shell::Joint::or_else;
      const bool child = item.background || item.pipeline.commands.size() > 1;
      for (std::size_t k = 0; k < item.pipeline.commands.size(); ++k) {
        ShellPlace at = place;
        shell::Options of_child = options;
        shell::Options& current = child ? of_child : options;
        at.at = k;
        at.in_child = at.in_child || child;
        at.options = current;
        command(item.pipeline.commands[k], at, current);
      }
    }
  }

 private:
  void parts(const std::vector<shell::Part>& parts_of, const ShellPlace& place, shell::Options options) {
    for (const shell::Part& part : parts_of) {
      if (part.script != nullptr) {
        ShellPlace inside = place;
        const bool backquotes = part.kind == shell::PartKind::command && bytes_.slice(part.span).starts_with('`');
        inside.editable = place.editable && !backquotes;
        inside.in_child = true;
        inside.tested = false;
        shell::Options own = options;
        script(*part.script, inside, own);
      }
      parts(part.parts, place, options);
    }
  }

  void command(const shell::Command& command, const ShellPlace& place, shell::Options& options) {
    visit_(command, place);
    for (const shell::Assignment& assignment : command.assignments) {
      parts(assignment.value.parts, place, options);
      for (const shell::Word& element : assignment.elements) parts(element.parts, place, options);
    }
    for (const shell::Word& word : command.words) parts(word.parts, place, options);
    const bool function = command.kind == shell::CommandKind::function;
    for (std::size_t i = 0; i < command.children.size(); ++i) {
      if (i < command.patterns.size())
        for (const shell::Word& pattern : command.patterns[i]) parts(pattern.parts, place, options);
      ShellPlace inside = place;
      const bool body = i % 2 == 1 || (command.has_else && i + 1 == command.children.size());
      const bool asks =
          command.kind == shell::CommandKind::if_clause || command.kind == shell::CommandKind::while_clause;
      inside.tested = (place.tested && !function) || (asks && !body);
      inside.in_function = place.in_function || function;
      shell::Options own = options;
      const bool child = function || command.kind == shell::CommandKind::subshell;
      inside.in_child = place.in_child || command.kind == shell::CommandKind::subshell;
      script(command.children[i], inside, child ? own : options);
    }
    for (const shell::Redirection& redirection : command.redirections) {
      parts(redirection.target.parts, place, options);
      if (redirection.script == nullptr) parts(redirection.document.parts, place, options);
    }
    if (shell::name_of(command) != "set") return;
    std::vector<std::string_view> arguments;
    for (std::size_t i = 1; i < command.words.size(); ++i) arguments.push_back(command.words[i].value);
    options = shell::with_options(arguments, options);
  }

  const Source& bytes_;
  const std::function<void(const shell::Command&, const ShellPlace&)>& visit_;
};

}  // namespace

std::vector<ShellScript> shell_scripts(const File& file, const std::vector<Run>& runs) {
  const std::vector<Dialect> shells = system_shells(file, runs);
  std::vector<ShellScript> result;
  for (const Instruction& owner : file.instructions) {
    const Dialect sh = owner.stage < 0 ? Dialect::unknown : shells[static_cast<std::size_t>(owner.stage)];
    for (const Instruction* at = &owner; at != nullptr; at = at->inner.get()) add_script(file, owner, *at, sh, result);
  }
  return result;
}

void for_each_shell_command(const ShellScript& shell,
                            const std::function<void(const shell::Command&, const ShellPlace&)>& visit) {
  ShellPlace place;
  place.editable = shell.editable;
  shell::Options options = shell.options;
  Walk(shell, visit).script(*shell.script, place, options);
}

}  // namespace s1::model
