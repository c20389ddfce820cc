// SPDX-License-Identifier: Apache-2.0
// Which Python packages a stage installs, and where.
#pragma once
#include <string>
#include <vector>

#include "rules/dockerfile/multi_stage/single_stage.h"

namespace s1::rules::multi_stage {

struct PythonPackages {
  const Step* first = nullptr;     // that installs packages
  std::string venv;                // absolute; empty: among the image's own packages
  std::vector<std::string> names;  // of packages, normalised: psycopg2
  std::string unread;              // a file of requirements that cannot be read
  std::string refused;             // why what is installed cannot be moved
  Span span;
  bool build_packages = false;  // of the system
  bool cpp = false;             // one of them a C++ compiler
};

// By pip, uv, poetry and the like, with what their files of requirements name.
[[nodiscard]] PythonPackages python_packages(const SingleStage& stage);

}  // namespace s1::rules::multi_stage
