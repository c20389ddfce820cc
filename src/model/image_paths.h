// SPDX-License-Identifier: Apache-2.0
// Where the paths of a Dockerfile lie in the image.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "syntax/dockerfile/ast.h"

namespace s1::model {

// The working directory after `WORKDIR path` in `before`; empty where it is not known.
[[nodiscard]] std::string workdir_after(std::string_view before, std::string_view path);

// What nearly all base images have. Where one has another, what is copied and what is started are mostly named relative
// to the same folder: good enough to find a file by, not to move one.
inline constexpr std::string_view kUsualWorkdir = "/";

// By instruction: the working directory in which it is carried out, without a slash at its end; empty where it is not
// known (a variable, or the base image's: that is `base_workdir`).
[[nodiscard]] std::vector<std::string> working_directories(const dockerfile::File& file,
                                                           std::string_view base_workdir = {});
// The one in which containers of the stage start.
[[nodiscard]] std::string final_workdir(const dockerfile::File& file, const dockerfile::Stage& stage,
                                        std::string_view base_workdir = {});

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
