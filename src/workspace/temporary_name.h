// SPDX-License-Identifier: Apache-2.0
// The names of files that are being written. A run that was killed leaves one behind; scans pass over them, and they
// may be deleted.
#pragma once
#include <string_view>

namespace s1::workspace {

inline constexpr std::string_view kTemporaryPrefix = ".s1-infra-";
inline constexpr std::string_view kTemporarySuffix = ".tmp";

[[nodiscard]] constexpr bool is_temporary_name(std::string_view name) {
  return name.size() == kTemporaryPrefix.size() + 32 + kTemporarySuffix.size() && name.starts_with(kTemporaryPrefix) &&
         name.ends_with(kTemporarySuffix);
}

}  // namespace s1::workspace
