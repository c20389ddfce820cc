// SPDX-License-Identifier: Apache-2.0
#include "mcp/methods.h"

#include <algorithm>

#include "mcp/handlers.h"

namespace s1::mcp {
namespace {

constexpr Caching kFixed{.scope = "public", .ttl_ms = 300'000};  // the same for as long as the program is
constexpr Caching kChanging{.scope = "private", .ttl_ms = 0};    // what it shows are files
constexpr Caching kNone{};

bool always(const Surface& /*surface*/) {
  return true;
}

constexpr Method kMethods[] = {
    // name, offered, legacy, modern, running, caching, answer
    {"initialize", always, true, false, Running::at_once, kNone, initialize},
    {"ping", always, true, false, Running::at_once, kNone, ping},
    {"server/discover", always, false, true, Running::at_once, kFixed, discover},
    {"subscriptions/listen", always, false, true, Running::open, kNone, listen},
    {"tools/list", always, true, true, Running::at_once, kFixed, list_tools},
    {"tools/call", always, true, true, Running::pooled, kNone, run_tool},
    {"resources/list", offers_resources, true, true, Running::pooled, kChanging, list_resources},
    {"resources/templates/list", offers_resources, true, true, Running::at_once, kFixed, list_templates},
    {"resources/read", offers_resources, true, true, Running::pooled, kChanging, read_resource},
    {"prompts/list", offers_prompts, true, true, Running::at_once, kFixed, list_prompts},
    {"prompts/get", offers_prompts, true, true, Running::pooled, kNone, get_prompt},
    {"completion/complete", offers_completion, true, true, Running::pooled, kNone, complete},
};

}  // namespace

const Method* find_method(std::string_view name) {
  const auto* const at = std::ranges::find(kMethods, name, &Method::name);
  return at == std::end(kMethods) ? nullptr : at;
}

void complete_modern_result(Json& result, const Method& method, const Surface& surface) {
  result["resultType"] = "complete";
  result["_meta"][std::string(meta::kServerInfo)] = implementation(surface);
  if (method.caching.scope.empty()) return;
  result["ttlMs"] = method.caching.ttl_ms;
  result["cacheScope"] = method.caching.scope;
}

}  // namespace s1::mcp
