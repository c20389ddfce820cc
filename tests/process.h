// SPDX-License-Identifier: Apache-2.0
// Runs a program to its end and gives what it wrote.
#pragma once
#include <string>
#include <vector>

namespace s1::test {

struct Outcome {
  int exit_code = -1;  // 128 + the signal where one ended it
  std::string out;
  std::string err;
};

struct Start {
  std::vector<std::string> words;        // the program first
  std::string folder;                    // to run in; empty: this one
  std::string input;                     // on standard input
  std::vector<std::string> environment;  // NAME=value, on top of this process's
};

[[nodiscard]] Outcome run(const Start& start);

}  // namespace s1::test
