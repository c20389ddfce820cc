// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_call.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace s1::rules {
namespace {

bool has(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// `pip`, `pip3`, `pip3.12`; `python3` likewise.
bool is_versioned(std::string_view name, std::string_view program) {
  return name.starts_with(program) &&
         name.substr(program.size()).find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

std::optional<CacheCall> cache_call(const PackageCache& cache, const model::Call& call) {
  std::span<const shell::Word* const> arguments = call.arguments;
  const bool is_pip = cache.name == "pip" && is_versioned(call.name, "pip");
  if (!is_pip && !has(cache.programs, call.name)) {
    if (!is_versioned(call.name, "python") || arguments.size() < 2 || arguments[0]->value != "-m") return std::nullopt;
    if (!has(cache.programs, arguments[1]->value)) return std::nullopt;
    arguments = arguments.subspan(2);
  }
  CacheCall result{&call, model::read_command_line(arguments, cache.options), nullptr, false, false};
  std::vector<const shell::Word*>& operands = result.line.operands;
  if (!operands.empty() && operands[0]->value.starts_with('+'))
    operands.erase(operands.begin());  // cargo +nightly build
  const std::string_view first = operands.empty() ? std::string_view() : std::string_view(operands[0]->value);
  const std::string two = operands.size() > 1 ? std::string(first) + " " + operands[1]->value : std::string();
  if (operands.empty()) {
    const bool asks = result.line.has({"version", "v", "help", "h", "V"});
    result.downloads = !asks && (has(cache.verbs, "") || has(cache.verbs, "*"));
    return result;
  }
  result.verb = operands[0];
  if (!two.empty() && (has(cache.verbs, two) || has(cache.cleans, two))) result.verb = operands[1];
  const bool known = has(cache.verbs, first) || (!two.empty() && has(cache.verbs, two));
  result.cleans = has(cache.cleans, first) || (!two.empty() && has(cache.cleans, two));
  result.downloads = !result.cleans && (known || has(cache.verbs, "*"));
  return result;
}

}  // namespace s1::rules
