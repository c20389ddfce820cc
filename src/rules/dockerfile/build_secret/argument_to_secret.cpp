// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/build_secret/argument_to_secret.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "model/package_command.h"
#include "rules/builders.h"
#include "rules/dockerfile/build_secret/callers.h"
#include "rules/dockerfile_edits.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool names(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool opens = at == 0 || !is_name_character(text[at - 1]);
    const std::size_t end = at + name.size();
    if (opens && (end == text.size() || !is_name_character(text[end]))) return true;
  }
  return false;
}

// Whether the script does without a value, too: ${NAME:-x}, [ -n "$NAME" ].
bool does_without(std::string_view script, const std::string& name) {
  for (const char* const part : {":", "-", "+"})
    if (script.contains("${" + name + part)) return true;
  return script.contains("-n \"$" + name) || script.contains("-z \"$" + name) || script.contains("-n \"${" + name) ||
         script.contains("-z \"${" + name);
}

bool is_node_install(const model::Dockerfile& file, const Instruction& run) {
  return std::ranges::any_of(file.runs, [&](const model::Run& each) {
    return each.instruction == &run && std::ranges::any_of(each.calls, [](const model::Call& call) {
             return call.name == "npm" || call.name == "yarn" || call.name == "pnpm";
           });
  });
}

// A settings file of a package manager in the context that puts the variable in.
bool is_in_settings(const model::Surroundings& around, const std::string& name) {
  if (!around.context) return false;
  constexpr std::array<std::string_view, 3> kSettings = {".npmrc", ".yarnrc", ".yarnrc.yml"};
  return std::ranges::any_of(kSettings, [&](std::string_view file) {
    const std::string* const text = around.context->text(file);
    return text != nullptr && text->contains("${" + name);
  });
}

}  // namespace

Rewrite argument_to_secret(const model::Dockerfile& dockerfile, const model::Surroundings& around,
                           const Instruction& argument, const dockerfile::Pair& pair) {
  Rewrite rewrite;
  rewrite.needs_build = false;
  const dockerfile::File& file = dockerfile.tree;
  const std::string name(pair.key.raw);
  const auto refuse = [&](const Instruction& at, std::string why) {
    (void)rewrite.refuse(at.header, std::move(why));
    return std::move(rewrite);
  };
  if (argument.stage < 0) return refuse(argument, "it is declared before the first FROM");
  if (pair.has_value && !pair.value.raw.empty() && pair.value.raw != "\"\"")
    return refuse(argument, "it has a value here, which others may build with");
  if (argument.pairs.size() > 1) return refuse(argument, "other arguments are declared beside it");

  const bool in_settings = is_in_settings(around, name);
  std::vector<const Instruction*> users;
  for (const Instruction& each : file.instructions) {
    if (&each == &argument) continue;
    const bool mentions = names(each.arguments.text(), name) ||
                          std::ranges::any_of(each.flags, [&](const auto& flag) { return names(flag.value, name); });
    const bool installs = in_settings && each.kind == Kind::run && is_node_install(dockerfile, each);
    const bool after = each.stage == argument.stage && each.index > argument.index;
    if (!mentions && !(installs && after)) continue;
    if (each.kind == Kind::arg) return refuse(each, "it is declared again");
    if (each.kind == Kind::env) return refuse(each, "ENV hands it on to the container");
    if (each.kind != Kind::run || !after) return refuse(each, "another instruction than a RUN of its stage uses it");
    users.push_back(&each);
  }
  if (users.empty()) return refuse(argument, "which step needs it cannot be seen");
  if (!builders_take(kSecretInVariable, file, around, rewrite)) return rewrite;

  const SecretCallers callers = give_as_secret(around, name, rewrite);
  if (rewrite.hindrance) return rewrite;
  const Span lines = whole_lines(*file.source, argument.span);
  if (lines.empty() || holds_comment(file, argument.span)) return refuse(argument, "it shares its line");
  rewrite.edits.push_back({lines, {}});
  for (const Instruction* each : users) {
    const bool required = callers.all_give_it && !does_without(each->arguments.text(), name);
    std::string mount = " --mount=type=secret,id=";
    mount.append(name).append(",env=").append(name);
    if (required) mount += ",required=true";
    rewrite.edits.push_back({{each->keyword.end, each->keyword.end}, std::move(mount)});
  }
  rewrite.checked.emplace_back("RUN alone uses it, and it has no value here");
  return rewrite;
}

}  // namespace s1::rules
