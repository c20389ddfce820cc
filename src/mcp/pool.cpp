// SPDX-License-Identifier: Apache-2.0
#include "mcp/pool.h"

#include <asio/post.hpp>
#include <system_error>
#include <utility>

namespace s1::mcp {

Pool::Pool(std::size_t threads) : threads_(threads) {}

Pool::~Pool() {
  join();
}

void Pool::post(std::function<void()> job) {
  try {
    if (!pool_) pool_.emplace(threads_);
  } catch (const std::system_error&) {
    return job();
  }
  asio::post(*pool_, std::move(job));
}

void Pool::join() {
  if (pool_) pool_->join();
}

}  // namespace s1::mcp
