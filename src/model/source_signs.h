// SPDX-License-Identifier: Apache-2.0
// What a program's sources say that it does when it runs, where only root may do that in an image made by root: writes
// beside itself, or listens on a port below 1024. Signs, no proof: a name of an interface in a line of code.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "model/build_files.h"

namespace s1::model {

struct SourceSign {
  std::string path;        // relative to the context
  std::uint32_t line = 0;  // 1-based
  std::string what;        // as the end of a sentence: "writes files (os.makedirs)"
};

// The first sign in the files that .dockerignore lets in, tests left out. Nothing: none is seen, which is no promise.
[[nodiscard]] std::optional<SourceSign> sign_of_root(const BuildFiles& files);

}  // namespace s1::model
