// SPDX-License-Identifier: Apache-2.0
// One file through the scan: read, parse once, suppress, run the rules that need only its tree.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "model/infra_model.h"
#include "rules/rule.h"
#include "workspace/kind.h"

namespace s1::engine {

struct FileResult {
  model::InfraModel model;
  std::vector<Finding> findings;  // in the order of the file
  std::vector<Diagnostic> diagnostics;
  std::uint64_t suppressed = 0;
};

// `id`: the file's index in the scan, for the model's places. `today` is for suppressions with an end
// (engine/suppress.h).
[[nodiscard]] FileResult check_file(const std::string& path, model::FileId id, workspace::FileKind kind,
                                    std::string bytes, std::span<const rules::Rule* const> rules,
                                    std::string_view today);

}  // namespace s1::engine
