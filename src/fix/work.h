// SPDX-License-Identifier: Apache-2.0
// The work of a fix: the files of a scan that have something to fix, each with its fixer, and the rounds over all of
// them.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "engine/scan.h"
#include "fix/between_files.h"
#include "fix/file_fixer.h"
#include "model/surroundings.h"
#include "workspace/kind.h"
#include "workspace/root.h"
#include "workspace/walk.h"

namespace s1::fix {

// One file: its findings as the scan gave them, and the fixer once it is read.
struct Job {
  std::string path;
  workspace::FileKind kind = workspace::FileKind::other;
  std::vector<const engine::Finding*> findings;  // of the scan, which outlives this
  std::unique_ptr<model::Surroundings> around;   // of a Dockerfile
  std::unique_ptr<FileFixer> fixer;              // null: nothing is to be tried in it, or `unread`
  std::string unread;                            // why it could not be read
  bool progressed = true;                        // in the last round
};

// How the work is done.
struct Means {
  const workspace::Root& root;
  std::string start;
  workspace::Limits limits;
  unsigned threads = 0;  // 0: the cores
  std::stop_token cancelled;
  CheckBetweenFiles check_between_files;     // empty: scan_between_files()
  const engine::Overlay* overlay = nullptr;  // what the scan read in place of files, which outlives this
  bool last_stage_alone = false;             // as the scan was asked
};

// By path; those with a chosen finding.
[[nodiscard]] std::vector<Job> jobs_of(const engine::ScanResult& scan,
                                       const std::function<bool(const engine::Finding&)>& chosen);

// Reads the files of the jobs that have something to try, and fixes what can be fixed. Gives the fingerprints of the
// findings between files that are gone.
[[nodiscard]] std::set<std::string> fix_in_rounds(const Means& means, const engine::ScanResult& scan,
                                                  std::span<Job> jobs, const Wanted& wanted);

}  // namespace s1::fix
