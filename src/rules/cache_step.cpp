// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_step.h"

#include <algorithm>

namespace s1::rules {
namespace {

bool fetches_index(const CacheCall& call) {
  if (!call.downloads || call.verb == nullptr) return false;
  return call.verb->value == "update" || call.line.has({"U", "update", "update-cache", "no-cache"});
}

bool has_mount(const PackageCache& cache, const model::Run& run) {
  return std::ranges::any_of(run.instruction->flags, [&](const dockerfile::Flag& flag) {
    if (flag.name != "mount") return false;
    const std::string_view type = dockerfile::mount_option(flag, "type").value_or("");
    if (type != "cache" && type != "tmpfs") return false;
    return std::ranges::any_of(cache.hints, [&](std::string_view hint) { return flag.value.contains(hint); });
  });
}

}  // namespace

const CacheCall* CacheStep::first_download() const {
  const auto found = std::ranges::find_if(calls, &CacheCall::downloads);
  return found == calls.end() ? nullptr : &*found;
}

const CacheCall* CacheStep::first_install() const {
  const auto found = std::ranges::find_if(calls, [](const CacheCall& call) {
    return call.downloads && (call.verb == nullptr || call.verb->value != "update" || call.call->name == "poetry" ||
                              call.call->name == "composer");
  });
  return found == calls.end() ? nullptr : &*found;
}

const CacheCall* CacheStep::without_index() const {
  bool fetched = false;
  for (const CacheCall& call : calls) {
    fetched = fetched || fetches_index(call);
    if (call.downloads && !fetched) return &call;
  }
  return nullptr;
}

std::optional<CacheStep> cache_step(const PackageCache& cache, const model::Run& run) {
  CacheStep step;
  step.run = &run;
  for (const model::Call& call : run.calls)
    if (std::optional<CacheCall> found = cache_call(cache, call)) step.calls.push_back(*std::move(found));
  if (step.calls.empty()) return std::nullopt;
  step.mounted = has_mount(cache, run);
  return step;
}

bool is_within(std::string_view path, std::string_view folder) {
  if (!path.starts_with(folder)) return false;
  return path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/';
}

std::string plain_path(std::string_view word, std::string_view home) {
  std::string path;
  for (const std::string_view begin : {"~/", "$HOME/", "${HOME}/"})
    if (word.starts_with(begin)) path = std::string(home) + "/" + std::string(word.substr(begin.size()));
  if (path.empty()) path = word == "~" ? home : word;
  if (const std::size_t special = path.find_first_of("*?[{"); special != std::string::npos)
    path.resize(path.rfind('/', special) + 1);
  while (path.size() > 1 && (path.ends_with('/') || path.ends_with("/."))) path.pop_back();
  return path;
}

}  // namespace s1::rules
