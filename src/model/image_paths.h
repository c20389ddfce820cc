// SPDX-License-Identifier: Apache-2.0
// Where the paths of a Dockerfile lie in the image.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "syntax/dockerfile/ast.h"

namespace s1::model {

// By instruction: the working directory in which it is carried out, without a slash at its end; empty where it is not
// known (the base image's, a variable).
[[nodiscard]] std::vector<std::string> working_directories(const dockerfile::File& file);

// `path` as a command run in `folder` means it, without `.`, `..` and doubled slashes; empty where that is not known.
[[nodiscard]] std::string path_in_image(std::string_view folder, std::string_view path);

// Whether `path` is `folder` or lies in it; both as path_in_image() gives them.
[[nodiscard]] bool lies_in(std::string_view path, std::string_view folder);

// Where a COPY or ADD puts what it brings.
struct CopyTarget {
  std::string path;          // empty where it is not known
  bool into_folder = false;  // `path` is surely a folder: it ends in a slash, or several sources are named
};
[[nodiscard]] CopyTarget copy_target(const dockerfile::File& file, const dockerfile::Instruction& copy,
                                     std::string_view workdir);

}  // namespace s1::model
