// SPDX-License-Identifier: Apache-2.0
// Whether a file's bytes can be the text of a configuration file at all.
#pragma once
#include <optional>
#include <string_view>

#include "text/error.h"

namespace s1::workspace {

// Why they cannot: "not-utf8" (UTF-16 or UTF-32, by the byte order mark), "binary-file" (a NUL in the first 8 KiB, the
// test that git makes). Stray bytes that are no UTF-8 are let through: Latin-1 comments are common. `path` is shown, so
// it is cleaned here.
[[nodiscard]] std::optional<Error> not_text(std::string_view path, std::string_view bytes);

}  // namespace s1::workspace
