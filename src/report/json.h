// SPDX-License-Identifier: Apache-2.0
// The JSON forms of the contract: a scan's answer, a finding, a rule.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "engine/scan.h"
#include "fix/prove_for_scan.h"
#include "rules/rule.h"
#include "text/error.h"
#include "text/produce.h"

namespace s1::report {

using Json = nlohmann::ordered_json;

enum class Detail : std::uint8_t { summary, findings, inventory, all };

// How much of a scan an answer holds.
struct Page {
  Detail detail = Detail::all;
  std::size_t limit = SIZE_MAX;  // findings, or entries of the inventory, all its lists together
  std::size_t bytes = SIZE_MAX;  // of the answer: it ends earlier where it would grow over this
  std::string cursor;            // next_cursor of the answer before; empty: from the beginning
  // Asked once, for the findings that the answer may hold; empty: no fixes are offered.
  std::function<std::vector<fix::Offer>(std::span<const engine::Finding>)> offers;
};

// {summary, inventory, findings, fixed, diagnostics, next_cursor}. Code "stale-cursor": the repository is not what it
// was when the cursor was given; "bad-arguments": the text is no cursor.
[[nodiscard]] Result<Json> scan_to_json(const engine::ScanResult& scan, const Page& page);

// The same of all of a scan, as text on a line, written an element at a time. `offers`: of the scan's findings, in
// their order; empty: none are shown.
void render_json(const engine::ScanResult& scan, std::span<const fix::Offer> offers, const TextSink& sink);

[[nodiscard]] Json finding_to_json(const engine::Finding& finding, const fix::Offer& offer = {});

// {path, line, code, message, hint}
[[nodiscard]] Json diagnostic_to_json(const engine::Diagnostic& diagnostic);

// {id, title, help, severity, confidence, platforms, profile, fix, aliases}; with docs, references, bad, good and
// suppress where `whole`.
[[nodiscard]] Json rule_to_json(const rules::Rule& rule, bool whole);

}  // namespace s1::report
