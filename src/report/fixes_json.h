// SPDX-License-Identifier: Apache-2.0
// The JSON forms of what fixes change: fix_findings' answer, and the `files` of every tool that writes.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "fix/fix_findings.h"
#include "fix/redact.h"
#include "report/json.h"

namespace s1::report {

// [{path, action, diff, content, redacted}]: the diff without the hunks that may not be shown, the content of created
// files alone. `most`: the bytes that diffs may take; a file whose diff is left out has diff_omitted. `most_names`: the
// bytes that all the rest but contents may take; files after that are left out. `diff` gets the diffs that are given,
// one after the other.
[[nodiscard]] Json files_to_json(std::span<const fix::FixedFile> files, std::size_t most, std::size_t most_names,
                                 std::string& diff);

// {summary, fixed, diff, files, diagnostics, not_fixed}. What does not fit into `bytes` is counted in `omitted`.
[[nodiscard]] Json fixes_to_json(const fix::Fixes& fixes, bool written, std::size_t bytes = SIZE_MAX);

}  // namespace s1::report
