// SPDX-License-Identifier: Apache-2.0
// The rules between files as judges of fixes: once a round they are run on the repository as it would be.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/finding.h"
#include "engine/scan.h"
#include "fix/file_fixer.h"
#include "workspace/root.h"

namespace s1::fix {

// The hook: all findings of the rules between files, with these texts in place of the files' own (by path).
using CheckBetweenFiles = std::function<std::vector<engine::Finding>(const std::map<std::string, std::string>& texts)>;

// The real one: a scan of `start` and of what lies around it for these rules alone. `root` must outlive it; of
// `options` the selection and the overlay are its own. A scan that fails finds nothing.
[[nodiscard]] CheckBetweenFiles scan_between_files(const workspace::Root& root, std::string start,
                                                   engine::ScanOptions options);

class BetweenFiles {
 public:
  // Without `check` there are no such rules, and every round holds. It is called once here, with no texts.
  explicit BetweenFiles(CheckBetweenFiles check);

  // Takes back the round of the files whose edits bring a finding between files: those that it names, or else all.
  // `edited`: the files that the round changed. `all`: every file, for the texts of earlier rounds.
  void hold(std::span<FileFixer* const> all, std::span<FileFixer* const> edited);

  // The fingerprints of what these rules found at first, and, by the edits of all rounds that held, find no more.
  [[nodiscard]] std::set<std::string> gone(std::span<FileFixer* const> all) const;

 private:
  CheckBetweenFiles check_;
  std::vector<engine::Finding> first_;
  std::vector<engine::Finding> before_;
};

}  // namespace s1::fix
