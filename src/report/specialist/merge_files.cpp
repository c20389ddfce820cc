// SPDX-License-Identifier: Apache-2.0
// Files that a draft says were made: they must be there, and git must know of the change.
#include <algorithm>

#include "report/specialist/merge_draft.h"

namespace s1::report {
namespace {

bool holds(const std::vector<std::string>& sorted, const std::string& path) {
  return std::ranges::binary_search(sorted, path);
}

void add(std::vector<std::string>& list, const std::string& path) {
  if (std::ranges::find(list, path) == list.end()) list.push_back(path);
}

enum class Made : std::uint8_t { created, modified };

void merge(Made made, const std::string& said, const Grounds& grounds, Document& document) {
  const bool created = made == Made::created;
  const std::string_view field = created ? "implementation.files_created" : "implementation.files_modified";
  const std::string path = existing_path(grounds, said);
  // A file that is gone was surely changed; where the form has no room for it, the notes name it.
  if (path.empty() && !created && grounds.changes != nullptr && holds(grounds.changes->deleted, said)) return;
  if (path.empty()) {
    document.gaps.push_back({field, "the draft names " + said + ", and there is no such file",
                             "write the file, or leave it out of the draft"});
    return;
  }
  if (grounds.changes == nullptr) {  // the host's word, which the file that is there does not contradict
    add(created ? document.report.implementation.files_created : document.report.implementation.files_modified, path);
    document.unverified.push_back({field, path});
    return;
  }
  const Changes& changes = *grounds.changes;
  if (holds(created ? changes.created : changes.modified, path)) return;
  if (holds(created ? changes.modified : changes.created, path)) {
    document.gaps.push_back({field,
                             path + (created ? " was there in the base: it was modified, not created"
                                             : " was not there in the base: it was created, not modified"),
                             created ? "name it under files_modified" : "name it under files_created"});
    return;
  }
  document.gaps.push_back({field, path + " is what it was in the base, or git ignores it",
                           "leave it out of the draft, or give the commit before the work as since"});
}

}  // namespace

void merge_files(const SpecialistReport& said, const Grounds& grounds, Document& document) {
  for (const std::string& path : said.implementation.files_created) merge(Made::created, path, grounds, document);
  for (const std::string& path : said.implementation.files_modified) merge(Made::modified, path, grounds, document);
}

}  // namespace s1::report
