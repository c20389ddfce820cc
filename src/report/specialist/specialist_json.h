// SPDX-License-Identifier: Apache-2.0
// The report as JSON: the fixed form, and the whole answer of emit_report. All text is scrubbed here.
#pragma once
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "report/specialist/document.h"

namespace s1::report {

using Json = nlohmann::ordered_json;

// Exactly the form of schemas/report.json.
[[nodiscard]] Json report_to_json(const SpecialistReport& report);

// {report, gaps, unverified, view, evidence, base, omitted}, as much of it as fits into `bytes`: the report and the
// gaps first, of the evidence what is left room for.
[[nodiscard]] Json document_to_json(const Document& document, std::size_t bytes);

}  // namespace s1::report
