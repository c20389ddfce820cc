// SPDX-License-Identifier: Apache-2.0
// Real scripts for tests: the RUN lines of the Dockerfiles in the shared folder, taken out with just enough
// understanding of them.
#pragma once
#include <string>
#include <vector>

namespace s1::test {

struct RunText {
  std::string path;
  std::string text;  // continuation lines joined, flags left out
};

// Empty where there is no shared folder.
std::vector<RunText> run_texts();

}  // namespace s1::test
