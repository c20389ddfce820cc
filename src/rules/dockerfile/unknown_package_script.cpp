// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unknown-package-script.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/copied_files.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/surroundings.h"
#include "rules/package_script.h"
#include "rules/rule.h"
#include "rules/started_files.h"
#include "syntax/shell/ast.h"
#include "text/suggest.h"

namespace s1::rules::dockerfile_unknown_package_script {
namespace {

using dockerfile::Instruction;

constexpr std::size_t kMostCompared = 100;  // scripts

class Checker {
 public:
  Checker(const model::Dockerfile& file, const model::Surroundings& around, const model::BuildFiles& context,
          const dockerfile::Stage& stage, Sink& out)
      : around_(around),
        context_(context),
        stage_(stage),
        copied_(file.tree, context, model::kUsualWorkdir),
        out_(out) {}

  void check(const std::vector<ScriptWord>& words, const std::string& folder, bool is_json, bool when_started) {
    const std::optional<ScriptCall> call = package_script(words);
    if (!call || folder.empty()) return;
    const std::string path = model::path_in_image(folder, "package.json");
    const std::optional<std::string> source = copied_.source_of(stage_, path);
    if (!source) return;
    const std::string* const text = context_.text(*source);
    if (text == nullptr || (when_started && is_mounted_over(around_, stage_, path))) return;
    const PackageScripts scripts = scripts_of(*text);
    if (!scripts.readable || std::ranges::find(scripts.names, call->script) != scripts.names.end()) return;
    if (!call->strict && std::ranges::find(scripts.dependencies, call->script) != scripts.dependencies.end()) return;
    // npm's own default.
    if (call->script == "start" && copied_.source_of(stage_, model::path_in_image(folder, "server.js"))) return;
    report(*call, context_.path_of(*source), scripts, is_json);
  }

  [[nodiscard]] std::string workdir() const { return copied_.workdir(stage_); }

 private:
  void report(const ScriptCall& call, const std::string& path, const PackageScripts& scripts, bool is_json) {
    Report report{.span = call.span, .message = path + " has no script " + call.script};
    const std::vector<std::string_view> names(scripts.names.begin(), scripts.names.end());
    const std::string_view near = names.size() <= kMostCompared ? nearest(call.script, names) : std::string_view();
    if (!near.empty()) {
      report.message += "; is " + std::string(near) + " meant?";
      const std::string name(near);
      report.edits.push_back({call.span, is_json ? "\"" + name + "\"" : name});
      report.fix_description = "Name the script " + name;
    }
    out_.report(std::move(report));
  }

  const model::Surroundings& around_;
  const model::BuildFiles& context_;
  const dockerfile::Stage& stage_;
  model::CopiedFiles copied_;
  Sink& out_;
};

std::vector<ScriptWord> words_of(const shell::Command& command) {
  std::vector<ScriptWord> words;
  for (const shell::Word& word : command.words) words.push_back({word.value, word.span, word.literal});
  return words;
}

// A RUN that may make or change package.json: then its scripts are not those of the build context.
bool changes_scripts(const model::Run& run) {
  const std::string_view text = run.instruction->arguments.text();
  return text.contains("package.json") || text.contains(" init") || text.contains("npm pkg") ||
         !run.instruction->heredocs.empty();
}

void check_start(const model::Dockerfile& file, const dockerfile::Stage& stage, Checker& checker) {
  const model::Command command = model::commands(file.tree)[stage.index];
  const Instruction* const first = command.entrypoint != nullptr ? command.entrypoint : command.cmd;
  if (first == nullptr) return;
  if (first->form == dockerfile::Form::json) {
    std::vector<ScriptWord> words;
    for (const dockerfile::Word& word : first->words) words.push_back({std::string(word.raw), word.span, true});
    // ["npm"] and what CMD adds is left alone.
    checker.check(words, checker.workdir(), true, true);
  } else if (first->script && first->script->items.size() == 1 &&
             first->script->items.front().pipeline.commands.size() == 1) {
    checker.check(words_of(first->script->items.front().pipeline.commands.front()), checker.workdir(), false, true);
  }
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (!around.context) return;
  const std::vector<std::string> workdirs = model::working_directories(file.tree);
  for (const dockerfile::Stage& stage : file.tree.stages) {
    const auto steps = model::history(file.tree, stage);
    const bool changed = std::ranges::any_of(file.runs, [&](const model::Run& run) {
      return changes_scripts(run) && std::ranges::find(steps, run.owner) != steps.end();
    });
    if (changed || model::base(file.tree, stage).windows) continue;
    std::optional<Checker> checker;
    for (const model::Run& run : file.runs) {
      if (run.owner != run.instruction || run.owner->stage != static_cast<std::int32_t>(stage.index)) continue;
      // A folder of its own, or a failure that does not matter.
      const std::string_view text = run.instruction->arguments.text();
      if (text.contains("cd ") || text.contains("pushd") || text.contains("||")) continue;
      for (const model::Call& call : run.calls) {
        if (!is_script_runner(call.name)) continue;
        if (!checker) checker.emplace(file, around, *around.context, stage, out);
        checker->check(words_of(*call.command), workdirs[run.owner->index], run.exec_form, false);
      }
    }
    const model::Command command = model::commands(file.tree)[stage.index];
    const Instruction* const first = command.entrypoint != nullptr ? command.entrypoint : command.cmd;
    if (first == nullptr || first->stage != static_cast<std::int32_t>(stage.index)) continue;
    if (!std::ranges::any_of(kScriptRunners,
                             [&](std::string_view name) { return first->arguments.text().contains(name); }))
      continue;
    if (!checker) checker.emplace(file, around, *around.context, stage, out);
    check_start(file, stage, *checker);
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run «biuld»
CMD ["npm", "test"]
--- package.json ---
{"scripts": {"build": "tsc", "test": "node --test"}}
--- package-lock.json ---
{}
)",
     R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
CMD ["npm", "test"]
)"},
    {"--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nENTRYPOINT [\"npm\", \"run\", «\"serve:prod\"»]\n--- "
     "package.json ---\n{\"scripts\": {\"test\": \"node --test\"}}\n"},
    {R"(--- web/Dockerfile ---
FROM node:22 AS build
WORKDIR /app
COPY . .
RUN yarn install && yarn «build»
FROM node:22
WORKDIR /app
COPY --from=build /app ./
CMD npm «start»
--- web/package.json ---
{"dependencies": {"express": "5"}}
--- compose.yaml ---
services:
  web:
    build: web
)"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm run build --if-present && npm run lint -w "
    "web\nCMD [\"npm\", \"run\", \"start\"]\n--- package.json ---\n{\"scripts\": {\"start\": \"node a.js\"}}\n",
    // npm starts server.js by itself.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"npm\", \"start\"]\n--- package.json "
    "---\n{}\n--- server.js ---\nx\n",
    // yarn runs the programs of packages too.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN yarn tsc && yarn run webpack && pnpm eslint "
    ".\n--- package.json ---\n{}\n",
    // Another folder's package.json, or a changed one.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN cd web && npm run build\n--- package.json "
    "---\n{}\n",
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm pkg set scripts.build=tsc\nRUN npm run "
    "build\n--- package.json ---\n{}\n",
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY src .\nRUN npm run build\n--- package.json ---\n{}\n--- "
    "src/a.js ---\nx\n",
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm run docs || true\n--- package.json ---\n{}\n",
    // What is mounted when it runs has its own.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"npm\", \"run\", \"dev\"]\n--- package.json "
    "---\n{}\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n    volumes: [\"./web:/app\"]\n",
};

constexpr std::string_view references[] = {
    "https://docs.npmjs.com/cli/v11/commands/npm-run", "https://docs.npmjs.com/cli/v11/using-npm/scripts",
    "https://classic.yarnpkg.com/lang/en/docs/cli/run/", "https://pnpm.io/cli/run"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unknown-package-script",
    .title = "npm, yarn or pnpm is asked for a script that package.json does not have",
    .help = "Name a script of package.json, or add it there",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(RUN, CMD or ENTRYPOINT asks npm, yarn or pnpm for a script that the `package.json` of the build context does not have. In a RUN
the build stops; in CMD every container ends at once.

Name a script that is there, or add it to `package.json`.

The `package.json` is the one that the stage's COPYs bring into the working directory. Passed over are scripts of other folders
(`cd`, `--prefix`, workspaces), `--if-present`, stages that change the file, failures that a `||` takes, and what is mounted over it
when it runs. `yarn NAME` and `pnpm NAME` start the programs of packages too: they are reported only for `build`, `start` and the
like, and for names with a colon. `npm start` without a script starts `server.js` and is right where that is there.

The fix names the script whose name is near, where there is one. It is unsafe: another one may be meant, and it would run.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unknown_package_script
