// SPDX-License-Identifier: Apache-2.0
#include "model/start.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/copied_files.h"
#include "model/dockerfile_stage.h"
#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "syntax/shell/ast.h"
#include "text/mapped_text.h"
#include "text/source.h"

namespace s1::model {
namespace {

using dockerfile::Form;
using dockerfile::Instruction;

constexpr int kDeepest = 4;  // a script that starts a script that …

// Programs that hand over to the command they are given.
constexpr std::array<std::string_view, 6> kInits = {"tini", "dumb-init", "catatonit", "docker-init", "exec", "env"};
constexpr std::array<std::string_view, 4> kNodeManagers = {"npm", "yarn", "pnpm", "bun"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view last_part(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

class Reader {
 public:
  Reader(const Dockerfile& file, const Surroundings& around, const dockerfile::Stage& stage) {
    if (!around.context) return;
    files_ = &*around.context;
    stage_ = &stage;
    copied_.emplace(file.tree, *files_, kUsualWorkdir);
  }

  // `words`: a program and its arguments.
  void add_words(const std::vector<std::string>& words, Span span, const std::string& from, int depth) {
    if (words.empty()) return;
    if (depth > kDeepest) return unread(words.front(), span);
    const std::string_view program = last_part(words.front());
    std::vector<std::string> arguments(words.begin() + 1, words.end());
    if (is_one_of(kInits, program)) {
      while (!arguments.empty() && (arguments.front().starts_with('-') || arguments.front().contains('=')))
        arguments.erase(arguments.begin());
      return add_words(arguments, span, from, depth + 1);
    }
    const bool is_shell = program == "sh" || program == "bash" || program == "ash" || program == "dash";
    if (is_shell) {
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument.starts_with('-') && argument.ends_with('c') && i + 1 < arguments.size())
          return add_script(arguments[i + 1], span, from, depth + 1);
        if (!argument.starts_with('-')) return add_file(argument, arguments, i + 1, span, depth + 1);
      }
      return;
    }
    if (is_one_of(kNodeManagers, program) && add_package_script(program, arguments, span, depth)) return;
    const bool may_be_script = words.front().ends_with(".sh") || words.front().contains('/');
    if (may_be_script) {
      if (const std::optional<std::string> source = source_of(words.front()))
        if (const std::string* const text = files_->text(*source); text != nullptr && text->starts_with("#!")) {
          const std::string_view first = std::string_view(*text).substr(0, text->find('\n'));
          if (first.ends_with("sh") || first.contains("sh "))
            return add_file_text(*text, *source, arguments, span, depth + 1);
        }
    }
    if (words.front().ends_with(".sh")) return unread(words.front(), span);
    start_.commands.push_back({std::string(program), std::move(arguments), from, span, {}});
  }

  void add_parsed(const shell::Script& script, Span span, const std::string& from, int depth,
                  const std::vector<std::string>& rest = {}) {
    shell::for_each_command(script, [&](const shell::Command& command) {
      std::vector<std::string> words;
      for (const shell::Word& word : command.words) {
        if (word.value == "$@") {
          words.insert(words.end(), rest.begin(), rest.end());
          continue;
        }
        words.push_back(word.value);
      }
      std::vector<std::string> writes;
      for (const shell::Redirection& each : command.redirections)
        if (each.op.starts_with('>') || each.op.starts_with("&>")) writes.push_back(each.target.value);
      const std::size_t before = start_.commands.size();
      // `sh -c` is visited as a script of its own.
      if (shell::inner_script(command) == nullptr) add_words(words, span, from, depth + 1);
      if (start_.commands.size() > before)
        start_.commands.back().writes = std::move(writes);
      else if (!writes.empty())
        start_.commands.push_back({{}, {}, from, span, std::move(writes)});
    });
  }

  // Words with blanks between them, of which all after `-c` were one word.
  void add_line(std::string_view text, Span span) {
    for (const std::string_view shell :
         {"sh -c ", "bash -c ", "ash -c ", "sh -ec ", "bash -ec ", "bash -lc ", "sh -lc "}) {
      const std::size_t at = text.find(shell);
      if (at == std::string_view::npos || (at != 0 && text[at - 1] != '/' && text[at - 1] != ' ')) continue;
      text.remove_prefix(at + shell.size());
      if (text.size() > 1 && text.front() == text.back() && (text.front() == '"' || text.front() == '\''))
        text = text.substr(1, text.size() - 2);
      break;
    }
    add_script(std::string(text), span, {}, 0);
  }

  void unread(std::string what, Span span) { start_.unread.push_back({std::move(what), span}); }
  Start take() { return std::move(start_); }
  void inherit() { start_.inherited = true; }

 private:
  // The file of the build context that a command of the container names; nothing where that is not known.
  [[nodiscard]] std::optional<std::string> source_of(const std::string& path) const {
    if (!copied_) return std::nullopt;
    return copied_->source_of(*stage_, path_in_image(copied_->workdir(*stage_), path));
  }

  void add_script(const std::string& text, Span span, const std::string& from, int depth) {
    const Source source(text);
    add_parsed(shell::parse(MappedText(source.bytes(), {0, source.size()})), span, from, depth);
  }

  void add_file(const std::string& path, const std::vector<std::string>& arguments, std::size_t rest, Span span,
                int depth) {
    const std::optional<std::string> source = source_of(path);
    const std::string* const text = source ? files_->text(*source) : nullptr;
    if (!source || text == nullptr) return unread(path, span);
    add_file_text(*text, *source,
                  {arguments.begin() + static_cast<std::ptrdiff_t>(std::min(rest, arguments.size())), arguments.end()},
                  span, depth);
  }

  void add_file_text(const std::string& text, const std::string& path, const std::vector<std::string>& rest, Span span,
                     int depth) {
    const Source source(text);
    add_parsed(shell::parse(MappedText(source.bytes(), {0, source.size()})), span, path, depth, rest);
  }

  // False where nothing of package.json is asked for.
  bool add_package_script(std::string_view manager, const std::vector<std::string>& arguments, Span span, int depth) {
    std::vector<std::string_view> operands;
    for (const std::string& each : arguments)
      if (!each.starts_with('-')) operands.push_back(each);
    if (operands.empty()) return false;
    std::string_view script = operands.front();
    if (script == "run" || script == "run-script") {
      if (operands.size() < 2) return false;
      script = operands[1];
    } else if (manager == "npm" && script != "start" && script != "test") {
      return false;
    } else if (script == "exec" || script == "dlx" || script == "install" || script == "node") {
      return false;
    }
    const std::optional<std::string> source = source_of("package.json");
    const std::string* const text = source ? files_->text(*source) : nullptr;
    if (!source || text == nullptr) {
      unread("the script " + std::string(script) + " of package.json", span);
      return true;
    }
    const Source bytes(*text);
    const data::File json = json::read(bytes);
    const data::Value value = json.root()["scripts"][script];
    if (!value || !value.is_string()) {
      if (script == "start" && files_->has_file("server.js")) {  // npm's own default
        start_.commands.push_back({"node", {"server.js"}, *source, span, {}});
        return true;
      }
      unread("the script " + std::string(script) + " of package.json", span);
      return true;
    }
    add_script(std::string(value.text()), span, *source, depth + 1);
    return true;
  }

  const BuildFiles* files_ = nullptr;  // null: the context is not known, and nothing is copied
  const dockerfile::Stage* stage_ = nullptr;
  std::optional<CopiedFiles> copied_;
  Start start_;
};

bool is_written(const Value& value) {
  return value.state != State::absent && value.state != State::null;
}

std::vector<std::string> words_of(const dockerfile::File& file, const Instruction& instruction) {
  std::vector<std::string> words;
  for (const dockerfile::Word& word : instruction.words) words.emplace_back(word.raw);
  (void)file;
  return words;
}

}  // namespace

Start start_of(const Dockerfile& file, const Surroundings& around, const dockerfile::Stage& stage) {
  Reader reader(file, around, stage);
  const Command command = commands(file.tree)[stage.index];
  if (command.entrypoint == nullptr && command.cmd == nullptr) {
    reader.inherit();
    return reader.take();
  }
  std::vector<std::string> arguments;  // what CMD gives to ENTRYPOINT
  const auto add_shell = [&](const Instruction& instruction) {
    if (instruction.script)
      reader.add_parsed(*instruction.script, instruction.header, {}, 0);
    else
      reader.unread(std::string(dockerfile::name(instruction.kind)), instruction.header);
  };
  if (command.cmd != nullptr) {
    if (command.cmd->form == Form::json)
      arguments = words_of(file.tree, *command.cmd);
    else if (command.entrypoint == nullptr)
      add_shell(*command.cmd);
    else if (command.cmd->script)  // sh -c and the text, given to the ENTRYPOINT
      reader.add_parsed(*command.cmd->script, command.cmd->header, {}, 0);
  }
  if (command.entrypoint == nullptr) {
    if (!arguments.empty()) reader.add_words(arguments, command.cmd->header, {}, 0);
    return reader.take();
  }
  if (command.entrypoint->form != Form::json) {
    add_shell(*command.entrypoint);
    return reader.take();
  }
  std::vector<std::string> words = words_of(file.tree, *command.entrypoint);
  words.insert(words.end(), arguments.begin(), arguments.end());
  reader.add_words(words, command.entrypoint->header, {}, 0);
  return reader.take();
}

bool starts_another_command(const Container& container) {
  return is_written(container.entrypoint) || is_written(container.command);
}

Start start_of(const Dockerfile& file, const Surroundings& around, const dockerfile::Stage& stage,
               const Container& container) {
  Reader reader(file, around, stage);
  const Span span = file.tree.instructions[stage.from].header;
  for (const Value* part : {&container.entrypoint, &container.command})
    if (is_written(*part) && !part->known()) reader.unread("the command that the container is given", span);
  std::string text = container.entrypoint.text;
  if (!is_written(container.entrypoint)) {
    const Instruction* const own = commands(file.tree)[stage.index].entrypoint;
    if (own != nullptr && own->form != Form::json) return start_of(file, around, stage);  // it takes no CMD
    if (own != nullptr)
      for (const dockerfile::Word& word : own->words) text += (text.empty() ? "" : " ") + std::string(word.raw);
  }
  if (!container.command.text.empty()) text += (text.empty() ? "" : " ") + container.command.text;
  reader.add_line(text, span);
  return reader.take();
}

}  // namespace s1::model
