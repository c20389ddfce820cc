// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/npm-install-instead-of-ci.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "model/copied_files.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/package_command.h"
#include "model/surroundings.h"
#include "rules/npm_lock.h"
#include "rules/rewrite.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_npm_install_instead_of_ci {
namespace {

using dockerfile::Instruction;

constexpr std::array<std::string_view, 2> kLocks = {"npm-shrinkwrap.json",
                                                    "package-lock.json"};  // as npm looks for them

// Options that npm ci has too (docs.npmjs.com/cli/commands/npm-ci), and those that make no difference to it.
constexpr std::array<std::string_view, 26> kShared = {"production",
                                                      "only",
                                                      "omit",
                                                      "include",
                                                      "ignore-scripts",
                                                      "audit",
                                                      "no-audit",
                                                      "fund",
                                                      "no-fund",
                                                      "silent",
                                                      "quiet",
                                                      "loglevel",
                                                      "verbose",
                                                      "no-optional",
                                                      "no-progress",
                                                      "progress",
                                                      "cache",
                                                      "registry",
                                                      "unsafe-perm",
                                                      "force",
                                                      "legacy-peer-deps",
                                                      "prefer-offline",
                                                      "fetch-retries",
                                                      "fetch-timeout",
                                                      "foreground-scripts",
                                                      "s"};

// Which npm the image has decides which lock files it can read: version 3 came with npm 7, in node 15.
bool npm_reads(const model::Dockerfile& file, const dockerfile::Stage& stage, const std::string& lock) {
  const model::Base base = model::base(file.tree, stage);
  std::string_view name = base.ref.name;
  if (name.starts_with("docker.io/")) name.remove_prefix(10);
  if (name.starts_with("library/")) name.remove_prefix(8);
  if (name != "node") return false;
  std::uint32_t major = 99;  // lts, current, a code name
  const std::string_view tag = base.ref.tag;
  (void)std::from_chars(tag.data(), tag.data() + tag.size(), major);
  const bool is_version_3 = lock.contains("\"lockfileVersion\": 3") || lock.contains("\"lockfileVersion\":3");
  return major >= (is_version_3 ? 15U : 10U);
}

const Instruction* mounted_over(const Instruction& run) {
  return std::ranges::any_of(run.flags,
                             [](const dockerfile::Flag& flag) { return flag.value.contains("node_modules"); })
             ? &run
             : nullptr;
}

struct Install {
  const model::Run& run;
  const model::Call& call;
  const model::PackageCommand& command;
  std::string folder;  // that it works in
};

bool guards_hold(const model::Dockerfile& file, const model::Surroundings& around, const Install& at,
                 const std::string& lock_path, Rewrite& rewrite) {
  const Instruction& run = *at.run.instruction;
  if (!around.context) return rewrite.refuse(run.header, "the build context is not known");
  const dockerfile::Stage& stage = file.tree.stages[static_cast<std::size_t>(run.stage)];
  const model::BuildFiles& context = *around.context;
  const model::CopiedFiles copied(file.tree, context);
  const std::optional<std::string> package =
      copied.source_of(stage, model::path_in_image(at.folder, "package.json"), at.run.owner);
  const std::string* const package_text = package ? context.text(*package) : nullptr;
  const std::string* const lock_text = context.text(lock_path);
  if (package_text == nullptr || lock_text == nullptr)
    return rewrite.refuse(run.header, "package.json or its lock file cannot be read");
  for (const model::Option& option : at.command.line.options)
    if (std::ranges::find(kShared, option.name) == kShared.end())
      return rewrite.refuse(option.word->span, "npm ci does not have this option, or means something else by it");
  if (at.command.line.open) return rewrite.refuse(at.call.command->span, "a variable may hold options");
  if (const std::optional<std::string> why = lock_mismatch(*package_text, *lock_text))
    return rewrite.refuse(run.header, context.path_of(lock_path) + " " + *why);
  if (!npm_reads(file, stage, *lock_text))
    return rewrite.refuse(file.tree.instructions[stage.from].header,
                          "whether its npm reads this lock file is not known");
  if (const std::string* const settings = context.text(".npmrc");
      settings != nullptr && settings->contains("package-lock"))
    return rewrite.refuse(run.header, context.path_of(".npmrc") + " says how lock files are treated");
  if (mounted_over(run) != nullptr)
    return rewrite.refuse(run.header, "npm ci removes node_modules, which is mounted here");
  for (const model::Run& other : file.runs) {
    if (other.owner->stage != run.stage || other.owner->index > run.index) continue;
    for (const model::Call& call : other.calls) {
      if (&call == &at.call) break;
      const auto command = model::package_command(call);
      if (command && command->manager == model::PackageManager::npm &&
          command->action == model::PackageAction::install && !command->line.has({"g", "global"}))
        return rewrite.refuse(call.command->span, "npm ci would remove what this installs");
    }
  }
  rewrite.checked.push_back(context.path_of(lock_path) + " is copied before, and fits package.json");
  rewrite.checked.emplace_back("no package is named, and npm ci has all of the options");
  return true;
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (!around.context) return;
  for (const model::Run& run : file.runs) {
    if (run.owner != run.instruction || run.owner->stage < 0) continue;
    const dockerfile::Stage& stage = file.tree.stages[static_cast<std::size_t>(run.owner->stage)];
    // In another folder it would be about another package.json.
    if (std::ranges::any_of(run.calls,
                            [](const model::Call& call) { return call.name == "cd" || call.name == "pushd"; }))
      continue;
    for (const model::Call& call : run.calls) {
      const auto command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::npm || command->verb == nullptr) continue;
      if (command->verb->value != "install" && command->verb->value != "i") continue;
      if (!command->line.operands.empty() ||
          command->line.has({"g", "global", "prefix", "C", "location", "workspace", "w"}))
        continue;
      const model::CopiedFiles copied(file.tree, *around.context);
      const std::string folder = copied.workdir(*run.owner);
      std::optional<std::string> lock;
      for (const std::string_view name : kLocks)
        if (!lock) lock = copied.source_of(stage, model::path_in_image(folder, name), run.owner);
      if (!lock) continue;
      Report report{.span = span_to(call, *command->verb),
                    .message = "npm install may take other versions than " + around.context->path_of(*lock) +
                               " says; npm ci does not"};
      Rewrite rewrite;
      if (guards_hold(file, around, {run, call, *command, folder}, *lock, rewrite))
        rewrite.edits.push_back({command->verb->span, run.exec_form ? "\"ci\"" : "ci"});
      std::move(rewrite).offer(report, "Use npm ci");
      out.report(std::move(report));
    }
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY package*.json ./
RUN «npm install» --omit=dev && npm cache clean --force
COPY . .
--- package.json ---
{"dependencies": {"express": "^5.1.0"}}
--- package-lock.json ---
{"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "^5.1.0"}}, "node_modules/express": {"version": "5.1.0"}}}
)",
     R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY . .
)"},
    // The lock is out of date: npm ci would fail.
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
RUN «npm i»
--- package.json ---
{"dependencies": {"express": "^5.1.0", "pg": "^8.0.0"}}
--- package-lock.json ---
{"lockfileVersion": 3, "packages": {"": {"dependencies": {"express": "^5.1.0"}}, "node_modules/express": {"version": "5.1.0"}}}
)"},
    // An option that it does not have; an old npm.
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
RUN «npm install» --no-package-lock
--- package.json ---
{}
--- package-lock.json ---
{"lockfileVersion": 3, "packages": {"": {}}}
)"},
    {R"(--- Dockerfile ---
FROM node:14
WORKDIR /app
COPY . .
RUN «npm install»
--- package.json ---
{}
--- package-lock.json ---
{"lockfileVersion": 3, "packages": {"": {}}}
)"},
    // It would remove what was installed before, and cannot remove what is mounted.
    {R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm install left-pad && «npm install»
RUN --mount=type=cache,target=/app/node_modules «npm install»
--- package.json ---
{}
--- package-lock.json ---
{"lockfileVersion": 3, "packages": {"": {}}}
)"},
};

constexpr std::string_view good[] = {
    // No lock file there.
    "--- Dockerfile ---\nFROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm install\n--- package.json ---\n{}\n",
    // It is not copied before, or ignored.
    R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .
--- package.json ---
{}
--- package-lock.json ---
{}
)",
    R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm install
--- .dockerignore ---
package-lock.json
--- package.json ---
{}
--- package-lock.json ---
{}
)",
    R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci && npm install -g pm2 && npm install left-pad
RUN cd web && npm install
--- package.json ---
{}
--- package-lock.json ---
{}
)",
};

constexpr std::string_view references[] = {"https://docs.npmjs.com/cli/commands/npm-ci"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/npm-install-instead-of-ci",
    .title = "npm install is used where there is a lock file",
    .help = "Use npm ci: it installs what package-lock.json says, and fails where it does not fit",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(`npm install` may change what `package-lock.json` says: where it does not fit `package.json`, other versions are installed than
were tested, and the image does not tell. `npm ci` installs exactly what the lock file says, fails where the two do not fit, and is faster.

Reported is `npm install` without package names where the lock file of the build context is copied before it. In another folder
(`cd web && npm install`) it is not looked at.

The fix writes `npm ci`. It is offered where `package-lock.json` and `package.json` fit as far as the two show (the same
names and ranges, and each in the tree), there are no workspaces, npm ci has all of the options, the image's npm reads the lock file's version,
and nothing was installed or is mounted at `node_modules`, which `npm ci` removes first. It is unsafe by itself: only a build
shows that the whole tree of packages fits.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_npm_install_instead_of_ci
