// SPDX-License-Identifier: Apache-2.0
// What keeps the work from being complete, beside what a draft got wrong: what was asked for and no file shows, what is
// wrong in the files that were made, and files that others hold.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/scan.h"
#include "report/specialist/changes.h"
#include "report/specialist/document.h"
#include "vsm/locks.h"
#include "vsm/specialist_input.h"

namespace s1::report {

// What the input asks for and nothing shows: a platform that is not there, availability without a sign of it, a field
// that the task or its focus names and that is empty. An empty field that nobody asked for is none.
[[nodiscard]] std::vector<Gap> gaps_of_input(const vsm::SpecialistInput& input, const engine::ScanResult& scan,
                                             const Document& document);

// Findings of severity high and critical, and what could not be read, in the files that were created or modified; a gap
// a file.
[[nodiscard]] std::vector<Gap> gaps_of_findings(const engine::ScanResult& scan, const SpecialistReport& report);

// Files that were made although the plan gives them to others. `start`: the project's folder, relative to the root.
[[nodiscard]] std::vector<Gap> gaps_of_locks(std::span<const vsm::Lock> locks, std::string_view start,
                                             const SpecialistReport& report);

// That nothing was made, where the work is to be complete.
[[nodiscard]] std::vector<Gap> gaps_of_changes(const Changes* changes, const SpecialistReport& report);

// What the evidence supports: a wish for `completed` holds without a gap alone, and without a wish the same is asked.
[[nodiscard]] Status supported(std::optional<Status> wish, const Document& document);

}  // namespace s1::report
