// SPDX-License-Identifier: Apache-2.0
// That an image is built from a Dockerfile: said by a Compose service or by a pipeline's step.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/place.h"
#include "model/value.h"

namespace s1::model {

struct Build {
  Place place;
  Value context;     // as written, relative to what the platform says; absent: the platform's default
  Value dockerfile;  // likewise
  Value target;
  std::vector<Value> tags;  // the names it gives the image; Compose: `image`
  bool pushes = false;
  bool is_inline = false;  // Compose's dockerfile_inline: there is no file
  bool is_remote = false;  // the context is an address
  // Relative to the root, "." the root itself; empty where not known or not in the root.
  std::string context_path;
  std::string dockerfile_path;
};

}  // namespace s1::model
