// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/package-manager-as-command.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/copied_files.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/shipped_stages.h"
#include "model/source_search.h"
#include "model/surroundings.h"
#include "rules/plain_words.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "text/source.h"
#include "workspace/names.h"

namespace s1::rules::dockerfile_package_manager_as_command {
namespace {

using dockerfile::Form;
using dockerfile::Instruction;

constexpr std::array<std::string_view, 3> kManagers = {"npm", "yarn", "pnpm"};
constexpr std::array<std::string_view, 7> kSources = {".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".sh"};

struct Asked {
  std::string manager;
  std::string script;  // start
  bool more = false;   // arguments of its own for the script
};

// `npm start`, `npm run serve`, `yarn start`.
std::optional<Asked> read_command(const Instruction& command) {
  std::vector<std::string> words;
  if (command.form == Form::json) {
    for (const dockerfile::Word& word : command.words) words.emplace_back(word.raw);
  } else {
    if (command.shell >= 0 || !command.script || command.script->items.size() != 1) return std::nullopt;
    const shell::Pipeline& pipeline = command.script->items.front().pipeline;
    if (pipeline.commands.size() != 1 || pipeline.commands[0].kind != shell::CommandKind::simple) return std::nullopt;
    const shell::Command& simple = pipeline.commands[0];
    if (!simple.assignments.empty() || !simple.redirections.empty()) return std::nullopt;
    for (const shell::Word& word : simple.words) {
      if (!word.literal) return std::nullopt;
      words.push_back(word.value);
    }
    if (!words.empty() && words.front() == "exec") words.erase(words.begin());
  }
  if (words.size() < 2 || std::ranges::find(kManagers, words[0]) == kManagers.end()) return std::nullopt;
  Asked asked{words[0], {}, false};
  std::size_t next = 1;
  if (words[1] == "run" || words[1] == "run-script") next = 2;
  if (next >= words.size()) return std::nullopt;
  asked.script = words[next];
  if (asked.script.starts_with('-')) return std::nullopt;
  // Without `run`, npm has `start` alone; the others have commands of their own beside it.
  if (next == 1 && asked.script != "start") return std::nullopt;
  asked.more = words.size() > next + 1;
  return asked;
}

bool find_program(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                  const Instruction& command, const Asked& asked, Rewrite& rewrite) {
  if (!around.context) return rewrite.refuse(command.header, "the build context is not known");
  const model::BuildFiles& context = *around.context;
  const model::CopiedFiles copied(file.tree, context);
  const std::string folder = copied.workdir(stage);
  const std::optional<std::string> package = copied.source_of(stage, model::path_in_image(folder, "package.json"));
  const std::string* const text = package ? context.text(*package) : nullptr;
  if (!package || text == nullptr) return rewrite.refuse(command.header, "which package.json it is about is not known");
  const Source bytes(*text);
  const data::File json = json::read(bytes);
  const data::Value scripts = json.root()["scripts"];
  const std::string path = context.path_of(*package);
  if (asked.more) return rewrite.refuse(command.header, "the script is given arguments");
  if (scripts["pre" + asked.script] || scripts["post" + asked.script])
    return rewrite.refuse(command.header, path + " has a script that runs before or after it");
  const data::Value script = scripts[asked.script];
  std::string_view line = script.is_string() ? script.text() : std::string_view();
  if (!script && asked.script == "start" && asked.manager == "npm" &&
      copied.source_of(stage, model::path_in_image(folder, "server.js")))
    line = "node server.js";  // npm's own default
  if (!line.starts_with("node "))
    return rewrite.refuse(command.header, "the script in " + path + " is no plain call of node");
  const std::string exec = as_exec_form(line);
  if (exec.empty()) return rewrite.refuse(command.header, "the script in " + path + " needs a shell");
  const std::string_view beside = workspace::parent_path(*package);
  // Plug'n'Play: node finds no packages by itself.
  if (asked.manager == "yarn" && (context.has_file(workspace::join(beside, ".pnp.cjs")) ||
                                  context.has_file(workspace::join(beside, ".yarnrc.yml"))))
    return rewrite.refuse(command.header, "yarn may be what tells node where packages are");
  if (const std::string* const settings = context.text(workspace::join(beside, ".npmrc"));
      settings != nullptr && settings->contains("node-options"))
    return rewrite.refuse(command.header, context.path_of(".npmrc") + " gives node options");
  const model::SourceSearch search = model::search_sources(context, beside, kSources, "npm_");
  if (search.found_in)
    return rewrite.refuse(command.header,
                          context.path_of(*search.found_in) + " reads a variable that " + asked.manager + " sets");
  if (!search.complete)
    return rewrite.refuse(command.header, "there are too many sources to look through for npm_ variables");
  const auto length = static_cast<std::uint32_t>(command.arguments.text().size());
  rewrite.edits.push_back({command.arguments.to_file(Span{0, length}), exec});
  rewrite.checked.push_back("the script " + asked.script + " of " + path + " is a plain call of node");
  rewrite.checked.emplace_back("no source reads a variable npm_…");
  return true;
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  const std::vector<model::Command> commands = model::commands(file.tree);
  std::vector<bool> done(file.tree.instructions.size());
  for (const dockerfile::Stage* shipped : model::shipped_stages(file.tree, around)) {
    const dockerfile::Stage& stage = *shipped;
    const auto [entrypoint, cmd] = commands[stage.index];
    const Instruction* const command = entrypoint != nullptr ? entrypoint : cmd;
    if (command == nullptr || done[command->index]) continue;
    done[command->index] = true;
    const std::optional<Asked> asked = read_command(*command);
    if (!asked) continue;
    Report report{.span = command->header,
                  .message = asked->manager + " stands between the container and its program: signals may not reach it",
                  .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    if (entrypoint != nullptr && cmd != nullptr)
      (void)rewrite.refuse(cmd->header, "CMD gives it arguments");
    else if (std::cmp_not_equal(command->stage, stage.index))
      (void)rewrite.refuse(command->header, "several stages start with it");
    else
      (void)find_program(file, around, stage, *command, *asked, rewrite);
    std::move(rewrite).offer(report, "Start node itself");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
«CMD ["npm", "start"]»
--- package.json ---
{"scripts": {"start": "node src/server.js --port 8080"}}
--- src/server.js ---
require('http')
)",
     R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
CMD ["node", "src/server.js", "--port", "8080"]
)"},
    // Through another stage, from a shell, and npm's own default.
    {R"(--- Dockerfile ---
FROM node:22 AS build
WORKDIR /src
COPY package*.json server.js ./
RUN npm ci
FROM node:22-slim
WORKDIR /app
COPY --from=build /src .
«CMD npm start»
--- package.json ---
{}
--- server.js ---
require('http')
)",
     R"(--- Dockerfile ---
FROM node:22 AS build
WORKDIR /src
COPY package*.json server.js ./
RUN npm ci
FROM node:22-slim
WORKDIR /app
COPY --from=build /src .
CMD ["node", "server.js"]
)"},
    // A script around it, one that needs a shell, and a source that reads what npm sets.
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
«CMD ["yarn", "start"]»
--- package.json ---
{"scripts": {"prestart": "node migrate.js", "start": "node server.js"}}
)"},
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
«CMD ["npm", "run", "serve"]»
--- package.json ---
{"scripts": {"serve": "NODE_ENV=production node server.js"}}
)"},
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
«ENTRYPOINT ["npm", "start"]»
--- package.json ---
{"scripts": {"start": "node server.js"}}
--- server.js ---
console.log(process.env.npm_package_version)
)"},
};

constexpr std::string_view good[] = {
    "FROM node:22-slim\nCMD [\"node\", \"server.js\"]\n",
    "FROM node:22-slim\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"npm\", \"start\"]\n",
    "FROM node:22-slim\nCMD [\"npm\", \"--version\"]\n",
    "FROM node:22-slim\nCMD npm run migrate && npm start\n",
    // A builder's.
    "FROM node:22 AS build\nCMD [\"npm\", \"start\"]\nFROM nginx:1.29\nCOPY --from=build /app/dist "
    "/usr/share/nginx/html\n",
};

constexpr std::string_view references[] = {"https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd",
                                           "https://docs.npmjs.com/cli/using-npm/scripts#environment"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/package-manager-as-command",
    .title = "The container starts npm, not the program itself",
    .help = "Start the program: CMD [\"node\", \"server.js\"]",
    .severity = Severity::low,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .docs =
        R"(`CMD ["npm", "start"]` has npm as process 1, mostly with a shell below it and the program below that. The signal that ends a
container may not reach the program, which is then killed after the time allowed; and npm takes memory all the while.

Start the program itself, as `package.json` has it: `CMD ["node", "server.js"]`. Behind an init (`tini`, `dumb-init`) or an
`ENTRYPOINT` of its own nothing is reported.

The fix writes what the script in the build context's `package.json` says. It is offered where that is a plain call of `node`, no
script runs before or after it, and no source reads a variable `npm_…`, which npm sets. It is unsafe: `node` becomes process 1, which
ignores SIGTERM unless it handles it, and packages may read the variables of npm.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_package_manager_as_command
