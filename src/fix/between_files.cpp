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

using EditsOf = std::function<std::span<const Edit>(std::string_view path)>;

// Where two runs of the rules differ, given what was edited between them.
struct Difference {
  std::vector<Finding> came;
  std::vector<Finding> gone;
};

Difference difference(const std::vector<Finding>& before, const std::vector<Finding>& after, const EditsOf& edits_of) {
  ByPath old = by_path(before);
  Difference result;
  for (const auto& [path, findings] : by_path(after)) {
    const auto known = old.find(path);
    const std::vector<Finding> there = known == old.end() ? std::vector<Finding>() : std::move(known->second);
    if (known != old.end()) old.erase(known);
    const std::vector<std::size_t> origin =
        match_findings(there, findings, EditMap(edits_of(path)), std::vector<bool>(there.size()));
    std::vector<bool> is_left(there.size());
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (origin[i] == kNew)
        result.came.push_back(findings[i]);
      else
        is_left[origin[i]] = true;
    }
    for (std::size_t i = 0; i < there.size(); ++i)
      if (!is_left[i]) result.gone.push_back(there[i]);
  }
  for (auto& [path, findings] : old)
    for (Finding& finding : findings) result.gone.push_back(std::move(finding));
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
  first_ = before_;
}

std::set<std::string> BetweenFiles::gone(std::span<FileFixer* const> all) const {
  std::map<std::string_view, const FileFixer*> files;
  for (const FileFixer* file : all) files.emplace(file->path(), file);
  const EditsOf edits_of = [&](std::string_view path) -> std::span<const Edit> {
    const auto file = files.find(path);
    return file == files.end() ? std::span<const Edit>() : std::span<const Edit>(file->second->edits());
  };
  std::set<std::string> result;
  const Difference all_rounds = difference(first_, before_, edits_of);
  for (const Finding& finding : all_rounds.gone) result.insert(finding.fingerprint);
  return result;
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
    const EditsOf edits_of = [&](std::string_view path) -> std::span<const Edit> {
      const auto file = left.find(path);
      return file == left.end() ? std::span<const Edit>() : std::span<const Edit>(file->second->last_edits());
    };
    const std::vector<Finding> came = difference(before_, after, edits_of).came;
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
