// SPDX-License-Identifier: Apache-2.0
// A scan from end to end: walk, form units, check each by itself (pass 1), link what they say, check it together (pass
// 2), sort. The answer depends on the files alone, not on the threads.
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "engine/baseline.h"
#include "engine/file_reader.h"
#include "engine/finding.h"
#include "engine/path_patterns.h"
#include "engine/select.h"
#include "model/infra_model.h"
#include "rules/rule.h"
#include "text/error.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::engine {

struct ScanOptions {
  Selection selection;
  rules::Severity min_severity = rules::Severity::info;
  workspace::Limits limits;
  unsigned threads = 0;  // 0: the cores
  std::stop_token cancelled;
  const Overlay* overlay = nullptr;  // texts that stand in for files of the walk; it outlives the scan
  // Files that nothing is said about, unless one is the start itself; it outlives the scan. Null: none. They are not
  // read either, save those that a file which is checked may depend on (engine/unit.h).
  const PathPatterns* exclude = nullptr;
  const config::ImagePolicy* policy = nullptr;  // what the repository asks of its images; it outlives the scan
  bool last_stage_alone = false;  // of each Dockerfile its last stage is asked about (model/surroundings.h)
  bool everywhere = false;        // findings in the files around the start too, which only feed the model otherwise
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // units; from any thread; may be empty
};

struct ScanResult {
  std::vector<workspace::File> files;   // the infrastructure files that were asked for and not excluded, sorted by path
  std::vector<model::FileId> checked;   // those of them that rules looked at, in their order
  model::InfraModel model;              // of these and of the files around them (engine/scan_files.h)
  std::vector<Finding> findings;        // worst first
  std::vector<Diagnostic> diagnostics;  // by path and line
  std::uint64_t suppressed = 0;
  // What answer() (engine/request.h) took out of the findings besides: those of the baseline, and those that lie
  // outside of what changed. `fixed`: of the baseline, what was not found any more.
  std::uint64_t baselined = 0;
  std::uint64_t unchanged = 0;
  std::vector<BaselineEntry> fixed;
  bool complete = true;  // false: cancelled, or a limit was reached (a diagnostic says which)

  [[nodiscard]] bool covers(model::FileId file) const;  // whether it is one of `files`
};

// `start` is relative to the root; "" is all of it. Findings and diagnostics are of what lies there, and what is found
// between files is what a scan of everything around it would find there. Codes: those of select() and
// workspace::walk(), and "cancelled".
[[nodiscard]] Result<ScanResult> scan(const workspace::Root& root, std::string_view start, const ScanOptions& options);

}  // namespace s1::engine
