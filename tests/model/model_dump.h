// SPDX-License-Identifier: Apache-2.0
// A model as text, for tests: a line for each thing that was read, what belongs to it indented below.
//   @3 is line 3 of the first file, @1:3 of the second one; no @: nowhere
//   text   a known value; ?text an unknown one; ~ null; nothing where it is absent
//   <1:3   an origin of a value
#pragma once
#include <string>

#include "model/infra_model.h"

namespace s1::test {

[[nodiscard]] std::string model_dump(const model::InfraModel& model);

}  // namespace s1::test
