// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile_stage.h"

#include <algorithm>
#include <array>
#include <optional>
#include <ranges>
#include <utility>

#include "facts/base_images.h"
#include "syntax/dockerfile/chars.h"

namespace s1::model {
namespace {

using dockerfile::Expansion;
using dockerfile::File;
using dockerfile::Form;
using dockerfile::Instruction;
using dockerfile::Kind;
using dockerfile::Stage;

// The stage and the stages that it is FROM, the one that is FROM an image first.
std::vector<const Stage*> chain(const File& file, const Stage& stage) {
  std::vector<const Stage*> result;
  for (const Stage* each = &stage; each != nullptr; each = each->base ? &file.stages[*each->base] : nullptr)
    result.push_back(each);
  std::ranges::reverse(result);
  return result;
}

// The text before a ':' of USER's argument.
std::string_view account_name(std::string_view user) {
  return user.substr(0, user.find(':'));
}

Answer is_root(std::string_view name) {
  if (name == "root") return Answer::yes;
  return !name.empty() && name.find_first_not_of('0') == std::string_view::npos ? Answer::yes : Answer::no;
}

User declared_user(const File& file, const Instruction& instruction) {
  User result;
  result.instruction = &instruction;
  const Expansion expansion = expand(file, instruction, instruction.words.front());
  result.value = expansion.text;
  const std::string_view name = account_name(expansion.text);
  // In ${NAME}:1000 the account is not known, in 1000:${NAME} it is.
  const bool known = expansion.known || (expansion.valid && name.find('$') == std::string_view::npos);
  if (known) result.root = is_root(name);
  return result;
}

User default_user(const facts::BaseImage& image) {
  User result;
  result.value = image.user.name.empty() && image.user.uid ? std::to_string(*image.user.uid) : image.user.name;
  if (!result.value.empty() && image.verified) result.root = is_root(result.value);
  return result;
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

constexpr std::array<std::string_view, 6> kStepDown = {"gosu",    "su-exec",      "setpriv",
                                                       "runuser", "s6-setuidgid", "setuidgid"};

bool is_step_down(std::string_view command) {
  return std::ranges::find(kStepDown, file_name(command)) != kStepDown.end();
}

// The program that an instruction starts, as far as one word tells.
std::string_view first_word(const Instruction& instruction) {
  if (instruction.form == Form::json) return instruction.words.empty() ? std::string_view() : instruction.words[0].raw;
  const std::string_view text = instruction.arguments.text();
  return text.substr(0, text.find_first_of(" \t"));
}

// Whether `instruction` is where a step-down tool is brought in or used: `apt-get install gosu`, `COPY
// --from=tianon/gosu`, `ENTRYPOINT ["tini", "--", "gosu", …]`.
bool mentions_step_down(const Instruction& instruction) {
  if (instruction.kind != Kind::run && instruction.kind != Kind::copy && instruction.kind != Kind::entrypoint &&
      instruction.kind != Kind::cmd)
    return false;
  const std::string_view text = instruction.arguments.text();
  return text.contains("gosu") || text.contains("su-exec");
}

bool default_entrypoint_steps_down(const Base& base, const Command& command) {
  if (base.facts == nullptr || !base.facts->verified || base.facts->steps_down.empty()) return false;
  if (command.entrypoint != nullptr) return false;
  if (command.cmd == nullptr) return true;
  const std::string_view program = first_word(*command.cmd);
  return command.cmd->form == Form::json &&
         (program.starts_with('-') ||
          std::ranges::find(base.facts->steps_down, program) != base.facts->steps_down.end());
}

}  // namespace

std::vector<bool> targets(const File& file) {
  std::vector<bool> result(file.stages.size(), true);
  for (const Stage& stage : file.stages)
    if (stage.base) result[*stage.base] = false;
  std::uint32_t uncertain_before = 0;  // a name with a variable may mean any stage that comes before it
  for (const FileSource& source : file_sources(file)) {
    if (!source.known)
      uncertain_before = source.stage->index;
    else if (const Stage* const used = file.find_stage(source.name, *source.stage))
      result[used->index] = false;
  }
  for (std::uint32_t i = 0; i < uncertain_before; ++i)
    if (file.stages[i].name) result[i] = false;
  if (!result.empty()) result.back() = true;
  return result;
}

std::vector<FileSource> file_sources(const File& file) {
  std::vector<FileSource> result;
  for (const Stage& stage : file.stages) {
    for (const std::uint32_t index : stage.instructions) {
      const Instruction& instruction = file.instructions[index];
      for (const dockerfile::Flag& flag : instruction.flags) {
        std::optional<std::string_view> name;
        if (instruction.kind == Kind::copy && flag.name == "from" && flag.has_value) name = flag.value;
        if (instruction.kind == Kind::run && flag.name == "mount") name = mount_option(flag, "from");
        if (!name || name->empty()) continue;
        const Span span = instruction.kind == Kind::copy ? flag.value_span : flag.span;
        const Expansion expansion = expand(file, instruction, {span, *name});
        result.push_back({&stage, span, expansion.text, expansion.known && expansion.valid});
      }
    }
  }
  return result;
}

bool is_own_stage(const FileSource& source) {
  const Stage& stage = *source.stage;
  return source.name == std::to_string(stage.index) ||
         (stage.name && dockerfile::equal_ignoring_case(stage.name->raw, source.name));
}

std::string secret_id(const dockerfile::Flag& mount) {
  if (const auto id = dockerfile::mount_option(mount, "id"); id && !id->empty()) return std::string(*id);
  for (const std::string_view key : {"target", "dst", "destination"})
    if (const auto target = dockerfile::mount_option(mount, key); target && !target->empty())
      return std::string(target->substr(target->rfind('/') + 1));
  return {};
}

std::vector<const Instruction*> history(const File& file, const Stage& stage) {
  std::vector<const Instruction*> result;
  const Stage* parent = nullptr;
  for (const Stage* each : chain(file, stage)) {
    if (parent != nullptr)
      for (const std::uint32_t index : parent->instructions)
        if (const Instruction& trigger = file.instructions[index]; trigger.kind == Kind::onbuild && trigger.inner)
          result.push_back(trigger.inner.get());
    for (const std::uint32_t index : each->instructions) result.push_back(&file.instructions[index]);
    parent = each;
  }
  return result;
}

Base base(const File& file, const Stage& stage) {
  const Stage& root = file.stages[stage.root];
  Base result;
  const dockerfile::ShellKind shell = shell_kind(file, file.instructions[root.from]);
  result.windows = shell == dockerfile::ShellKind::cmd || shell == dockerfile::ShellKind::powershell;
  if (!root.image_known) return result;
  result.ref = dockerfile::parse_image_ref(root.image_value);
  result.scratch = result.ref.raw == "scratch";
  const bool untagged = result.ref.tag.empty() && result.ref.digest.empty();
  result.facts = facts::find_base_image(result.ref.name, untagged ? "latest" : result.ref.tag);
  return result;
}

User user(const File& file, const Stage& stage) {
  for (const std::vector<const Instruction*> all = history(file, stage);
       const Instruction* each : all | std::views::reverse)
    if (each->kind == Kind::user && !each->words.empty()) return declared_user(file, *each);
  const Base from = base(file, stage);
  if (from.scratch) return {.value = "root", .root = Answer::yes};
  return from.facts != nullptr ? default_user(*from.facts) : User();
}

std::vector<Answer> runs_as_root(const File& file) {
  std::vector<Answer> result(file.instructions.size(), Answer::unknown);
  std::vector<Answer> at_end(file.stages.size(), Answer::unknown);
  for (const Stage& stage : file.stages) {
    Answer root = Answer::unknown;
    const auto apply = [&](const Instruction& each) {
      if (each.kind == Kind::user && !each.words.empty()) root = declared_user(file, each).root;
    };
    if (stage.base) {
      root = at_end[*stage.base];
      for (const std::uint32_t index : file.stages[*stage.base].instructions)
        if (const Instruction& trigger = file.instructions[index]; trigger.kind == Kind::onbuild && trigger.inner)
          apply(*trigger.inner);
    } else if (const Base from = base(file, stage); from.scratch) {
      root = Answer::yes;
    } else if (from.facts != nullptr) {
      root = default_user(*from.facts).root;
    }
    for (const std::uint32_t index : stage.instructions) {
      result[index] = root;
      apply(file.instructions[index]);
    }
    at_end[stage.index] = root;
  }
  return result;
}

std::vector<Command> commands(const File& file) {
  std::vector<Command> result(file.stages.size());
  for (const Stage& stage : file.stages) {
    Command& command = result[stage.index];
    if (stage.base) command = result[*stage.base];
    bool own_cmd = false;
    for (const std::uint32_t index : stage.instructions) {
      const Instruction& instruction = file.instructions[index];
      if (instruction.kind == Kind::cmd) {
        command.cmd = &instruction;
        own_cmd = true;
      }
      if (instruction.kind == Kind::entrypoint) {
        command.entrypoint = &instruction;
        if (!own_cmd) command.cmd = nullptr;  // a new ENTRYPOINT drops the CMD that came with the base
      }
    }
  }
  return result;
}

bool steps_down(const File& file, const Stage& stage) {
  const Command starts = commands(file)[stage.index];
  for (const Instruction* each : {starts.entrypoint, starts.cmd})
    if (each != nullptr && is_step_down(first_word(*each))) return true;
  if (std::ranges::any_of(history(file, stage), [](const Instruction* each) { return mentions_step_down(*each); }))
    return true;
  return default_entrypoint_steps_down(base(file, stage), starts);
}

PathKind path_kind(std::string_view path) {
  if (path.starts_with('"') || path.starts_with('\'')) path.remove_prefix(1);  // a quote that was never closed
  if (path.starts_with('$')) return PathKind::unknown;
  if (path.starts_with('/') || path.starts_with('\\')) return PathKind::absolute;
  // The escape character may have eaten the backslash: C:\app is then C:app, and what was meant is plain.
  const bool drive =
      path.size() > 1 && path[1] == ':' && ((path[0] >= 'a' && path[0] <= 'z') || (path[0] >= 'A' && path[0] <= 'Z'));
  return drive ? PathKind::absolute : PathKind::relative;
}

void for_each_workdir(const File& file,
                      const std::function<void(const Instruction& workdir, const Workdir& before)>& visit) {
  constexpr std::size_t kLongestPath = 4096;  // PATH_MAX; paths of a file made to grow without end are given up
  std::vector<Workdir> at_end(file.stages.size());
  for (const Stage& stage : file.stages) {
    Workdir current = stage.base ? at_end[*stage.base] : Workdir();
    for (const std::uint32_t index : stage.instructions) {
      const Instruction& instruction = file.instructions[index];
      if (instruction.kind != Kind::workdir || instruction.words.empty()) continue;
      visit(instruction, current);
      const std::string to = expand(file, instruction, instruction.words.front()).text;
      const PathKind kind = path_kind(to);
      const bool literal = !instruction.words.front().raw.contains('$');
      if (kind != PathKind::relative) {
        current = {.path = to, .kind = kind, .literal = literal};
      } else if (current.path.size() + to.size() > kLongestPath) {
        current = {.path = {}, .kind = PathKind::unknown, .literal = false};
      } else {
        if (!current.path.empty() && !current.path.ends_with('/')) current.path += '/';
        current.path += to;
        current.literal = current.literal && literal;
      }
    }
    at_end[stage.index] = std::move(current);
  }
}

}  // namespace s1::model
