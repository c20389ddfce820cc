// SPDX-License-Identifier: Apache-2.0
// The specialist's report on the page: its fixed form, its gaps, what each audience looks for, and the evidence.
#pragma once
#include <string>
#include <string_view>

#include "report/html/markup.h"
#include "report/specialist/document.h"

namespace s1::report::html {

// The task in one line.
[[nodiscard]] std::string title_of(const Document& work);
// Task and status; it has the page's <h1>.
[[nodiscard]] Markup document_header(const Document& work);
[[nodiscard]] std::string_view name_of(Status status);

[[nodiscard]] Markup gaps_section(const Document& work);
[[nodiscard]] Markup report_section(const Document& work);
[[nodiscard]] Markup views_section(const Document& work, std::string_view link_base);
// What stands on the host's word alone.
[[nodiscard]] Markup unverified_section(const Document& work);
[[nodiscard]] Markup evidence_section(const Document& work, std::string_view link_base);

}  // namespace s1::report::html
