// SPDX-License-Identifier: Apache-2.0
// A service of a Compose project, its overrides merged and its variables put in.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/build.h"
#include "model/container.h"
#include "model/value.h"

namespace s1::model {

struct Service {
  std::string project;  // path of the project's first file
  Container container;  // its name is the service's
  std::optional<Build> build;
  std::vector<Value> depends_on;
  std::vector<Value> networks;
  std::vector<Value> env_files;
  std::vector<Value> profiles;
  Value replicas;  // of `deploy`, else `scale`
  Value restart;
};

}  // namespace s1::model
