// SPDX-License-Identifier: Apache-2.0
// The JSON forms of the contract: a scan's answer, a finding, a rule.
#pragma once
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/scan.h"
#include "rules/rule.h"
#include "text/error.h"

namespace s1::report {

using Json = nlohmann::ordered_json;

enum class Detail : std::uint8_t { summary, findings, inventory, all };

// How much of a scan an answer holds.
struct Page {
  Detail detail = Detail::all;
  std::size_t limit = SIZE_MAX;  // findings, or files of the inventory
  std::size_t bytes = SIZE_MAX;  // of the answer: it ends earlier where it would grow over this
  std::string cursor;            // next_cursor of the answer before; empty: from the beginning
};

// {summary, inventory, findings, diagnostics, next_cursor}. Code "stale-cursor": the repository is not what it was when
// the cursor was given; "bad-arguments": the text is no cursor.
[[nodiscard]] Result<Json> scan_to_json(const engine::ScanResult& scan, const Page& page);

[[nodiscard]] Json finding_to_json(const engine::Finding& finding);

// {id, title, help, severity, confidence, platforms, profile, fix, aliases}; with docs, references, bad, good and
// suppress where `whole`.
[[nodiscard]] Json rule_to_json(const rules::Rule& rule, bool whole);

}  // namespace s1::report
