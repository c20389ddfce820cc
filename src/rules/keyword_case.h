// SPDX-License-Identifier: Apache-2.0
// In which letters a Dockerfile's keywords are written, so that those which a fix adds look like the others.
#pragma once
#include <string>
#include <string_view>

#include "syntax/dockerfile/ast.h"

namespace s1::rules {

[[nodiscard]] bool is_small(std::string_view keyword);

// Most of the file's keywords are in small letters.
[[nodiscard]] bool writes_small_keywords(const dockerfile::File& file);

// `keyword`, which is in capitals, as such a file writes it.
[[nodiscard]] std::string keyword_in(bool small, std::string_view keyword);

}  // namespace s1::rules
