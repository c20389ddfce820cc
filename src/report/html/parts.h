// SPDX-License-Identifier: Apache-2.0
// What several sections of the page show alike.
#pragma once
#include <cstdint>
#include <string_view>

#include "report/html/markup.h"
#include "rules/rule.h"

namespace s1::report::html {

// A shape and the word: never the colour alone.
[[nodiscard]] Markup severity_badge(rules::Severity severity);
// The shapes themselves, once a page: badges and charts refer to them.
[[nodiscard]] Markup shapes();

// "path:line" as code; a link where the files are published under `base`. Line 0: the file as a whole.
[[nodiscard]] Markup place(std::string_view base, std::string_view path, std::uint32_t line);

// Names with a comma between them.
template <class Names>
[[nodiscard]] Markup codes(const Names& names) {
  Markup out;
  for (const std::string_view name : names)
    out.add(out.empty() ? Markup() : Markup().add(", ")).add("<code>{}</code>", name);
  return out;
}

// The link of an address of the web; of anything else, its text alone.
[[nodiscard]] Markup web_link(std::string_view address);

// A heading with the section that it opens; `id` is a literal.
[[nodiscard]] Markup section_begin(std::string_view id, std::string_view title, std::size_t count = SIZE_MAX);
[[nodiscard]] Markup section_end();

inline constexpr rules::Severity kWorstFirst[] = {rules::Severity::critical, rules::Severity::high,
                                                  rules::Severity::medium, rules::Severity::low, rules::Severity::info};

}  // namespace s1::report::html
