// SPDX-License-Identifier: Apache-2.0
// Fields that take one of a few words.
#pragma once
#include <span>

#include "vsm/fields.h"

namespace s1::vsm {

// The word in lower case with '_' where it has '-' or a space. One that is not among `known` is kept as it is, and is a
// problem.
[[nodiscard]] Said known_word(Fields& fields, Fields::Names names, std::initializer_list<std::string_view> known);

}  // namespace s1::vsm
