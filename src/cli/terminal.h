// SPDX-License-Identifier: Apache-2.0
// Standard output and error: whole writes, colour where it is wanted, and a progress line on long work.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "text/error.h"
#include "text/produce.h"

namespace s1::cli {

[[nodiscard]] bool is_terminal(int descriptor);

// `choice` is auto, always or never. Auto follows NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM=dumb, then whether standard
// output is a terminal.
[[nodiscard]] bool use_color(std::string_view choice);

// To standard output. A reader that has gone away (`| head`) is no fault; any other failure, a full disk say, ends the
// program with exit code 2 and says why.
void print(const TextProducer& text);
void print(std::string_view text);
// A line to standard error.
void print_error(std::string_view line);
void print_error(const Error& error);

// "123/2,300 files checked" on standard error, only where that is a terminal and only after half a second. update() may
// be called from any thread.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void update(std::uint64_t done, std::uint64_t total);

 private:
  using Clock = std::chrono::steady_clock;
  bool enabled_;
  Clock::time_point next_;
  std::atomic<bool> shown_ = false;
  std::mutex mutex_;
};

}  // namespace s1::cli
