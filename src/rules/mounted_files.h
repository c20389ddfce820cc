// SPDX-License-Identifier: Apache-2.0
// Single files that Compose mounts into containers: secrets, configs, binds. It mounts them with the owner and the mode
// that they have on the host (docker/compose#9648).
#pragma once
#include <optional>
#include <string>

#include "model/surroundings.h"
#include "rules/rule.h"

namespace s1::rules {

struct MountedFiles {
  std::optional<Related> closed;  // the place that mounts the first of them that users other than its owner cannot read
  std::string readable;           // the others, for a sentence; empty: none
};
// Of all services that run the stage; a file that is not there is passed over.
[[nodiscard]] MountedFiles mounted_files(const model::Surroundings& around, const dockerfile::Stage& stage);

}  // namespace s1::rules
