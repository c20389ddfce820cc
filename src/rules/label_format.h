// SPDX-License-Identifier: Apache-2.0
// What the value of a label may be, by the type that OCI or the repository's configuration gives it.
#pragma once
#include <optional>
#include <string_view>

#include "config/config.h"

namespace s1::rules {

// Of a label that OCI defines; nothing for another one, and where any text will do.
[[nodiscard]] std::optional<config::LabelType> oci_type(std::string_view key);

[[nodiscard]] bool has_type(std::string_view value, config::LabelType type);

// "a URL", "a date and time of RFC 3339, as 2026-01-31T12:00:00Z"
[[nodiscard]] std::string_view description(config::LabelType type);

// hadolint's check of the type.
[[nodiscard]] std::string_view alias_of(config::LabelType type);

}  // namespace s1::rules
