// SPDX-License-Identifier: Apache-2.0
// What a rule's page says of how to suppress it must be comments of the language that the rule is about.
#include "report/suppress_forms.h"

#include "rules/registry.h"
#include "test.h"

TEST_CASE("the form of our own is a comment of the rule's language") {
  for (const s1::rules::Rule* rule : s1::rules::all()) {
    INFO(rule->id);
    const std::string_view sign = s1::rules::platform(*rule) == "jenkins" ? "//" : "#";
    CHECK(s1::report::suppress_forms(*rule).front() ==
          std::string(sign) + " s1-infra: ignore[" + std::string(rule->id) + "] reason");
  }
}
