// SPDX-License-Identifier: Apache-2.0
// What libyaml says of an error, in this program's words.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "text/source.h"

namespace s1::yaml {

struct SyntaxError {
  std::string_view problem;  // libyaml's
  std::string_view context;  // libyaml's; may be empty
  std::uint32_t at = 0;
  std::uint32_t context_at = 0;  // where what the context speaks of begins
};

struct Explanation {
  std::uint32_t at = 0;  // where to look, which is not always where libyaml noticed it
  std::string message;
  std::string hint;
};

[[nodiscard]] Explanation explain(const Source& source, const SyntaxError& error);

}  // namespace s1::yaml
