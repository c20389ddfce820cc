// SPDX-License-Identifier: Apache-2.0
// Pass 2 of a scan: the rules between files, and those about a Dockerfile, run on the linked model. A file
// that a finding stands in is read and parsed once more, for its lines, comments and suppressions; one file a thread at
// a time, so that memory stays bounded.
#pragma once
#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "engine/file_reader.h"
#include "engine/finding.h"
#include "engine/scan_files.h"
#include "model/infra_model.h"
#include "rules/rule.h"
#include "workspace/root.h"

namespace s1::engine {

struct ModelResult {
  std::vector<Finding> findings;
  std::vector<Diagnostic> diagnostics;  // "changed-while-scanned": the file is not what pass 1 read
  std::uint64_t suppressed = 0;
};

// `hashes`: hash64 of every file's bytes as pass 1 read them, by FileId. Findings are of the files asked for alone.
// `last_stage_alone` as in model/surroundings.h.
[[nodiscard]] ModelResult check_model(const workspace::Root& root, const model::InfraModel& model,
                                      const FileReader& reader, const ScanFiles& found,
                                      std::span<const std::uint64_t> hashes, std::span<const rules::Rule* const> rules,
                                      std::string_view today, bool last_stage_alone, unsigned threads,
                                      const std::stop_token& cancelled);

}  // namespace s1::engine
