// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/pip-cache-left.
#include <algorithm>
#include <utility>

#include "model/dockerfile.h"
#include "model/dockerfile_layers.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_pip_cache_left {
namespace {

using model::PackageAction;
using model::PackageCommand;
using model::PackageManager;

constexpr std::string_view caches[] = {"~/.cache/pip"};
constexpr std::string_view variable = "PIP_NO_CACHE_DIR";

bool names_variable(std::string_view text) {
  return text == variable || text.starts_with("PIP_NO_CACHE_DIR=");
}

// By instruction: true where ENV or ARG has turned the cache off. (pip takes any boolean for that, even `off` and `0`.)
std::vector<bool> turned_off(const dockerfile::File& file, const std::vector<model::Run>& runs) {
  std::vector<bool> marks(file.instructions.size());
  for (const dockerfile::Instruction& instruction : file.instructions) {
    if (instruction.kind != dockerfile::Kind::env && instruction.kind != dockerfile::Kind::arg) continue;
    marks[instruction.index] = std::ranges::any_of(
        instruction.pairs, [](const dockerfile::Pair& pair) { return pair.key.raw == variable && pair.has_value; });
  }
  for (const model::Run& run : runs) {  // pip config set global.no-cache-dir true
    for (const model::Call& call : run.calls) {
      for (const shell::Word* word : call.arguments) {
        if (word->value.ends_with(".no-cache-dir")) marks[run.owner->index] = true;
      }
    }
  }
  return model::marked_before(file, std::move(marks));
}

// `PIP_NO_CACHE_DIR=1 pip …`, `env PIP_NO_CACHE_DIR=1 pip …`
bool is_off_for(const model::Call& call) {
  return std::ranges::any_of(call.command->assignments,
                             [](const shell::Assignment& set) { return set.name == variable; }) ||
         std::ranges::any_of(call.command->words, [](const shell::Word& word) { return names_variable(word.value); });
}

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> off = turned_off(file.tree, file.runs);
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner) || off[run.owner->index]) continue;
    if (model::has_mount_with(*run.instruction, "pip") || model::has_mount_with(*run.instruction, ".cache")) continue;
    std::optional<std::size_t> cleaned = model::last_removal(run, caches);
    std::vector<std::pair<std::size_t, PackageCommand>> installs;
    bool exported = false;
    for (std::size_t i = 0; i < run.calls.size(); ++i) {
      exported = exported || (run.calls[i].name == "export" && is_off_for(run.calls[i]));
      std::optional<PackageCommand> command = model::package_command(run.calls[i]);
      if (!command || command->manager != PackageManager::pip) continue;
      if (command->action == PackageAction::clean) cleaned = std::max(cleaned, std::optional(i));
      if (command->action != PackageAction::install || exported || is_off_for(run.calls[i])) continue;
      if (!command->line.open && !command->line.has({"no-cache-dir", "no-cache", "cache-dir"}))
        installs.emplace_back(i, *std::move(command));
    }
    for (const auto& [i, command] : installs) {
      if (cleaned > i) continue;  // no cleaning is less than any
      out.report({.span = model::span_to(run.calls[i], *command.verb),
                  .message = "pip keeps what it downloads in its cache, and so in the layer",
                  .edits = {insert_argument(run, *command.verb, "--no-cache-dir")},
                  .fix_description = "Add --no-cache-dir"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3042", "kics:f2f903fb-b977-461e-98d7-b3e2185c6118"};

constexpr Bad bad[] = {
    {R"(FROM python:3.12
RUN «pip install» --upgrade pip && \
    «pip3.12 install» -r requirements.txt
RUN [«"pip", "install"», "flask"]
)",
     R"(FROM python:3.12
RUN pip install --no-cache-dir --upgrade pip && \
    pip3.12 install --no-cache-dir -r requirements.txt
RUN ["pip", "install", "--no-cache-dir", "flask"]
)"},
    {R"(FROM python:3.12
RUN rm -rf ~/.cache/pip && «python3 -m pip --quiet install» flask
ENV PIP_NO_CACHE_DIR=1
)",
     R"(FROM python:3.12
RUN rm -rf ~/.cache/pip && python3 -m pip --quiet install --no-cache-dir flask
ENV PIP_NO_CACHE_DIR=1
)"},
};

constexpr std::string_view good[] = {
    "FROM python:3.12\nRUN pip install --no-cache-dir flask && python -m pip install --no-cache-dir -r r.txt\n",
    "FROM python:3.12 AS base\nENV PIP_NO_CACHE_DIR=off\nFROM base\nRUN pip install flask\n",
    "FROM python:3.12\nRUN PIP_NO_CACHE_DIR=1 pip install flask && export PIP_NO_CACHE_DIR=1 && pip install jinja2\n",
    "FROM python:3.12\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask\n",
    "FROM python:3.12\nRUN pip install flask && rm -rf /root/.cache\nRUN pip install flask && pip cache purge\n",
    "FROM python:3.12 AS build\nRUN pip install build\nFROM python:3.12-slim\nCOPY --from=build /venv /venv\n",
    "FROM python:3.12\nRUN pip freeze && pip uninstall -y flask && python -m venv /venv && echo pip install x\n",
};

constexpr std::string_view references[] = {"https://pip.pypa.io/en/stable/topics/caching/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/pip-cache-left",
    .title = "pip's cache is left in a layer",
    .help = "Add --no-cache-dir, set ENV PIP_NO_CACHE_DIR=1, or mount a cache on /root/.cache/pip",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(pip keeps every file that it downloads and every wheel that it builds under `~/.cache/pip`. In an image
they are of no use: the packages are installed, and the next build does not see that cache.

Add `--no-cache-dir`, set `ENV PIP_NO_CACHE_DIR=1` once, or keep the cache for the next build with `RUN
--mount=type=cache,target=/root/.cache/pip pip install …`.

`python -m pip`, versioned names and exec form are found too. `PIP_NO_CACHE_DIR` counts from `ENV`, `ARG`, `export`
and before the command, with any value: pip turns the cache off for `off` and `0` as well. Builders are not judged,
since their layers are in no image.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_pip_cache_left
