// SPDX-License-Identifier: Apache-2.0
// What the repository's files say together. The model owns its strings: trees and texts are gone when it is read.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace s1::dockerfile {
class File;
}

namespace s1::model {

// An image that a Dockerfile builds: one for each stage that can be a target.
struct Image {
  std::string path;        // of the Dockerfile
  std::uint32_t line = 0;  // of the stage's FROM
  std::string stage;       // its name; empty without one
  std::string base;        // as FROM names it, known variables put in; the stage's name where it is FROM one
  bool is_final = false;   // built when no target is named
  std::string user;        // the last USER of the stage, as written; empty without one
  std::vector<std::string> ports;
};

struct InfraModel {
  std::vector<Image> images;
};

// Adds what the file declares. `path` is relative to the root.
void extract(const dockerfile::File& file, const std::string& path, InfraModel& model);

}  // namespace s1::model
