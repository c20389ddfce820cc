// SPDX-License-Identifier: Apache-2.0
// Whether `npm ci` can take the place of `npm install`: it fails where package-lock.json does not fit package.json.
#pragma once
#include <optional>
#include <string>

namespace s1::rules {

// What keeps `npm ci` from installing by the lock file, as the rest of a sentence ("has no …"); nothing: they fit as
// far as the two texts show. Version 1 locks do not hold the ranges that they were made for, and are looked through for
// the names alone.
[[nodiscard]] std::optional<std::string> lock_mismatch(const std::string& package, const std::string& lock);

}  // namespace s1::rules
