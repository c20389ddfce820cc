// SPDX-License-Identifier: Apache-2.0
// From what a user names to a root and a path beneath it. The root is --root; else the working directory, if the path
// lies in it; else the path itself (its folder, if it is a file). All paths in and out are relative to that root: with
// --root, so is the path given.
#pragma once
#include <string>

#include "text/error.h"
#include "workspace/root.h"

namespace s1::workspace {

struct Target {
  Root root;
  std::string start;  // relative to the root; "" is the root itself
};

// `root_option` is empty where none was given. Codes: those of Root::open and Root::relative.
[[nodiscard]] Result<Target> open_target(const std::string& root_option, const std::string& path);

}  // namespace s1::workspace
