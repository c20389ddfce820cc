// SPDX-License-Identifier: Apache-2.0
#include "report/suppress_forms.h"

namespace s1::report {

std::vector<std::string> suppress_forms(const rules::Rule& rule) {
  std::vector<std::string> forms = {"# s1-infra: ignore[" + std::string(rule.id) + "] reason",
                                    "# s1-infra: ignore[" + std::string(rule.id) + "] reason until=YYYY-MM-DD"};
  for (const std::string_view alias : rule.aliases) {
    if (!alias.starts_with("DL")) continue;
    forms.push_back("# hadolint ignore=" + std::string(alias));
    break;
  }
  return forms;
}

}  // namespace s1::report
