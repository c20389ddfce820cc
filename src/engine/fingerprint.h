// SPDX-License-Identifier: Apache-2.0
// A name for a finding that survives moving the code: 128 bits over rule, path, resource, the span's text with white
// space collapsed, and an ordinal that tells equal ones of a file apart.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace s1::engine {

[[nodiscard]] std::string fingerprint(std::string_view rule, std::string_view path, std::string_view resource,
                                      std::string_view span_text, std::uint32_t ordinal);

}  // namespace s1::engine
