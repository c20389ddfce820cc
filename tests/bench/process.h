// SPDX-License-Identifier: Apache-2.0
// A child process with pipes, its wall-clock time and its peak memory. The parent must stay small: Linux counts the
// peak of the process that called exec as the child's own (a benchmark driven by Node would measure Node).
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace s1::bench {

struct Finished {
  double milliseconds;  // from before the start to the last answer
  double mebibytes;     // peak resident memory
  int exit_code;        // 128 and more: a signal
};

class Process {
 public:
  // argv[0] is looked for in PATH. Standard error is the parent's.
  explicit Process(const std::vector<std::string>& argv);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  void write(std::string_view text);
  [[nodiscard]] std::string read_line();  // empty at the end
  // Everything; all but the first `most` bytes is read and forgotten.
  [[nodiscard]] std::string read_all(std::size_t most = SIZE_MAX);
  // The clock stops here, or at the end where this is not called.
  void stop_clock();
  [[nodiscard]] Finished wait();

 private:
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point stopped_;
  int pid_ = -1;
  int to_ = -1;
  int from_ = -1;
  std::string buffered_;
};

[[nodiscard]] double median(std::vector<double> values);

// One line of the table: what, target, measured, and whether it was met.
void row(std::string_view what, std::string_view target, std::string_view measured, bool met);

}  // namespace s1::bench
