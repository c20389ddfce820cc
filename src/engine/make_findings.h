// SPDX-License-Identifier: Apache-2.0
// From what rules report about one file to findings that can be shown: in order, told apart, suppressed, scrubbed.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/finding.h"
#include "engine/parsed_file.h"
#include "engine/suppress.h"
#include "rules/rule.h"

namespace s1::engine {

// What one rule reported.
struct Reported {
  const rules::Rule* rule = nullptr;
  rules::Report report;
};

// Collects what rules report; `rule` is set before each one runs.
class Collector final : public rules::Sink {
 public:
  explicit Collector(std::vector<Reported>& into) : into_(into) {}
  void report(rules::Report report) override { into_.push_back({rule, std::move(report)}); }
  const rules::Rule* rule = nullptr;

 private:
  std::vector<Reported>& into_;
};

struct MadeFindings {
  std::vector<Finding> findings;        // in the order of the file
  std::vector<Diagnostic> diagnostics;  // "too-many-findings"
  std::uint64_t suppressed = 0;
};

// Where a related place of another file is shown: its path and line.
using Locate = std::function<RelatedPlace(const rules::Related& related)>;

// All of `reported` must be about `file`.
[[nodiscard]] MadeFindings make_findings(const ParsedFile& file, std::vector<Reported> reported,
                                         const Suppressions& suppressions, const Locate& locate_elsewhere);

}  // namespace s1::engine
