// SPDX-License-Identifier: Apache-2.0
// A field of the inventory as the content of a table's cell.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "report/html/markup.h"

namespace s1::report::html {

// Lists of texts as one line, lists of objects an item each; not deeper than the inventory goes (kMostDepth).
[[nodiscard]] Markup json_cell(const nlohmann::ordered_json& value, std::string_view link_base, int depth = 0);

// "" and 0 where there is none.
[[nodiscard]] std::string_view text_of(const nlohmann::ordered_json& object, const char* key);
[[nodiscard]] std::uint32_t line_of(const nlohmann::ordered_json& object);

}  // namespace s1::report::html
