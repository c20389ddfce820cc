// SPDX-License-Identifier: Apache-2.0
// The matcher over facts/secret_patterns.tsv and facts/secret_names.tsv, made when first used.
#pragma once
#include "text/scrub.h"

namespace s1::facts {

[[nodiscard]] const SecretMatcher& secret_matcher();

// scrub() with that matcher: the form that everything outside text uses.
[[nodiscard]] std::string scrub(std::string_view text);

}  // namespace s1::facts
