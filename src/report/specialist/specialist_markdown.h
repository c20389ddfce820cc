// SPDX-License-Identifier: Apache-2.0
// The specialist's report as Markdown, for a pull request or a hand-off.
#pragma once
#include <cstddef>
#include <string>

#include "report/architecture.h"
#include "report/specialist/document.h"

namespace s1::report {

// `items`: the most that a list shows; how many more there are is said.
[[nodiscard]] std::string document_to_markdown(const Document& document, const Architecture& architecture,
                                               std::size_t items = 50);

}  // namespace s1::report
