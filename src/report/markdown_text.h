// SPDX-License-Identifier: Apache-2.0
// Text of scanned files as Markdown that shows it and does nothing else.
#pragma once
#include <string>
#include <string_view>

namespace s1::report {

// As code, on one line. Nothing inside a code span is read as Markdown or HTML, and no @name in it notifies anyone.
[[nodiscard]] std::string code_span(std::string_view text);

// Prose: plain words stay as they are, every other word (a path, an address, a flag, anything with a character that
// Markdown, HTML or GitHub could act on) becomes code.
[[nodiscard]] std::string prose(std::string_view text);

}  // namespace s1::report
