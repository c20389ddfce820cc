// SPDX-License-Identifier: Apache-2.0
// Whether a text that a reader is shown addresses a language model: facts/instruction_patterns.tsv.
#pragma once
#include <string_view>

namespace s1::facts {

// What the text does ("it tells to ignore earlier instructions"), of the first pattern that it matches; empty where it
// matches none. Invisible characters within count as nothing; where they alone carry a text (Unicode tags), or turn the
// reading direction, that is a match too.
[[nodiscard]] std::string_view instruction_in(std::string_view text);

}  // namespace s1::facts
