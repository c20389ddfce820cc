// SPDX-License-Identifier: Apache-2.0
#include "fix/between_files.h"

#include <algorithm>
#include <set>
#include <utility>

#include "fix/edit_map.h"
#include "fix/match_findings.h"
#include "rules/registry.h"

namespace s1::fix {
namespace {

using engine::Finding;

// How often the rules are asked about one round: at the last, all that is left of it is taken back.
constexpr int kMostTries = 3;

using ByPath = std::map<std::string_view, std::vector<Finding>>;

ByPath by_path(const std::vector<Finding>& findings) {
  ByPath result;
  for (const Finding& finding : findings) result[finding.path].push_back(finding);
  return result;
}

std::vector<Finding> new_ones(const std::vector<Finding>& before, const std::vector<Finding>& after,
                              const std::map<std::string_view, FileFixer*>& edited) {
  const ByPath old = by_path(before);
  std::vector<Finding> result;
  for (const auto& [path, findings] : by_path(after)) {
    const auto file = edited.find(path);
    const EditMap map(file == edited.end() ? std::span<const Edit>() : file->second->last_edits());
    const auto known = old.find(path);
    const std::vector<Finding> none;
    const std::vector<Finding>& there = known == old.end() ? none : known->second;
    const std::vector<std::size_t> origin = match_findings(there, findings, map, std::vector<bool>(there.size()));
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (origin[i] == kNew) result.push_back(findings[i]);
  }
  return result;
}

}  // namespace

CheckBetweenFiles scan_between_files(const workspace::Root& root, std::string start, engine::ScanOptions options) {
  options.selection = {};
  for (const rules::Rule* rule : rules::all())
    if (rule->check.input == rules::Check::Input::model) options.selection.rules.emplace_back(rule->id);
  options.progress = {};
  options.everywhere = true;
  return [&root, start = std::move(start), options = std::move(options)](
             const std::map<std::string, std::string>& texts) mutable -> std::vector<engine::Finding> {
    const engine::Overlay overlay(texts.begin(), texts.end());
    options.overlay = &overlay;
    Result<engine::ScanResult> scan = engine::scan(root, start, options);
    options.overlay = nullptr;
    if (!scan) return {};
    return std::move(scan->findings);
  };
}

BetweenFiles::BetweenFiles(CheckBetweenFiles check) : check_(std::move(check)) {
  if (check_) before_ = check_({});
}

void BetweenFiles::hold(std::span<FileFixer* const> all, std::span<FileFixer* const> edited) {
  if (!check_) return;
  std::map<std::string_view, FileFixer*> left;
  for (FileFixer* file : edited) left.emplace(file->path(), file);
  for (int tries = 1; !left.empty(); ++tries) {
    std::map<std::string, std::string> texts;
    for (const FileFixer* file : all)
      if (file->text() != file->old_text()) texts.emplace(file->path(), file->text());
    std::vector<Finding> after = check_(texts);
    const std::vector<Finding> came = new_ones(before_, after, left);
    if (came.empty()) {
      before_ = std::move(after);
      return;
    }
    std::set<std::string_view> named;
    for (const Finding& finding : came) {
      named.insert(finding.path);
      for (const engine::RelatedPlace& place : finding.related) named.insert(place.path);
    }
    const bool hit =
        tries < kMostTries && std::ranges::any_of(named, [&](std::string_view path) { return left.contains(path); });
    const std::string why = "not proven: it would bring a new finding in " + came.front().path + " (" +
                            came.front().message + " [" + std::string(came.front().rule->id) + "])";
    for (auto at = left.begin(); at != left.end();) {
      if (hit && !named.contains(at->first)) {
        ++at;
        continue;
      }
      at->second->take_back(why);
      at = left.erase(at);
    }
  }
}

}  // namespace s1::fix
