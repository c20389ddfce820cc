// SPDX-License-Identifier: Apache-2.0
// Runbooks that exist: files of text in the folders that hold them, and files that are named for it. What alerts name
// is told with the alerts.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "report/evidence/collector.h"
#include "text/lower_case.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::report {
namespace {

constexpr std::array<std::string_view, 12> kFolders = {"docs/runbooks",
                                                       "docs/runbook",
                                                       "runbooks",
                                                       "runbook",
                                                       "doc/runbooks",
                                                       "ops/runbooks",
                                                       "docs/playbooks",
                                                       "playbooks/runbooks",
                                                       "operations/runbooks",
                                                       "documentation/runbooks",
                                                       "docs/operations/runbooks",
                                                       "docs/ops/runbooks"};
constexpr std::array<std::string_view, 3> kBesides = {"", "docs", "ops"};
constexpr std::size_t kMostFiles = 200;  // of one folder

bool is_text(std::string_view lower_name) {
  constexpr std::string_view endings[] = {".md", ".markdown", ".rst", ".adoc", ".txt"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return lower_name.ends_with(ending); });
}

void add(Collector& to, const std::string& path) {
  if (workspace::is_readable_name(path) && workspace::look(to.root, path) == workspace::Found::file)
    to.add(field::runbooks, path, path, 0, topic::runbooks);
}

}  // namespace

void collect_runbooks(Collector& to) {
  for (const std::string_view below : kFolders) {
    const std::string folder = workspace::join(to.start, below);
    std::size_t count = 0;
    for (const std::string& name : workspace::names_in(to.root, folder)) {
      const std::string lower = lower_case(name);
      if (is_text(lower) && !lower.starts_with("readme.") && ++count <= kMostFiles)
        add(to, workspace::join(folder, name));
    }
  }
  for (const std::string_view below : kBesides) {
    const std::string folder = below.empty() ? std::string(to.start) : workspace::join(to.start, below);
    for (const std::string& name : workspace::names_in(to.root, folder)) {
      const std::string lower = lower_case(name);
      if (lower.starts_with("runbook") && is_text(lower)) add(to, workspace::join(folder, name));
    }
  }
}

}  // namespace s1::report
