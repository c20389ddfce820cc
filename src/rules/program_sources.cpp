// SPDX-License-Identifier: Apache-2.0
#include "rules/program_sources.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "model/dockerfile_stage.h"

namespace s1::rules {
namespace {

// With the servers that are given a module or a script by name.
constexpr std::array<std::string_view, 31> kInterpreters = {
    "node",      "nodejs", "bun",     "deno",    "tsx",    "ts-node",  "nodemon",
    "pm2",       "python", "python3", "pypy",    "pypy3",  "gunicorn", "uvicorn",
    "hypercorn", "daphne", "flask",   "fastapi", "celery", "uwsgi",    "waitress-serve",
    "streamlit", "ruby",   "bundle",  "puma",    "rackup", "php",      "php-fpm",
    "perl",      "go",     "elixir"};
constexpr std::array<std::string_view, 9> kCompilers = {"mvn",       "mvnw",  "./mvnw", "gradle", "gradlew",
                                                        "./gradlew", "javac", "tsc",    "rustc"};
// With the word that makes them compile.
struct Compiles {
  std::string_view program;
  std::string_view word;
};
constexpr std::array<Compiles, 6> kBuilds = {{{"go", "build"},
                                              {"go", "install"},
                                              {"cargo", "build"},
                                              {"cargo", "install"},
                                              {"dotnet", "publish"},
                                              {"dotnet", "build"}}};

bool has(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_interpreter(std::string_view program) {
  return has(kInterpreters, program) || program.starts_with("python3.") || program.starts_with("python2");
}

bool compiles(const model::Call& call) {
  if (has(kCompilers, call.name)) return true;
  return std::ranges::any_of(kBuilds, [&](const Compiles& each) {
    return each.program == call.name &&
           std::ranges::any_of(call.arguments, [&](const shell::Word* word) { return word->value == each.word; });
  });
}

}  // namespace

bool starts_from_sources(const model::Dockerfile& file, const dockerfile::Stage& stage, const model::Start& start) {
  if (start.inherited && model::base(file.tree, stage).ref.name.ends_with("php")) return true;
  if (std::ranges::any_of(start.commands, [](const model::Started& each) { return is_interpreter(each.program); }))
    return true;
  return std::ranges::any_of(file.runs, [](const model::Run& run) { return std::ranges::any_of(run.calls, compiles); });
}

}  // namespace s1::rules
