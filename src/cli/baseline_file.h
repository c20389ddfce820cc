// SPDX-License-Identifier: Apache-2.0
// The file of --baseline, by its path from the working directory.
#pragma once
#include <optional>
#include <string>

#include "engine/baseline.h"
#include "text/error.h"

namespace s1::cli {

// `may_be_absent`, where it is to be replaced: an empty baseline then. Codes: "not-readable", "bad-baseline",
// "not-writable".
[[nodiscard]] Result<engine::Baseline> load_baseline(const std::string& path, bool may_be_absent);
// Whole or not at all (workspace/write_whole.h); only regular files are replaced. Code: "not-writable".
[[nodiscard]] std::optional<Error> save_baseline(const std::string& path, const engine::Baseline& baseline);

}  // namespace s1::cli
