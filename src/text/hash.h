// SPDX-License-Identifier: Apache-2.0
// XXH3: for fingerprints and for telling whether a text changed. Not for security.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace s1 {

[[nodiscard]] std::uint64_t hash64(std::string_view bytes);
// As 32 hexadecimal digits.
[[nodiscard]] std::string hash128(std::string_view bytes);
// Of several fields, each with its length before it, so that no two lists of fields run into one another.
[[nodiscard]] std::string hash128(std::initializer_list<std::string_view> fields);

}  // namespace s1
