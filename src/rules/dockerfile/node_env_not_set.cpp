// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/node-env-not-set.
#include <algorithm>
#include <string>

#include "model/dockerfile.h"
#include "model/image_paths.h"
#include "model/shipped_stages.h"
#include "model/stage_tools.h"
#include "model/start.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "rules/set_variables.h"
#include "rules/stage_end.h"

namespace s1::rules::dockerfile_node_env_not_set {
namespace {

// node runs the program itself: no development server, no watcher.
bool runs_node(const model::Start& start) {
  return std::ranges::any_of(start.commands, [](const model::Started& each) {
    return each.program == "node" && std::ranges::none_of(each.arguments, [](const std::string& argument) {
             return argument.starts_with("--watch") || argument.starts_with("--inspect");
           });
  });
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around)) {
    if (!model::is_language_image(file.tree, *stage, "node")) continue;
    if (is_variable_set(file, around, *stage, "NODE_ENV") || !runs_node(model::start_of(file, around, *stage)))
      continue;
    Report report{.span = file.tree.instructions[stage->from].header,
                  .message = "NODE_ENV is not set, so that libraries work as in development",
                  .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    const std::string* const package = around.context ? around.context->text("package.json") : nullptr;
    if (is_developed_in(around, *stage)) {
      (void)rewrite.refuse(report.span, "it is run with sources mounted into it, to develop in it");
    } else if (package != nullptr && package->contains("NODE_ENV")) {
      (void)rewrite.refuse(report.span, "package.json sets NODE_ENV itself");
    } else {
      rewrite.edits.push_back(add_at_end(file.tree, *stage, "ENV", "NODE_ENV=production"));
      rewrite.checked.emplace_back("nothing sets NODE_ENV, and no install comes after it");
    }
    std::move(rewrite).offer(report, "Set NODE_ENV after the installs");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"«FROM node:22-slim»\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD [\"node\", \"server.js\"]\n",
     "FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\nENV NODE_ENV=production\nCMD [\"node\", \"server.js\"]\n"},
    // Someone develops in it.
    {R"(--- Dockerfile ---
«FROM node:22-slim»
COPY . /app
CMD ["node", "/app/server.js"]
--- compose.yaml ---
services:
  web:
    build: .
    volumes:
      - ./:/app
)"},
};

constexpr std::string_view good[] = {
    "FROM node:22-slim\nENV NODE_ENV=production\nCMD [\"node\", \"server.js\"]\n",
    "FROM node:22-slim\nARG NODE_ENV\nENV NODE_ENV=$NODE_ENV\nCMD [\"node\", \"server.js\"]\n",
    "FROM node:22-slim\nCMD NODE_ENV=production node server.js\n",
    "FROM node:22-slim\nCMD [\"node\", \"--watch\", \"server.js\"]\n",
    "FROM node:22-slim\nCMD [\"npx\", \"vite\"]\n",
    "FROM node:22 AS build\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=build /app/dist /usr/share/nginx/html\n",
    R"(--- Dockerfile ---
FROM node:22-slim
CMD ["node", "server.js"]
--- compose.yaml ---
services:
  web:
    build: .
    environment:
      NODE_ENV: production
)",
};

constexpr std::string_view references[] = {
    "https://nodejs.org/en/learn/getting-started/nodejs-the-difference-between-development-and-production"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/node-env-not-set",
    .title = "NODE_ENV is not set in an image that runs node",
    .help = "Set it after the installs: ENV NODE_ENV=production",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(Express and other libraries cache templates and keep error pages short only with `NODE_ENV=production`. Without it they work as on the
developer's machine: slower, and with stack traces in their answers.

Set it in the image that runs, after `npm ci`, which would leave out development dependencies that the build may need.

Reported is an image of `node` whose program node itself runs, where neither the Dockerfile nor who runs the image sets it.
The fix puts the `ENV` at the end of the stage. It is unsafe: a program may have settings for `production` that are not there yet.
It is not offered where the image is run with sources mounted into it.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_node_env_not_set
