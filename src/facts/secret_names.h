// SPDX-License-Identifier: Apache-2.0
// Whether a variable's name says that its value is a secret. Used by rules, and by scrub() to mask what is shown.
#pragma once
#include <string_view>

namespace s1::facts {

// True for DB_PASSWORD, apiKey, GITHUB-TOKEN; false for PASSWORD_FILE, PUBLIC_KEY, KMS_KEY_ALIAS, TOKEN_URL: these
// name, place or measure a secret, or are none. The words are in facts/secret_names.tsv.
[[nodiscard]] bool is_secret_name(std::string_view name);

}  // namespace s1::facts
