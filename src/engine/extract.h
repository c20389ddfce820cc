// SPDX-License-Identifier: Apache-2.0
// What a unit declares, brought into the model by the reader of its kind.
#pragma once
#include <memory>
#include <span>

#include "engine/parsed_file.h"
#include "engine/unit.h"
#include "model/infra_model.h"

namespace s1::engine {

// `files`: those of the unit that could be read, in its order; the first of it must be among them.
void extract(const Unit& unit, std::span<const std::unique_ptr<const ParsedFile>> files, model::InfraModel& model);
// A file by itself.
void extract(const ParsedFile& file, model::InfraModel& model);

}  // namespace s1::engine
