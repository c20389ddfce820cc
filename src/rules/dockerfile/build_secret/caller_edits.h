// SPDX-License-Identifier: Apache-2.0
// The edits that make a secret of a build argument, by kind of file.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/edit.h"

namespace s1::rules {

struct CallerEdits {
  std::vector<Edit> edits;
  bool gives_it = false;   // the argument is given at all
  std::string why;         // it cannot be changed; the end of a sentence about the file
  std::uint32_t line = 0;  // where, with `why`
};

// build.args of the services becomes build.secrets, with a top-level secret that has its value from the environment.
[[nodiscard]] CallerEdits compose_secret(const std::string& text, std::span<const std::string> services,
                                         std::string_view name);
// build-args of the docker/build-push-action steps that begin at these offsets becomes secrets.
[[nodiscard]] CallerEdits workflow_secret(const std::string& text, std::span<const std::uint32_t> steps,
                                          std::string_view name);
// --build-arg NAME=$VARIABLE becomes --secret id=NAME,env=VARIABLE.
[[nodiscard]] CallerEdits script_secret(const std::string& text, std::string_view name);

// The variable that a value is: VAR of $VAR, ${VAR}, ${VAR:?…}; empty where it is none.
[[nodiscard]] std::string variable_of(std::string_view value);

}  // namespace s1::rules
