// SPDX-License-Identifier: Apache-2.0
// Names of files and folders as bytes that anyone may have chosen.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace s1::workspace {

// False for names with control, bidirectional or invisible characters, or invalid UTF-8: no output could name them
// exactly and safely.
[[nodiscard]] bool is_readable_name(std::string_view name);

// For showing a path: what is invisible or turns the reading direction becomes \u{202e}, a byte that is not UTF-8 \xff;
// else as it is.
[[nodiscard]] std::string for_display(std::string_view path);

// Without empty and "." components and with ".." resolved by name; nothing where it climbs out or is absolute.
[[nodiscard]] std::optional<std::string> normalised(std::string_view path);

// After the last '/'.
[[nodiscard]] std::string_view base_name(std::string_view path);
// Before the last '/', "" where there is none.
[[nodiscard]] std::string_view parent_path(std::string_view path);
// "a" and "b" as "a/b"; "" is the root.
[[nodiscard]] std::string join(std::string_view folder, std::string_view name);

}  // namespace s1::workspace
