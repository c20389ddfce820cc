// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/merge_draft.h"

#include <algorithm>
#include <array>

#include "report/specialist/fields.h"
#include "report/specialist/path_mentions.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::report {
namespace {

// Held to the repository by a part of their own.
constexpr std::array<std::string_view, 5> kChecked = {"implementation.files_created", "implementation.files_modified",
                                                      "implementation.resources_provisioned", "ci_cd.pipeline_stages",
                                                      "monitoring.alerts"};

bool is_shown(const Document& document, std::string_view field, std::string_view claim) {
  return std::ranges::any_of(document.evidence,
                             [&](const Evidence& each) { return each.field == field && each.claim == claim; });
}

}  // namespace

std::string existing_path(const Grounds& grounds, std::string_view path) {
  std::string as_given(path);
  while (as_given.starts_with("./")) as_given.erase(0, 2);
  for (const std::string& candidate : {as_given, workspace::join(std::string(grounds.start), as_given)}) {
    const Result<std::string> relative = grounds.root.relative(candidate, workspace::Root::From::root);
    if (relative && workspace::look(grounds.root, *relative) == workspace::Found::file) return *relative;
    if (grounds.start.empty()) break;
  }
  return {};
}

bool missing_paths(std::string_view field, std::string_view text, const Grounds& grounds, Document& document) {
  bool any = false;
  for (const std::string& path : path_mentions(text)) {
    if (!existing_path(grounds, path).empty()) continue;
    any = true;
    document.gaps.push_back({field, "the draft names " + path + ", and there is no such file",
                             "write the file, or leave it out of the draft"});
  }
  return any;
}

void merge_free(std::string_view field, const std::vector<std::string>& said, std::vector<std::string>& shown,
                const Grounds& grounds, Document& document) {
  for (const std::string& claim : said) {
    if (missing_paths(field, claim, grounds, document)) continue;
    if (std::ranges::find(shown, claim) != shown.end()) continue;
    shown.push_back(claim);
    if (!is_shown(document, field, claim)) document.unverified.push_back({field, claim});
  }
}

void merge_free(std::string_view field, const std::string& said, std::string& shown, const Grounds& grounds,
                Document& document) {
  if (said.empty() || shown.find(said) != std::string::npos) return;
  // A text is kept as it is: with a sentence taken out of it, it might say what the host did not.
  (void)missing_paths(field, said, grounds, document);
  document.unverified.push_back({field, said});
  const bool ends = said.ends_with('.') || said.ends_with('!') || said.ends_with('?') || said.ends_with(';');
  shown = shown.empty() ? said : said + (ends ? " " : ". ") + shown;
}

void merge_draft(const Draft& draft, const Grounds& grounds, Document& document) {
  merge_files(draft.said, grounds, document);
  merge_resources(draft.said, grounds, document);
  merge_pipelines(draft.said, grounds, document);
  merge_alerts(draft.said, grounds, document);
  visit_fields(draft.said, [&](std::string_view path, const auto& said) {
    if (std::ranges::find(kChecked, path) != kChecked.end()) return;
    visit_fields(document.report, [&](std::string_view other, auto& shown) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(said)>, std::remove_cvref_t<decltype(shown)>>)
        if (other == path) merge_free(path, said, shown, grounds, document);
    });
  });
}

}  // namespace s1::report
