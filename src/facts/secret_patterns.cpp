// SPDX-License-Identifier: Apache-2.0
#include "facts/secret_patterns.h"

#include "facts/embedded.h"
#include "facts/secret_names.h"
#include "facts/table.h"

namespace s1::facts {

const SecretMatcher& secret_matcher() {
  static const SecretMatcher matcher = [] {
    std::vector<SecretPattern> patterns;
    for (const Row& row : read_table(embedded_fact("secret_patterns.tsv")))
      patterns.push_back({row[0], row[1], row[2]});
    return SecretMatcher(patterns, is_secret_name);
  }();
  return matcher;
}

std::string scrub(std::string_view text) {
  return s1::scrub(text, secret_matcher());
}

}  // namespace s1::facts
