// SPDX-License-Identifier: Apache-2.0
// A path of the repository as a relative URI (RFC 3986).
#pragma once
#include <string>
#include <string_view>

namespace s1::report {

// Everything but '/' and the unreserved characters is percent-encoded, byte by byte: the result is a relative reference
// whatever the name holds, a ':' or a '#' too, and fits between the parentheses of a Markdown link.
[[nodiscard]] std::string path_uri(std::string_view path);

}  // namespace s1::report
