// SPDX-License-Identifier: Apache-2.0
// What strace saw a program do, so that a test can kill it at, or fail, each of its system calls.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace s1::test {

struct Call {
  std::string name;
  int nth;  // of that name, from 1: strace's `when`
};

// Empty where strace is there and may trace.
[[nodiscard]] std::string why_no_strace();

// The calls of a trace (strace -f -o) from the first one named `first` on, without the program's end.
[[nodiscard]] std::vector<Call> calls_from(std::string_view first, const std::string& trace);

}  // namespace s1::test
