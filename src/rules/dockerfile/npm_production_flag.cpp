// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/npm-production-flag.
#include <algorithm>
#include <charconv>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/package_command.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_npm_production_flag {
namespace {

// node 16 and later bring npm 7 or later, which knows --omit; so do the tags that move with the releases.
bool has_npm_7(const model::Dockerfile& file, const dockerfile::Instruction& at) {
  if (at.stage < 0) return false;
  const model::Base base = model::base(file.tree, file.tree.stages[static_cast<std::size_t>(at.stage)]);
  if (facts::short_image_name(base.ref.name) != "node") return false;
  const std::string_view tag = base.ref.tag;
  int major = 0;
  if (std::from_chars(tag.data(), tag.data() + tag.size(), major).ec == std::errc()) return major >= 16;
  return tag.starts_with("lts") || tag.starts_with("current") || tag == "latest" || tag == "slim" || tag == "alpine";
}

// `npm install -g npm@6` brings another one.
bool changes_npm(const dockerfile::File& file) {
  return std::ranges::any_of(file.instructions, [](const dockerfile::Instruction& instruction) {
    return instruction.arguments.text().contains("npm@");
  });
}

bool leaves_dev_out(const model::Option& option) {
  if (option.name == "production") return option.value.empty() || option.value == "true";
  return option.name == "only" && (option.value == "prod" || option.value == "production");
}

void check(const model::Dockerfile& file, Sink& out) {
  if (changes_npm(file.tree)) return;
  for (const model::Run& run : file.runs) {
    if (!has_npm_7(file, *run.owner)) continue;
    for (const model::Call& call : run.calls) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::npm || command->verb == nullptr) continue;
      if (command->action != model::PackageAction::install && command->verb->value != "prune") continue;
      const auto option = std::ranges::find_if(command->line.options, leaves_dev_out);
      if (option == command->line.options.end() || command->line.has({"omit", "include"})) continue;
      const std::string text = run.exec_form ? "\"--omit=dev\"" : "--omit=dev";
      out.report({.span = option->word->span,
                  .message = "npm gave this option up for --omit=dev",
                  .edits = {{option->word->span, text}},
                  .fix_description = "Use --omit=dev"});
    }
  }
}

constexpr Bad bad[] = {
    {"FROM node:22-slim\nRUN npm ci «--only=production» && npm cache clean --force\nRUN [\"npm\", \"prune\", "
     "«\"--production\"»]\n",
     "FROM node:22-slim\nRUN npm ci --omit=dev && npm cache clean --force\nRUN [\"npm\", \"prune\", \"--omit=dev\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nRUN npm ci --omit=dev && npm cache clean --force\n",
    "FROM node:14\nRUN npm ci --production && npm cache clean --force\n",
    "ARG TAG\nFROM node:$TAG\nRUN npm ci --production && npm cache clean --force\n",
    "FROM debian:12\nRUN npm ci --production && npm cache clean --force\n",
    "FROM node:22\nRUN npm install -g npm@6 && npm ci --production && npm cache clean --force\n",
    "FROM node:22\nRUN yarn install --production && yarn cache clean && npm ci --production=false && npm cache clean "
    "--force\n",
};

constexpr std::string_view references[] = {"https://docs.npmjs.com/cli/using-npm/config#omit",
                                           "https://docs.npmjs.com/cli/using-npm/config#production"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/npm-production-flag",
    .title = "npm is given an option that it gave up",
    .help = "Use --omit=dev",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .docs =
        R"(`--production` and `--only=production` are the old names of `--omit=dev`: npm 7 and later take them with a warning, and
may stop to.

Use `--omit=dev`.

Reported where the base image is `node` 16 or later, and nothing in the file installs another npm. npm 6 and before do not
know the new name, and yarn keeps `--production`.

The fix writes `--omit=dev` in its place. What is installed is the same.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_npm_production_flag
