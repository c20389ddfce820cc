// SPDX-License-Identifier: Apache-2.0
// Which files a scan takes in: those that it was asked for, and those around them. What is said between files holds
// only with all of them at hand: a Service whose Deployment lies in the next folder selects something.
#pragma once
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "model/place.h"
#include "text/error.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::engine {

// Of the entries around a start that are looked at. Past it rules between files are left out: who calls from a home
// folder must not wait for all of it.
inline constexpr std::uint32_t kMostEntriesAround = 200'000;

struct ScanFiles {
  std::vector<workspace::File> files;  // sorted by path
  std::vector<bool> asked;             // of each: it lies in the start; the others only feed the model
  std::string start;                   // normalised
  std::vector<workspace::Problem> problems;
  bool complete = true;  // false: cancelled, or a limit was reached, kMostEntriesAround too

  // Whether findings and diagnostics of the file are shown: one that is excluded feeds the model alone, and one that is
  // ignored too, but for secrets.
  [[nodiscard]] bool reports(model::FileId file) const {
    return asked[file] && !files[file].excluded &&
           (!files[file].ignored || files[file].kind == workspace::FileKind::env_file);
  }
};

// `start` as for workspace::walk(), whose codes these are. What lies around it: the git repository that holds it (the
// outermost in the root, so that a submodule is seen in its place), else the whole root.
[[nodiscard]] Result<ScanFiles> find_files(const workspace::Root& root, std::string_view start,
                                           const workspace::Limits& limits, const std::stop_token& cancelled,
                                           unsigned threads);

}  // namespace s1::engine
