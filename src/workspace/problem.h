// SPDX-License-Identifier: Apache-2.0
// The problems a walk may have, each in words for who must solve it.
#pragma once
#include <cstdint>
#include <string_view>

#include "workspace/walk.h"

namespace s1::workspace::problem {

// Of a path that a walk came upon: what a listing named is gone (or was swapped for a link), or may not be read.
[[nodiscard]] Problem of_errno(std::string_view path, int error_number);
// Of a link, by the errno of opening its target.
[[nodiscard]] Problem of_link(std::string_view path, int error_number);

[[nodiscard]] Problem unreadable_name(std::string_view path);
[[nodiscard]] Problem not_a_file(std::string_view path, std::uint32_t mode);
[[nodiscard]] Problem too_large(std::string_view path, std::uint64_t bytes, std::uint64_t limit_bytes);
[[nodiscard]] Problem too_deep(std::string_view path, std::uint32_t limit);
[[nodiscard]] Problem too_many_files(std::string_view folder, std::uint32_t limit);
[[nodiscard]] Problem link_to_holder(std::string_view path);
[[nodiscard]] Problem link_to_folder(std::string_view path);

}  // namespace s1::workspace::problem
