// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/python_packages.h"

#include <optional>
#include <string_view>
#include <utility>

#include "model/package_command.h"
#include "rules/dockerfile/multi_stage/system_packages.h"

namespace s1::rules::multi_stage {
namespace {

constexpr int kDeepest = 4;  // requirements that name requirements

std::string normal(std::string_view name) {
  std::string result(name);
  for (char& c : result) c = c == '_' || c == '.' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

class Reader {
 public:
  explicit Reader(const SingleStage& stage) : stage_(stage) {}

  PythonPackages read() {
    stage_.for_each_call([&](const Step& step, const model::Call& call, const std::string& folder) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (command && command->manager == model::PackageManager::pip && command->action == model::PackageAction::install)
        read_pip(step, call, *command, folder);
      else if (call.name == "uv" || call.name == "poetry" || call.name == "pipenv" || call.name == "conda" ||
               call.name == "pdm")
        read_project(step, call, folder);
      else if (makes_venv(call))
        result_.venv = absolute(folder, call.arguments.back()->value);
      else if (command && command->action == model::PackageAction::install)
        read_system(*command);
    });
    return std::move(result_);
  }

 private:
  // python -m venv /opt/venv, virtualenv /opt/venv
  static bool makes_venv(const model::Call& call) {
    if (call.arguments.empty() || !call.arguments.back()->literal) return false;
    return call.name == "virtualenv" ||
           (call.name.starts_with("python") && call.arguments.size() > 2 && call.arguments[0]->value == "-m" &&
            (call.arguments[1]->value == "venv" || call.arguments[1]->value == "virtualenv"));
  }

  void refuse(const model::Call& call, std::string why) {
    if (!result_.refused.empty()) return;
    result_.refused = std::move(why);
    result_.span = call.command->span;
  }

  void read_pip(const Step& step, const model::Call& call, const model::PackageCommand& command,
                const std::string& folder) {
    if (result_.first == nullptr) result_.first = &step;
    if (call.name.contains('/')) refuse(call, "this pip is one of an environment of its own");
    if (command.line.open) refuse(call, "which packages are installed is not known");
    for (const model::Option& option : command.line.options) {
      const std::string_view name = option.name;
      if (name == "user" || name == "target" || name == "t" || name == "prefix" || name == "root")
        refuse(call, "--" + std::string(name) + " installs elsewhere than into an environment");
      if (name == "r" || name == "requirement") read_requirements(absolute(folder, option.value), 0);
    }
    for (const shell::Word* word : command.line.operands) {
      if (!word->literal) return refuse(call, "which package " + word->value + " is is not known");
      if (word->value.contains('/') || word->value.starts_with('.'))
        read_pyproject(absolute(folder, word->value));
      else
        add(word->value);
    }
  }

  void read_project(const Step& step, const model::Call& call, const std::string& folder) {
    const shell::Word* const verb = call.subcommand();
    if (call.name == "uv" && verb != nullptr && verb->value == "sync") {
      if (result_.first == nullptr) result_.first = &step;
      result_.venv = absolute(folder, stage_.env("UV_PROJECT_ENVIRONMENT").value_or(".venv"));
      read_lock(absolute(folder, "uv.lock"));
      return;
    }
    refuse(call, "where " + std::string(call.name) + " installs packages is not known");
    if (result_.first == nullptr) result_.first = &step;
  }

  void read_system(const model::PackageCommand& command) {
    for (const shell::Word* word : command.line.operands) {
      const std::string_view name = std::string_view(word->value).substr(0, word->value.find_first_of("=<>~@:"));
      const SystemPackage::Use use = system_package(name, command.manager == model::PackageManager::apk).use;
      result_.build_packages |= use != SystemPackage::Use::run;
      result_.cpp |= name == "g++" || name == "build-base" || name == "alpine-sdk";
    }
  }

  void read_requirements(const std::string& path, int depth) {
    const std::optional<std::string> source = stage_.source_of(path);
    const std::string* const text = source ? stage_.context()->text(*source) : nullptr;
    if (text == nullptr || depth > kDeepest) {
      result_.unread = path;
      return;
    }
    std::string_view rest = *text;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
      const std::string_view folder = std::string_view(path).substr(0, path.rfind('/'));
      if (line.starts_with("-r ") || line.starts_with("-c "))
        read_requirements(absolute(folder.empty() ? "/" : folder, line.substr(3)), depth + 1);
      else if (!line.empty() && line.front() != '#' && line.front() != '-')
        add(line);
    }
  }

  void read_pyproject(const std::string& folder) {
    for (const std::string_view name : {"pyproject.toml", "setup.py", "setup.cfg"}) {
      const std::optional<std::string> source = stage_.source_of(absolute(folder, name));
      if (const std::string* const text = source ? stage_.context()->text(*source) : nullptr) return add_quoted(*text);
    }
    result_.unread = folder;
  }

  // Each quoted word may be a package.
  void add_quoted(std::string_view text) {
    for (std::size_t at = text.find_first_of("\"'"); at != std::string_view::npos;
         at = text.find_first_of("\"'", at + 1)) {
      const std::size_t end = text.find(text[at], at + 1);
      if (end == std::string_view::npos) return;
      add(text.substr(at + 1, end - at - 1));
      at = end;
    }
  }

  void read_lock(const std::string& path) {
    const std::optional<std::string> source = stage_.source_of(path);
    const std::string* const text = source ? stage_.context()->text(*source) : nullptr;
    if (text == nullptr) {
      result_.unread = path;
      return;
    }
    constexpr std::string_view kName = "\nname = \"";
    for (std::size_t at = text->find(kName); at != std::string::npos; at = text->find(kName, at + 1)) {
      const std::string_view name = std::string_view(*text).substr(at + kName.size());
      add(name.substr(0, name.find('"')));
    }
  }

  void add(std::string_view requirement) {
    const bool binary = requirement.contains("[binary");
    const std::string_view name = requirement.substr(0, requirement.find_first_of(" \t[=<>!~;@#"));
    if (!name.empty() && !(binary && name == "psycopg")) result_.names.push_back(normal(name));
  }

  const SingleStage& stage_;
  PythonPackages result_;
};

}  // namespace

PythonPackages python_packages(const SingleStage& stage) {
  return Reader(stage).read();
}

}  // namespace s1::rules::multi_stage
