// SPDX-License-Identifier: Apache-2.0
// From evidence to the fields of the form.
#pragma once
#include <vector>

#include "model/infra_model.h"
#include "report/specialist/changes.h"
#include "report/specialist/document.h"

namespace s1::report {

// What was made since the base, as evidence for the implementation; deleted files for the notes.
void add_changes(const Changes& changes, const model::InfraModel& model, std::vector<Evidence>& evidence);

// A list gets each claim of its field once, a text all of them as sentences, at most kMostClaims: more is a list, and
// the evidence has it.
inline constexpr std::size_t kMostClaims = 20;
void fill(SpecialistReport& report, const std::vector<Evidence>& evidence);

}  // namespace s1::report
