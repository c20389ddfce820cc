// SPDX-License-Identifier: Apache-2.0
// "Did you mean …?": the known name nearest to a wrong one.
#pragma once
#include <span>
#include <string_view>

namespace s1 {

// The nearest of `known` by edit distance (a swap of neighbours counts as one; letter case and '-' against '_' count as
// nothing), or an empty view where none is near enough to be worth naming.
[[nodiscard]] std::string_view nearest(std::string_view wrong, std::span<const std::string_view> known);

}  // namespace s1
