// SPDX-License-Identifier: Apache-2.0
// How a path of an image can have come to be, judged so that a file is called missing only where nothing can have made
// it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {

struct FileOrigin {
  enum class Kind : std::uint8_t {
    unknown,    // it is there, or something that is not seen may have made it
    missing,    // the folder that is copied there does not have it
    ignored,    // it has, and .dockerignore keeps it out
    elsewhere,  // a file of that name is copied to another place alone
  } kind = Kind::unknown;
  std::string path;                               // in the image, absolute
  std::string source;                             // missing, ignored: where it should be, relative to the context
  std::string elsewhere;                          // where it is in the image
  const dockerfile::Instruction* copy = nullptr;  // what brings the folder, or the file
};

// `path` as the container's command names it. The surroundings have a context.
[[nodiscard]] FileOrigin origin_of(const model::Dockerfile& file, const model::Surroundings& around,
                                   const dockerfile::Stage& stage, std::string_view path);

}  // namespace s1::rules
