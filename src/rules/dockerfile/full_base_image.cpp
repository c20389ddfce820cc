// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/full-base-image.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "facts/base_images.h"
#include "model/copied_files.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/package_command.h"
#include "model/shipped_stages.h"
#include "model/start.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_full_base_image {
namespace {

constexpr std::array<std::string_view, 2> kImages = {"node",
                                                     "python"};  // both have the tag + "-slim" for every release

// Commands that need nothing which the full image alone has.
constexpr std::array<std::string_view, 16> kPlain = {"mkdir",   "chown", "chmod", "rm",  "cp",  "mv",
                                                     "ln",      "touch", "echo",  "cd",  "set", "groupadd",
                                                     "useradd", "true",  "test",  "node"};

// `22`, `3.13`, `22-bookworm` → with -slim; empty for variants.
std::string slim_tag(std::string_view tag) {
  const std::size_t dash = tag.find('-');
  const std::string_view version = tag.substr(0, dash);
  if (version.empty() || version.find_first_not_of("0123456789.") != std::string_view::npos) return {};
  constexpr std::array<std::string_view, 3> kSuites = {"-bookworm", "-trixie", "-bullseye"};
  if (dash != std::string_view::npos && std::ranges::find(kSuites, tag.substr(dash)) == kSuites.end()) return {};
  return std::string(tag) + "-slim";
}

// The lock file says that no package runs something to install itself, such as
// a compiler.
bool installs_without_scripts(const model::Dockerfile& file, const model::Surroundings& around,
                              const dockerfile::Stage& stage, const model::Run& run) {
  if (!around.context) return false;
  const model::CopiedFiles copied(file.tree, *around.context);
  const std::optional<std::string> lock =
      copied.source_of(stage, model::path_in_image(copied.workdir(*run.owner), "package-lock.json"), run.owner);
  const std::string* const text = lock ? around.context->text(*lock) : nullptr;
  // Version 1 does not tell.
  return text != nullptr && text->contains("\"packages\"") && !text->contains("\"hasInstallScript\"") &&
         !text->contains("git+");
}

bool needs_little(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                  Rewrite& rewrite) {
  const auto steps = model::history(file.tree, stage);
  for (const dockerfile::Instruction* each : steps) {
    if (each->kind == dockerfile::Kind::copy && each->flag("from") != nullptr)
      return rewrite.refuse(each->header, "what another stage made may need libraries of the full image");
    if (each->kind != dockerfile::Kind::run) continue;
    const bool read = std::ranges::any_of(file.runs, [&](const model::Run& run) { return run.owner == each; });
    if (!read) return rewrite.refuse(each->header, "what it runs cannot be read");
  }
  for (const model::Run& run : file.runs) {
    if (std::ranges::find(steps, run.owner) == steps.end()) continue;
    for (const model::Call& call : run.calls) {
      if (std::ranges::find(kPlain, call.name) != kPlain.end()) continue;
      const auto command = model::package_command(call);
      const bool npm = command && command->manager == model::PackageManager::npm;
      if (npm && command->action == model::PackageAction::clean) continue;
      if (npm && command->verb != nullptr && command->verb->value == "ci" &&
          installs_without_scripts(file, around, stage, run))
        continue;
      return rewrite.refuse(call.command->span, "it may need what the full image alone has");
    }
  }
  const model::Start start = model::start_of(file, around, stage);
  if (!start.known()) return rewrite.refuse(file.tree.instructions[stage.from].header, "what it starts is not known");
  for (const model::Started& each : start.commands)
    if (each.program != "node" && each.program != "python" && each.program != "python3")
      return rewrite.refuse(each.span, each.program + " may need what the full image alone has");
  rewrite.checked.emplace_back("no command needs a compiler, git, curl or a library of the full image");
  return true;
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around)) {
    if (stage->base || !stage->image_known || stage->image.raw != stage->image_value) continue;
    const dockerfile::ImageRef ref = dockerfile::parse_image_ref(stage->image_value);
    if (!ref.digest.empty() || std::ranges::find(kImages, facts::short_image_name(ref.name)) == kImages.end()) continue;
    const std::string tag = slim_tag(ref.tag);
    if (tag.empty()) continue;
    Report report{.span = stage->image.span,
                  .message = std::string(ref.raw) + " ships compilers and hundreds of packages; " + tag + " does not",
                  .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    if (needs_little(file, around, *stage, rewrite))
      rewrite.edits.push_back({{stage->image.span.end, stage->image.span.end}, "-slim"});
    std::move(rewrite).offer(report, "Take the slim image");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM «node:22»
WORKDIR /app
COPY . .
RUN npm ci --omit=dev && npm cache clean --force
CMD ["node", "server.js"]
--- package.json ---
{}
--- package-lock.json ---
{"lockfileVersion": 3, "packages": {"": {}}}
)",
     R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci --omit=dev && npm cache clean --force
CMD ["node", "server.js"]
)"},
    {"FROM «python:3.13-bookworm»\nCOPY app.py /\nCMD [\"python\", "
     "\"/app.py\"]\n",
     "FROM python:3.13-bookworm-slim\nCOPY app.py /\nCMD [\"python\", "
     "\"/app.py\"]\n"},
    {"FROM python:3.13 AS build\nRUN pip wheel -w /w .\nFROM "
     "«python:3.13»\nCOPY --from=build /w /w\n"
     "CMD [\"python\", \"/w/app.py\"]\n"},
    // A package is compiled; another program is there for a reason.
    {R"(--- Dockerfile ---
FROM «node:22»
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]
--- package.json ---
{}
--- package-lock.json ---
{"lockfileVersion": 3, "packages": {"": {}, "node_modules/bcrypt": {"hasInstallScript": true}}}
)"},
    {"FROM «python:3.13»\nRUN pip install --no-cache-dir numpy\nCMD "
     "[\"python\", \"app.py\"]\n"},
    {"FROM «node:22»\nCMD [\"git\", \"daemon\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22-slim\nCMD [\"node\", \"server.js\"]\n",
    "FROM node:22-alpine\nCMD [\"node\", \"server.js\"]\n",
    "FROM node:22 AS build\nRUN npm ci\nFROM nginx:1.29\nCOPY --from=build "
    "/app/dist /usr/share/nginx/html\n",
    "FROM node\nCMD [\"node\", \"server.js\"]\n",
    "FROM golang:1.25\nCMD [\"/app\"]\n",
};

constexpr std::string_view references[] = {"https://hub.docker.com/_/node#image-variants",
                                           "https://hub.docker.com/_/python#image-variants"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/full-base-image",
    .title = "The image that runs has all that is needed to compile",
    .help =
        "Take the slim variant for the stage that runs, and compile in "
        "another stage",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(`node:22` and `python:3.13` bring compilers, git, curl and the headers of many libraries: hundreds of megabytes more than `-slim`, and most of the
flaws that a scanner of the image reports. They are made to build in.

Reported is the stage that ships. The fix takes the slim variant of the same release where nothing in the stage is seen to need more: its
commands only copy and set owners, npm ci installs packages of which the lock file says that none runs a script to install itself, and node or python is what is
started. It is unsafe: what a package or the program calls at run time (git, curl, a library) does not stand in the Dockerfile.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_full_base_image
