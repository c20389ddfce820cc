// SPDX-License-Identifier: Apache-2.0
// Commands that run the command that their arguments name.
#pragma once
#include <cstddef>
#include <string_view>

namespace s1::shell {

// How a wrapper's own arguments end and the command begins. Lists have blanks between their entries.
struct Wrapper {
  std::string_view name;
  std::string_view short_with_value = {};  // the letters of options whose value follows
  std::string_view long_with_value = {};   // the names of options whose value may be the next argument
  std::string_view ending_options = {};    // letters and names: with these it runs no command
  std::string_view needed_options = {};    // letters and names: without one of these it runs no command
  std::size_t operands = 0;                // arguments of its own before the command
  bool assignments = false;                // NAME=value may stand before the command
};

[[nodiscard]] const Wrapper* find_wrapper(std::string_view name);

}  // namespace s1::shell
