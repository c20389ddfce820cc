// SPDX-License-Identifier: Apache-2.0
// What some editors put before a text in UTF-8; no part of the text.
#pragma once
#include <string_view>

namespace s1 {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace s1
