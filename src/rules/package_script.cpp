// SPDX-License-Identifier: Apache-2.0
#include "rules/package_script.h"

#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "text/source.h"

namespace s1::rules {
namespace {

// The options that may stand before or after the script and change neither the folder nor the outcome.
constexpr std::array<std::string_view, 9> kPlain = {
    "-s", "--silent", "--quiet", "--verbose", "--production", "--no-cache", "--offline", "--foreground-scripts", "-d"};
// What no package names its program: yarn NAME is then a script.
constexpr std::array<std::string_view, 6> kUsual = {"build", "start", "dev", "prod", "production", "test"};

bool is_usual(std::string_view script) {
  return script.contains(':') || std::ranges::find(kUsual, script) != kUsual.end();
}

}  // namespace

std::optional<ScriptCall> package_script(std::span<const ScriptWord> words) {
  if (words.size() < 2) return std::nullopt;
  const std::string_view program = words.front().text;
  if (!is_script_runner(program)) return std::nullopt;
  std::vector<const ScriptWord*> operands;
  for (const ScriptWord& word : words.subspan(1)) {
    if (word.text == "--") break;
    if (!word.literal) return std::nullopt;
    if (!word.text.starts_with('-'))
      operands.push_back(&word);
    else if (std::ranges::find(kPlain, word.text) == kPlain.end() && (operands.size() < 2 || program == "npm"))
      return std::nullopt;  // what follows the script is the script's own for yarn and pnpm
  }
  if (operands.empty()) return std::nullopt;
  const bool runs = operands.front()->text == "run" || operands.front()->text == "run-script";
  if (runs && operands.size() < 2) return std::nullopt;
  const ScriptWord& script = *operands[runs ? 1 : 0];
  if (script.text == "env") return std::nullopt;
  if (program == "npm") {
    if (!runs && script.text != "start" && script.text != "test") return std::nullopt;
    return ScriptCall{script.text, script.span, true};
  }
  if (program == "pnpm" && runs) return ScriptCall{script.text, script.span, true};
  if (!is_usual(script.text)) return std::nullopt;
  return ScriptCall{script.text, script.span, false};
}

PackageScripts scripts_of(const std::string& package_json) {
  const Source source(package_json);
  const data::File json = json::read(source);
  PackageScripts result;
  result.readable = json.root().is_mapping() && json.diagnostics.empty();
  for (const data::Member& member : json.root()["scripts"].members()) result.names.emplace_back(member.key.text());
  for (const std::string_view kind : {"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"})
    for (const data::Member& member : json.root()[kind].members()) result.dependencies.emplace_back(member.key.text());
  return result;
}

}  // namespace s1::rules
