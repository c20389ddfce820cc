// SPDX-License-Identifier: Apache-2.0
// Finds what opens heredocs in the line of RUN, COPY or ADD: words such as `<<EOF`, `3<<-"EOF"` or `<< EOF`.
#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/logical_line.h"

namespace s1::dockerfile {

// Body and terminator are still to be read. A line with an open quote or a malformed ${…} opens none: then BuildKit
// sees no words in it.
[[nodiscard]] std::vector<Heredoc> find_heredocs(const LogicalLine& line, std::string_view file,
                                                 std::deque<std::string>& storage);

// True where all of `text` is one heredoc's opener: then RUN runs the body itself.
[[nodiscard]] bool is_heredoc_opener(std::string_view text);

}  // namespace s1::dockerfile
