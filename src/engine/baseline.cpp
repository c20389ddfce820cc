// SPDX-License-Identifier: Apache-2.0
#include "engine/baseline.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "text/hash.h"

namespace s1::engine {
namespace {

std::string collapsed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (blank && (result.empty() || result.back() == ' ')) continue;
    result += blank ? ' ' : c;
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

// Entries of files that are gone, by what they have in common with findings; each stands for one finding.
class Moved {
 public:
  // `gone` is sorted by path.
  explicit Moved(const std::vector<const BaselineEntry*>& gone) {
    for (auto entry = gone.rbegin(); entry != gone.rend(); ++entry) {
      const Key key = key_of(**entry, !(*entry)->text.empty());
      named_[{key, file_name((*entry)->path)}].push_back(*entry);
      any_[key].push_back(*entry);
    }
  }
  // The entry that a finding stands for now, from a file of the same name if there is one; else null.
  const BaselineEntry* take(const BaselineEntry& finding) {
    for (const bool by_text : {true, false}) {
      const Key key = key_of(finding, by_text);
      if (const auto at = named_.find({key, file_name(finding.path)}); at != named_.end())
        if (const BaselineEntry* const entry = take_first(at->second)) return entry;
      if (const auto at = any_.find(key); at != any_.end())
        if (const BaselineEntry* const entry = take_first(at->second)) return entry;
    }
    return nullptr;
  }

 private:
  // Rule, resource, and the source line; or the message, where an entry has no source line.
  using Key = std::tuple<std::string_view, std::string_view, bool, std::string_view>;
  static Key key_of(const BaselineEntry& entry, bool by_text) {
    return {entry.rule, entry.resource, by_text, by_text ? entry.text : entry.message};
  }
  static std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }
  const BaselineEntry* take_first(std::vector<const BaselineEntry*>& entries) {
    while (!entries.empty()) {
      const BaselineEntry* const entry = entries.back();
      entries.pop_back();
      if (taken_.insert(entry).second) return entry;
    }
    return nullptr;
  }

  std::map<std::pair<Key, std::string_view>, std::vector<const BaselineEntry*>> named_;  // last first
  std::map<Key, std::vector<const BaselineEntry*>> any_;
  std::set<const BaselineEntry*> taken_;
};

}  // namespace

BaselineEntry baseline_entry(const Finding& finding) {
  return {finding.fingerprint, std::string(finding.rule->id),
          finding.path,        finding.resource,
          finding.message,     hash128(collapsed(finding.excerpt)).substr(0, 16)};
}

BaselineMatch apply_baseline(const Baseline& baseline, std::vector<Finding>& findings,
                             const std::function<bool(const BaselineEntry&)>& in_scope,
                             const std::function<bool(const std::string& path)>& is_gone) {
  std::map<std::string_view, const BaselineEntry*> open;
  for (const BaselineEntry& entry : baseline) open.emplace(entry.fingerprint, &entry);

  BaselineMatch match;
  match.baselined +=
      std::erase_if(findings, [&](const Finding& finding) { return open.erase(finding.fingerprint) != 0; });

  std::vector<const BaselineEntry*> gone;
  for (const auto& [fingerprint, entry] : open)
    if (in_scope(*entry) && is_gone(entry->path)) gone.push_back(entry);
  std::ranges::sort(gone, {}, [](const BaselineEntry* entry) { return std::tie(entry->path, entry->fingerprint); });
  Moved moved(gone);
  match.baselined += std::erase_if(findings, [&](const Finding& finding) {
    const BaselineEntry* const entry = moved.take(baseline_entry(finding));
    return entry != nullptr && open.erase(entry->fingerprint) != 0;
  });

  for (const auto& [fingerprint, entry] : open)
    if (in_scope(*entry)) match.fixed.push_back(*entry);
  std::ranges::sort(match.fixed, {},
                    [](const BaselineEntry& entry) { return std::tie(entry.path, entry.rule, entry.fingerprint); });
  return match;
}

}  // namespace s1::engine
