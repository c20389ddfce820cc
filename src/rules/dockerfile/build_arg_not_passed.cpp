// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/build-arg-not-passed.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/builds_stage.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_build_arg_not_passed {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr std::string_view kNameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

// The variables that a text uses as they are: $NAME and ${NAME}, without a modifier that says what holds in their
// place.
std::vector<std::string_view> plain_uses(std::string_view text) {
  std::vector<std::string_view> names;
  for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
    std::string_view name = text.substr(at + 1);
    const bool braces = name.starts_with('{');
    if (braces) name.remove_prefix(1);
    const std::size_t end = std::min(name.size(), name.find_first_not_of(kNameCharacters));
    if (end == 0 || (braces && name.substr(end, 1) != "}")) continue;
    names.push_back(name.substr(0, end));
  }
  return names;
}

// The ARG before the first FROM that declares it without a default; null where there is none, or one with a default.
const Instruction* declared_without_default(const dockerfile::File& file, std::string_view name) {
  const Instruction* found = nullptr;
  for (const Instruction& each : file.instructions) {
    if (each.stage >= 0) break;
    if (each.kind != Kind::arg) continue;
    for (const dockerfile::Pair& pair : each.pairs) {
      if (pair.key.raw != name) continue;
      if (pair.has_value) return nullptr;
      found = &each;
    }
  }
  return found;
}

// Whether the text names no image where the variable is empty. (`node:22$SUFFIX` does.)
bool needs(std::string_view image, std::string_view name) {
  std::string without(image);
  for (const std::string& use : {"${" + std::string(name) + "}", "$" + std::string(name)})
    for (std::size_t at = without.find(use); at != std::string::npos; at = without.find(use, at))
      without.erase(at, use.size());
  constexpr std::string_view kJoints = "/:@";
  return without.empty() || kJoints.find(without.back()) != std::string_view::npos ||
         kJoints.find(without.front()) != std::string_view::npos || without.contains("//") || without.contains("/:") ||
         without.contains(":@");
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage& stage : file.tree.stages) {
    for (const std::string_view name : plain_uses(stage.image.raw)) {
      if (dockerfile::is_predefined_arg(name) || !needs(stage.image.raw, name)) continue;
      const Instruction* const arg = declared_without_default(file.tree, name);
      if (arg == nullptr) continue;
      const auto build = std::ranges::find_if(around.builds, [&](const model::Build* each) {
        return each->args_known && builds_stage(file, *each, static_cast<std::int32_t>(stage.index)) &&
               std::ranges::find(each->args, name, &model::BuildInput::name) == each->args.end();
      });
      if (build == around.builds.end()) continue;
      Report report{
          .span = stage.image.span,
          .message = std::string(name) + " has no default, and a build gives it no value, so this names no image"};
      report.related.push_back({arg->header, "it is declared here"});
      report.related.push_back(related_at((*build)->place, "this build gives no argument of that name"));
      out.report(std::move(report));
    }
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
ARG NODE_VERSION
ARG BASE
FROM «node:${NODE_VERSION}» AS build
FROM «$BASE»
COPY --from=build /app /app
--- compose.yaml ---
services:
  web:
    build:
      context: .
      args:
        NODE: 22
)"},
    {R"(--- Dockerfile ---
ARG VERSION
FROM «alpine:$VERSION»
--- .github/workflows/image.yaml ---
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v6
        with:
          context: .
)"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nARG VERSION=3.22\nARG SUFFIX\nFROM alpine:${VERSION}\nFROM alpine:${SUFFIX:-3}\n--- "
    "compose.yaml ---\nservices:\n  web:\n    build: .\n",
    "--- Dockerfile ---\nARG VERSION\nFROM alpine:$VERSION\n--- compose.yaml ---\nservices:\n  web:\n    build:\n      "
    "context: .\n      args: [VERSION]\n",
    // Which options the build has is not known, or nobody is known to build it.
    "--- Dockerfile ---\nARG VERSION\nFROM alpine:$VERSION\n--- .gitlab-ci.yml ---\nimage:\n  script:\n    - docker "
    "build $OPTIONS .\n",
    "--- Dockerfile ---\nARG VERSION\nFROM alpine:$VERSION\n",
    // It may be empty.
    "--- Dockerfile ---\nARG SUFFIX\nFROM alpine:3.22$SUFFIX\n--- compose.yaml ---\nservices:\n  web:\n    build: "
    ".\n",
    // BuildKit gives it.
    "--- Dockerfile ---\nARG TARGETARCH\nFROM alpine-$TARGETARCH\n--- compose.yaml ---\nservices:\n  web:\n    build: "
    ".\n",
    // Another target.
    "--- Dockerfile ---\nARG VERSION\nFROM alpine:3.22 AS dev\nFROM alpine:$VERSION\n--- compose.yaml "
    "---\nservices:\n  web:\n    build:\n      context: .\n      target: dev\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact",
    "https://docs.docker.com/reference/build-checks/invalid-default-arg-in-from/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/build-arg-not-passed",
    .title = "FROM needs a build argument that a build does not give",
    .help = "Give the argument a default, or give it to the build",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .docs =
        R"(FROM names its image with an ARG that has no default, and a Compose file or a workflow that builds this Dockerfile gives it no
value. The name is then no name ("alpine:"), and the build ends before its first step.

Give the ARG a default (`ARG VERSION=3.22`), or give the build the argument: `build.args` of a Compose service, `build-args` of
docker/build-push-action, `docker build --build-arg VERSION=3.22`.

Judged are builds all of whose options are known and that need the stage; a modifier (`${VERSION:-3.22}`) counts as a default. An ARG that
only a RUN uses may be meant to be empty and is not reported.

There is no fix: which value is meant does not stand in the Dockerfile.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_build_arg_not_passed
