// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/user-without-number.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "facts/base_images.h"
#include "model/command_line.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_user_without_number {
namespace {

using dockerfile::Instruction;

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Commands that may give an account another number.
bool changes_accounts(const model::Call& call) {
  constexpr std::string_view names[] = {"useradd", "adduser", "userdel", "deluser", "usermod", "groupmod", "vipw"};
  return std::ranges::find(names, call.name) != std::end(names);
}

// The number of an account that the base image surely has.
std::optional<facts::Account> account(const dockerfile::File& file, const dockerfile::Stage& stage,
                                      std::string_view name) {
  const model::Base base = model::base(file, stage);
  if (base.facts == nullptr || !base.facts->verified) return std::nullopt;
  const auto found = std::ranges::find(base.facts->users, name, &facts::Account::name);
  if (found == base.facts->users.end()) return std::nullopt;
  return *found;
}

void add_fix(Report& report, const dockerfile::File& file, const dockerfile::Stage& stage,
             const dockerfile::Word& word) {
  const std::string_view raw = word.raw;
  const std::size_t colon = raw.find(':');
  const std::optional<facts::Account> found = account(file, stage, raw.substr(0, colon));
  if (!found || !found->uid || word.span.size() != raw.size()) return;
  std::string numbers = std::to_string(*found->uid);
  if (colon != std::string_view::npos) {
    const std::string_view group = raw.substr(colon + 1);
    if (group == found->name && found->gid)
      numbers += ":" + std::to_string(*found->gid);
    else if (is_number(group))
      numbers.append(":").append(group);
    else
      return;
  }
  report.edits = {{word.span, numbers}};
  report.fix_description = "Write the number";
}

void check(const model::Dockerfile& file, Sink& out) {
  std::vector<const Instruction*> last(file.tree.stages.size());
  for (const Instruction& each : file.tree.instructions)
    if (each.kind == dockerfile::Kind::user && each.stage >= 0 && !each.words.empty())
      last[static_cast<std::size_t>(each.stage)] = &each;
  const bool accounts_change = std::ranges::any_of(
      file.runs, [](const model::Run& run) { return std::ranges::any_of(run.calls, changes_accounts); });
  for (const dockerfile::Stage& stage : file.tree.stages) {
    const Instruction* user = last[stage.index];
    if (user == nullptr || !file.shipped_layers[stage.index] || model::base(file.tree, stage).windows) continue;
    const dockerfile::Expansion value = expand(file.tree, *user, user->words.front());
    const std::string_view name = std::string_view(value.text).substr(0, value.text.find(':'));
    if (!value.known || name.empty() || is_number(name) || name == "root") continue;
    Report report{.span = user->words.front().span,
                  .message = "Kubernetes cannot see that " + std::string(name) + " is not root: it is a name"};
    if (!accounts_change) add_fix(report, file.tree, stage, user->words.front());
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3066"};

constexpr Bad bad[] = {
    {"FROM node:22\nUSER «node»\n", "FROM node:22\nUSER 1000\n"},
    {"FROM node:22 AS base\nUSER «node:node»\nFROM base\nRUN make\nUSER app\nUSER «node:0»\n",
     "FROM node:22 AS base\nUSER 1000:1000\nFROM base\nRUN make\nUSER app\nUSER 1000:0\n"},
    // No fix: the number is not known, or may be another.
    {"FROM node:22\nUSER «app»\n"},
    {"FROM node:22\nUSER «node:staff»\n"},
    {"FROM node:22\nRUN usermod -u 1001 node\nUSER «node»\n"},
    {"FROM node:22\nARG NAME=node\nUSER «$NAME»\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nUSER 1000\n",
    "FROM node:22\nUSER 1000:node\n",
    "FROM node:22\nARG NAME\nUSER $NAME\n",
    "FROM node:22\nUSER root\n",
    "FROM node:22 AS build\nUSER node\nFROM node:22\nCOPY --from=build /a /a\nUSER node\nRUN make\nUSER 1000\n",
    "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\n",
};

constexpr std::string_view references[] = {"https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
                                           "https://github.com/hadolint/hadolint/wiki/DL3066"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/user-without-number",
    .title = "USER is a name and not a number",
    .help = "Write the user's number: USER 10001:10001",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(A name has a meaning only with the image's `/etc/passwd`. Kubernetes does not read that: with `runAsNonRoot:
true` and no `runAsUser` it refuses to start an image whose user is a name. Owners of files on a volume are numbers too.

Write the number: `USER 10001:10001`. Judged is the user with which the container starts; a stage that only builds, and
a `USER` that another one follows, may have names. `root` is another rule's matter.

The fix writes the number of an account that the base image is known to have. It is not offered where a step of the file
makes or changes accounts.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_user_without_number
