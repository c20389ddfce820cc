// SPDX-License-Identifier: Apache-2.0
// Whether a file of a checkout is what the history has of it.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace s1::workspace {

// The size that a Git LFS pointer says; nothing of what is none. (git-lfs: docs/spec.md, "The Pointer")
[[nodiscard]] std::optional<std::uint64_t> pointed_size(std::string_view blob);

// Equal, or different in line ends alone (a checkout may have others than the history), or of the size that a Git LFS
// pointer in its place says.
[[nodiscard]] bool is_same_content(std::string_view file, std::string_view blob);

}  // namespace s1::workspace
