// SPDX-License-Identifier: Apache-2.0
#include "model/dockerfile_run.h"

#include <algorithm>
#include <utility>

namespace s1::model {

using dockerfile::File;
using dockerfile::Form;
using dockerfile::Instruction;
using dockerfile::Kind;

namespace {

std::shared_ptr<const shell::Script> script_of_words(const Instruction& run) {
  if (run.words.empty()) return nullptr;
  shell::Command command;
  command.span = {run.words.front().span.begin, run.words.back().span.end};
  for (const dockerfile::Word& from : run.words) {
    shell::Word word;
    word.span = from.span;
    word.value = from.raw;
    word.literal = true;
    shell::Part part;
    part.kind = shell::PartKind::literal;
    part.span = from.span;
    part.text = from.raw;
    word.parts.push_back(std::move(part));
    command.words.push_back(std::move(word));
  }
  shell::Item item;
  item.pipeline.span = command.span;
  item.pipeline.commands.push_back(std::move(command));
  auto script = std::make_shared<shell::Script>();
  script->span = item.pipeline.span;
  script->items.push_back(std::move(item));
  return script;
}

// The commands that read another's output, sorted.
std::vector<const shell::Command*> pipe_readers(const shell::Script& script) {
  std::vector<const shell::Command*> readers;
  shell::for_each_script(script, [&](const shell::Script& part) {
    for (const shell::Item& item : part.items) {
      for (std::size_t i = 1; i < item.pipeline.commands.size(); ++i) readers.push_back(&item.pipeline.commands[i]);
    }
  });
  std::ranges::sort(readers);
  return readers;
}

std::optional<Run> read_run(const File& file, const Instruction& owner) {
  const Instruction* run = owner.kind == Kind::onbuild ? owner.inner.get() : &owner;
  if (run == nullptr || run->kind != Kind::run) return std::nullopt;
  Run result;
  result.file = &file;
  result.instruction = run;
  result.owner = &owner;
  result.script = run->script;
  if (result.script == nullptr && run->form == Form::json) {
    result.exec_form = true;
    result.script = script_of_words(*run);
  }
  if (result.script == nullptr) return std::nullopt;
  const std::vector<const shell::Command*> readers = pipe_readers(*result.script);
  shell::for_each_command(*result.script, [&](const shell::Command& command) {
    result.calls.push_back({shell::invocation(command), &command, std::ranges::binary_search(readers, &command)});
  });
  return result;
}

// Without what says "all in it" at the end: /*, /**, /.
std::string_view without_trailing(std::string_view path) {
  while (path.size() > 1 && (path.back() == '/' || path.back() == '*')) path.remove_suffix(1);
  return path;
}

bool is_at_or_above(std::string_view folder, std::string_view path) {
  folder = without_trailing(folder);
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/' || folder == "/");
}

struct Mount {
  std::string_view type;
  std::string_view target;
};

Mount read_mount(std::string_view fields) {
  Mount mount{.type = "bind", .target = {}};
  while (!fields.empty()) {
    const std::string_view item = fields.substr(0, fields.find(','));
    fields.remove_prefix(std::min(fields.size(), item.size() + 1));
    const std::size_t equals = item.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = item.substr(0, equals);
    if (key == "type") mount.type = item.substr(equals + 1);
    if (key == "target" || key == "dst" || key == "destination") mount.target = item.substr(equals + 1);
  }
  return mount;
}

template <class Holds>
bool any_scratch_mount(const Instruction& run, Holds holds) {
  return std::ranges::any_of(run.flags, [&](const dockerfile::Flag& flag) {
    if (flag.name != "mount") return false;
    const Mount mount = read_mount(flag.value);
    return (mount.type == "cache" || mount.type == "tmpfs") && !mount.target.empty() && holds(mount.target);
  });
}

// The words that `prefix{a,b}suffix` stands for. Nested braces are left as they are: no one cleans up with them.
std::vector<std::string> expand_braces(std::string_view word) {
  const std::size_t open = word.find('{');
  const std::size_t close = word.find('}', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos || (open > 0 && word[open - 1] == '$')) {
    return {std::string(word)};
  }
  std::vector<std::string> words;
  std::string_view choices = word.substr(open + 1, close - open - 1);
  for (bool more = true; more;) {
    const std::size_t comma = choices.find(',');
    more = comma != std::string_view::npos;
    words.push_back(std::string(word.substr(0, open)).append(choices.substr(0, comma)).append(word.substr(close + 1)));
    if (more) choices.remove_prefix(comma + 1);
  }
  return words;
}

bool in_home(std::string_view removed, std::string_view path_in_home) {
  for (const std::string_view home : {"~/", "$HOME/", "${HOME}/", "/root/"}) {
    if (removed.starts_with(home)) return is_at_or_above(removed.substr(home.size()), path_in_home);
  }
  if (!removed.starts_with("/home/")) return false;
  const std::size_t user_end = removed.find('/', 6);
  return user_end != std::string_view::npos && is_at_or_above(removed.substr(user_end + 1), path_in_home);
}

bool removes(std::string_view removed, std::span<const std::string_view> paths) {
  return std::ranges::any_of(paths, [&](std::string_view path) {
    if (path.starts_with("~/")) return in_home(removed, path.substr(2));
    if (is_at_or_above(removed, path)) return true;
    // A pattern for the files right in the folder: /var/lib/apt/lists/deb.*
    return removed.size() > path.size() && removed.starts_with(path) && removed[path.size()] == '/' &&
           removed.find('/', path.size() + 1) == std::string_view::npos && removed.find('*') != std::string_view::npos;
  });
}

bool is_removal(const Call& call) {
  if (call.name == "rm") return true;
  if (call.name != "find") return false;
  return std::ranges::any_of(call.arguments,
                             [](const shell::Word* word) { return word->value == "-delete" || word->value == "rm"; });
}

}  // namespace

std::vector<Run> runs(const File& file) {
  std::vector<Run> result;
  for (const Instruction& instruction : file.instructions) {
    if (std::optional<Run> run = read_run(file, instruction)) result.push_back(*std::move(run));
  }
  return result;
}

bool is_mounted(const Instruction& run, std::string_view path) {
  return any_scratch_mount(run, [&](std::string_view target) { return is_at_or_above(target, path); });
}

bool has_mount_with(const Instruction& run, std::string_view name) {
  return any_scratch_mount(run, [&](std::string_view target) {
    const std::size_t at = target.find(name);
    if (at == std::string_view::npos || (at > 0 && target[at - 1] != '/')) return false;
    return at + name.size() == target.size() || target[at + name.size()] == '/';
  });
}

std::optional<std::size_t> last_removal(const Run& run, std::span<const std::string_view> paths) {
  std::optional<std::size_t> last;
  std::string folder;
  for (std::size_t i = 0; i < run.calls.size(); ++i) {
    const Call& call = run.calls[i];
    if (call.name == "cd" && call.arguments.size() == 1)
      folder = std::string(without_trailing(call.arguments[0]->value)) + "/";
    if (!is_removal(call)) continue;
    for (const shell::Word* argument : call.arguments) {
      if (argument->value.starts_with('-')) continue;
      for (std::string& removed : expand_braces(argument->value)) {
        const bool relative = removed.empty() || (removed[0] != '/' && removed[0] != '~' && removed[0] != '$');
        if (removes(relative ? folder + removed : removed, paths)) last = i;
      }
    }
  }
  return last;
}

Span span_to(const Call& call, const shell::Word& last) {
  return {call.word->span.begin, last.span.end};
}

}  // namespace s1::model
