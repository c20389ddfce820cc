// SPDX-License-Identifier: Apache-2.0
// Commands that run a script of package.json.
#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace s1::rules {

inline constexpr std::array<std::string_view, 3> kScriptRunners = {"npm", "yarn", "pnpm"};
[[nodiscard]] inline bool is_script_runner(std::string_view program) {
  return std::ranges::find(kScriptRunners, program) != kScriptRunners.end();
}

struct ScriptWord {
  std::string text;
  Span span;
  bool literal = true;
};

struct ScriptCall {
  std::string script;
  Span span;            // of its name
  bool strict = false;  // nothing but a script can be meant: yarn and pnpm start the programs of packages too
};

// Nothing where no script is asked for, or it may be another folder's or none at all (--prefix, -w, --if-present).
[[nodiscard]] std::optional<ScriptCall> package_script(std::span<const ScriptWord> words);

struct PackageScripts {
  bool readable = false;
  std::vector<std::string> names;
  std::vector<std::string> dependencies;  // of all kinds
};
[[nodiscard]] PackageScripts scripts_of(const std::string& package_json);

}  // namespace s1::rules
