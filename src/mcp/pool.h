// SPDX-License-Identifier: Apache-2.0
// The threads on which requests run. Each is started when a job finds the others busy: most runs only ask for the list
// of tools and need none. (asio's pool starts all at once, and its fences hide from the thread sanitizer what it should
// see.)
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace s1::mcp {

class Pool {
 public:
  explicit Pool(std::size_t threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // From one thread. Jobs begin in the order in which they were posted; they throw nothing.
  void post(std::function<void()> job);
  // Waits until all jobs are done. Nothing is posted afterwards.
  void join();

 private:
  void work();

  const std::size_t most_threads_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::size_t idle_ = 0;
  bool joining_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace s1::mcp
