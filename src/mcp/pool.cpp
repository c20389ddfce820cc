// SPDX-License-Identifier: Apache-2.0
#include "mcp/pool.h"

#include <system_error>
#include <utility>

namespace s1::mcp {

Pool::Pool(std::size_t threads) : most_threads_(threads) {}

Pool::~Pool() {
  join();
}

void Pool::post(std::function<void()> job) {
  {
    const std::scoped_lock lock(mutex_);
    jobs_.push_back(std::move(job));
    if (jobs_.size() > idle_ && threads_.size() < most_threads_) {
      try {
        threads_.emplace_back([this] { work(); });
      } catch (const std::system_error&) {
        // The system has no more threads; those there are will come to it. Without any, join() runs it.
      }
    }
  }
  changed_.notify_one();
}

void Pool::join() {
  {
    const std::scoped_lock lock(mutex_);
    joining_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  work();
}

void Pool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return !jobs_.empty() || joining_; });
    --idle_;
    if (jobs_.empty()) return;
    const std::function<void()> job = std::exchange(jobs_.front(), nullptr);
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
}

}  // namespace s1::mcp
