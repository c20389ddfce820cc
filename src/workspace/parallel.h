// SPDX-License-Identifier: Apache-2.0
// A loop over several threads.
#pragma once
#include <cstddef>
#include <functional>
#include <stop_token>

namespace s1::workspace {

// Calls `body(i)` for every i below `count` on up to `threads` threads (0: the cores), the calling one among them, so
// that a loop within a loop cannot wait for itself. Returns early where cancelled. `body` must not throw.
void parallel_for(std::size_t count, unsigned threads, const std::stop_token& cancelled,
                  const std::function<void(std::size_t)>& body);

}  // namespace s1::workspace
