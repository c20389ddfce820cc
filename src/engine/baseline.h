// SPDX-License-Identifier: Apache-2.0
// Findings that were there before and are not shown again: a file that is kept with the repository, so that a team sees
// new ones alone and works off the old.
//
// A finding is in the baseline by its fingerprint, which holds no line numbers: code may move within its file. Where a
// file is gone (renamed, moved), its entries stand for findings of other files with the same rule, resource and source
// line; the same in a copy, whose original is still there, is new.
//
// Two forms are read: the one that is written here (--update-baseline: an entry a line, sorted, so that it merges and
// reviews well), and the answer of `scan --format json`.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "text/error.h"

namespace s1::engine {

struct BaselineEntry {
  std::string fingerprint;
  std::string rule;
  std::string path;
  std::string resource;
  std::string message;
  std::string text;  // a hash of the finding's source line; empty in the answer of a scan
  friend bool operator==(const BaselineEntry&, const BaselineEntry&) = default;
};

using Baseline = std::vector<BaselineEntry>;

inline constexpr std::uint64_t kMostBaselineBytes = 64U * 1024 * 1024;

// `name` is shown in errors. Code: "bad-baseline".
[[nodiscard]] Result<Baseline> read_baseline(std::string bytes, std::string_view name);
[[nodiscard]] std::string write_baseline(Baseline baseline);

[[nodiscard]] BaselineEntry baseline_entry(const Finding& finding);

struct BaselineMatch {
  std::uint64_t baselined = 0;       // findings that were taken out
  std::vector<BaselineEntry> fixed;  // entries that no finding stands for any more, by path
};

// Takes the findings of the baseline out. `in_scope`: whether the scan could have found an entry again; those it could
// not are not said to be fixed. `is_gone`: whether a file that the scan would have seen is there no more.
[[nodiscard]] BaselineMatch apply_baseline(const Baseline& baseline, std::vector<Finding>& findings,
                                           const std::function<bool(const BaselineEntry&)>& in_scope,
                                           const std::function<bool(const std::string& path)>& is_gone);

}  // namespace s1::engine
