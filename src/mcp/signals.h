// SPDX-License-Identifier: Apache-2.0
// SIGINT and SIGTERM on a thread of their own, SIGPIPE ignored, for as long as the object lives. To be made before any
// other thread, which then takes none of them either.
#pragma once
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <functional>
#include <thread>

namespace s1::mcp {

class Signals {
 public:
  explicit Signals(std::function<void(int)> received);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

 private:
  struct sigaction pipe_before_{};
  sigset_t mask_before_{};
  std::atomic<bool> ending_ = false;
  std::thread thread_;
};

}  // namespace s1::mcp
