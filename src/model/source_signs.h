// SPDX-License-Identifier: Apache-2.0
// What a program's sources say that it does when it runs, where only root may do that in an image made by root: writes
// beside itself, or listens on a port below 1024. Signs, no proof: a name of an interface in a line of code.
#pragma once
#include <cstddef>
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

struct SourceSigns {
  std::optional<SourceSign> first;  // nothing: none is seen, which is no promise
  std::size_t read = 0;             // how many sources that was seen in
  bool complete = true;             // false: there are more, or some could not be read
};

// In the files that .dockerignore lets in, tests left out.
[[nodiscard]] SourceSigns signs_of_root(const BuildFiles& files);

}  // namespace s1::model
