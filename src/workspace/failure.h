// SPDX-License-Identifier: Apache-2.0
// Why a file or folder could not be read or written, in this program's words.
#pragma once
#include <cstdint>
#include <string_view>

#include "text/error.h"

namespace s1::workspace {

// From errno. `path` is shown, so it is cleaned here.
[[nodiscard]] Error failure(std::string_view path, int error_number);
// The same, of writing it.
[[nodiscard]] Error write_failure(std::string_view path, int error_number);
[[nodiscard]] Error not_a_file(std::string_view path, std::uint32_t mode);
[[nodiscard]] Error too_large(std::string_view path, std::uint64_t bytes, std::uint64_t limit_bytes);
[[nodiscard]] Error changed_while_read(std::string_view path);

}  // namespace s1::workspace
