// SPDX-License-Identifier: Apache-2.0
// Removes quotes and escapes and puts in variables, as BuildKit does for the arguments of most instructions. What
// variables hold is asked of a function, so that this knows nothing of stages.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace s1::dockerfile {

struct VariableValue {
  enum class State : std::uint8_t {
    set,        // `text` is its value
    partial,    // `text` is its value with parts of it unknown, as ${NAME}
    unset,      // declared, and without a value in a build that is given none
    unknown,    // declared, with a value that only the build knows
    undefined,  // nothing declares it, and it has no value
    foreign,    // nothing in the file declares it, but the base image may
  };
  State state = State::undefined;
  std::string_view text;
};

using Lookup = std::function<VariableValue(std::string_view name)>;

struct Expanded {
  std::string text;
  bool known = true;
  bool valid = true;
  struct Undefined {
    Span reference;  // in the text that was expanded
    std::string_view name;
  };
  std::vector<Undefined> undefined;
};

[[nodiscard]] Expanded expand_text(std::string_view text, char escape, const Lookup& lookup);

// True where expand_text would give the text as it is: no quotes, escapes or variables are in it.
[[nodiscard]] bool is_plain(std::string_view text, char escape);

// Past the end of the variable reference at text[at], which is '$'; no value where it is malformed.
[[nodiscard]] std::optional<std::size_t> reference_end(std::string_view text, std::size_t at, char escape);

}  // namespace s1::dockerfile
