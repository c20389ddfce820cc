// SPDX-License-Identifier: Apache-2.0
// A foreseen failure, as a value. Every error says what happened, where, and what to do about it.
#pragma once
#include <expected>
#include <string>

namespace s1 {

struct Error {
  std::string code;   // kebab-case and stable: scripts and hosts match on it
  std::string where;  // a path, an argument, a line; may be empty
  std::string what;   // one sentence without a full stop
  std::string hint;   // what to do; empty only where there is nothing to do
};

template <class T>
using Result = std::expected<T, Error>;

// "where: what (hint)", the form for terminals and logs.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace s1
