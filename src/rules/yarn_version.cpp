// SPDX-License-Identifier: Apache-2.0
#include "rules/yarn_version.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "text/source.h"

namespace s1::rules {
namespace {

// The major version that `"packageManager": "yarn@4.1.0"` asks for; 0: it does not say.
int asked_version(const std::string& package_json) {
  const Source source(package_json);
  const data::File tree = json::read(source);
  const std::string_view manager = tree.root()["packageManager"].text();
  if (!manager.starts_with("yarn@")) return 0;
  int major = 0;
  (void)std::from_chars(manager.data() + 5, manager.data() + manager.size(), major);
  return major;
}

bool changes_yarn(const model::Dockerfile& file) {
  return std::ranges::any_of(file.tree.instructions, [](const dockerfile::Instruction& each) {
    const std::string_view text = each.arguments.text();
    return text.contains("yarn set version") || text.contains("corepack prepare yarn") ||
           text.contains("corepack use yarn") || text.contains("yarn policies");
  });
}

}  // namespace

Yarn yarn_of(const model::Dockerfile& file, const model::Surroundings& around) {
  if (changes_yarn(file) || !around.context) return Yarn::unknown;
  const model::BuildFiles& context = *around.context;
  const std::string* const package_json = context.text("package.json");
  const int asked = package_json != nullptr ? asked_version(*package_json) : 0;
  const std::string* const settings = context.text(".yarnrc.yml");
  const std::string* const lock = context.text("yarn.lock");
  const bool later = asked >= 2 || settings != nullptr || (lock != nullptr && lock->contains("__metadata:"));
  if (!later) return package_json != nullptr || lock != nullptr ? Yarn::one : Yarn::unknown;
  if (asked < 4 || settings == nullptr) return Yarn::other;
  const bool moved = settings->contains("cacheFolder") || settings->contains("globalFolder") ||
                     settings->contains("enableGlobalCache");
  return settings->contains("nodeLinker: node-modules") && !moved ? Yarn::global_cache : Yarn::other;
}

}  // namespace s1::rules
