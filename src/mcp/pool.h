// SPDX-License-Identifier: Apache-2.0
// The threads on which requests run: asio's pool, made when the first job comes. Most runs only ask for the list of
// tools and need none.
#pragma once
#include <asio/thread_pool.hpp>
#include <cstddef>
#include <functional>
#include <optional>

namespace s1::mcp {

class Pool {
 public:
  explicit Pool(std::size_t threads);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  // From one thread. Jobs begin in the order in which they were posted; they throw nothing. Where the system has no
  // threads left, the job runs before this returns.
  void post(std::function<void()> job);
  // Waits until all jobs are done. Nothing is posted afterwards.
  void join();

 private:
  const std::size_t threads_;
  std::optional<asio::thread_pool> pool_;
};

}  // namespace s1::mcp
