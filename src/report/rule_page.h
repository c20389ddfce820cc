// SPDX-License-Identifier: Apache-2.0
// A rule's page in Markdown: for docs/rules/, for `s1-infra rules ID` and for the resource s1-infra://rules/ID.
#pragma once
#include <string>
#include <string_view>

#include "rules/rule.h"

namespace s1::report {

// `level` is the depth of the page's heading: 1 for a page of its own, 2 within a platform's page.
[[nodiscard]] std::string rule_page(const rules::Rule& rule, int level = 1);

// docs/rules/<platform>.md: every rule of the platform, with a table of contents.
[[nodiscard]] std::string platform_page(std::string_view platform);

}  // namespace s1::report
