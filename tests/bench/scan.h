// SPDX-License-Identifier: Apache-2.0
// A scan of a folder by the command line, with its time, its peak memory and how much it saw.
#pragma once
#include <string>

#include "process.h"

namespace s1::bench {

struct Scan {
  Finished finished;
  long files;     // summary.files
  long findings;  // summary.findings
};

// Ends the benchmark where the scan fails.
[[nodiscard]] Scan scan(const std::string& program, const std::string& folder);

}  // namespace s1::bench
