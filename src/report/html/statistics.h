// SPDX-License-Identifier: Apache-2.0
// What the page's head and charts say of a scan's findings.
#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "engine/scan.h"
#include "fix/prove_for_scan.h"

namespace s1::report::html {

using Counts = std::array<std::size_t, 5>;  // by severity, the least first
[[nodiscard]] std::size_t total(const Counts& counts);

struct Tally {
  std::string_view name;
  Counts counts{};
};

// The findings of one rule.
struct Concern {
  const engine::Finding* first = nullptr;  // the first of them
  std::size_t position = 0;                // of it in the scan
  std::size_t count = 0;
};

struct Statistics {
  Counts counts{};
  std::vector<Tally> platforms;    // most findings first
  std::vector<Tally> files;        // worst first
  std::vector<Concern> concerns;   // the order in which their first findings come: worst first
  std::size_t fixable = 0;         // findings with a proven fix
  std::size_t safely_fixable = 0;  // and those whose fix keeps behaviour
};

// Refers to the scan. `offers`: of its findings, in their order; empty: none.
[[nodiscard]] Statistics statistics_of(const engine::ScanResult& scan, std::span<const fix::Offer> offers);

}  // namespace s1::report::html
