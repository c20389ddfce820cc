// SPDX-License-Identifier: Apache-2.0
// Pass 1 of a scan, one unit at a time: parse each file once, run the rules that need only its tree, bring what the
// unit declares into the model. Trees and texts are gone when it returns.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/file_reader.h"
#include "engine/finding.h"
#include "engine/scan_files.h"
#include "engine/unit.h"
#include "model/infra_model.h"
#include "model/surroundings.h"
#include "rules/rule.h"
#include "workspace/walk.h"

namespace s1::engine {

// Of a unit or of one file.
struct FileResult {
  model::InfraModel model;
  std::vector<Finding> findings;  // in the order of the file
  std::vector<Diagnostic> diagnostics;
  std::uint64_t suppressed = 0;
  std::vector<std::pair<model::FileId, std::uint64_t>> hashes;  // hash64 of the bytes of each file that was read
};

// `found`: the files of the scan, which the unit's indices are of; those that it does not report on give no findings
// and no diagnostics. `today` is for suppressions with an end (engine/suppress.h). `second_pass`: check_model() comes
// after; Dockerfiles are judged there, where it is known who builds them.
[[nodiscard]] FileResult check_unit(const FileReader& reader, const ScanFiles& found, const Unit& unit,
                                    std::span<const rules::Rule* const> rules, std::string_view today,
                                    bool second_pass);

// A file by itself, from its bytes. `id`: its index in the scan, for the model's places. `around`: what the rules about
// a Dockerfile in its place are told; without it they are not run.
[[nodiscard]] FileResult check_file(const std::string& path, model::FileId id, workspace::FileKind kind,
                                    std::string bytes, std::span<const rules::Rule* const> rules,
                                    std::string_view today, const model::Surroundings* around = nullptr);

}  // namespace s1::engine
