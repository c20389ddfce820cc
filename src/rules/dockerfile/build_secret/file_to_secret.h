// SPDX-License-Identifier: Apache-2.0
// A file with a secret that COPY brings and a later step removes, mounted for
// the steps between.
#pragma once
#include <string_view>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"

namespace s1::rules {

// `copy` brings the file `name` alone. `is_key`: it is a private key for SSH,
// whose agent is forwarded instead.
[[nodiscard]] Rewrite file_to_secret(const model::Dockerfile& file, const model::Surroundings& around,
                                     const dockerfile::Instruction& copy, std::string_view name, bool is_key);

}  // namespace s1::rules
