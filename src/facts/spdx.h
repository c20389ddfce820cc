// SPDX-License-Identifier: Apache-2.0
// The identifiers of the SPDX License List: facts/spdx.tsv, read when first used. Letter case does not count.
#pragma once
#include <string_view>

namespace s1::facts {

[[nodiscard]] bool is_spdx_license(std::string_view id);
// What may stand after WITH: Classpath-exception-2.0.
[[nodiscard]] bool is_spdx_exception(std::string_view id);

}  // namespace s1::facts
