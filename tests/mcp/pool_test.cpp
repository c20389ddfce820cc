// SPDX-License-Identifier: Apache-2.0
#include "mcp/pool.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>

#include "test.h"

TEST_CASE("a pool runs as many jobs at once as it has threads, and all before it joins") {
  constexpr int kThreads = 3;
  constexpr int kJobs = 50;
  std::mutex mutex;
  std::condition_variable changed;
  int running = 0;
  int most = 0;
  int done = 0;
  s1::mcp::Pool pool(kThreads);
  for (int i = 0; i < kJobs; ++i)
    pool.post([&] {
      std::unique_lock lock(mutex);
      most = std::max(most, ++running);
      changed.notify_all();
      changed.wait(lock, [&] { return most == kThreads; });  // hangs where jobs do not run beside one another
      --running;
      ++done;
    });
  pool.join();
  CHECK(most == kThreads);
  CHECK(done == kJobs);
}

TEST_CASE("jobs of one thread run in their order, and a pool without jobs joins") {
  std::string order;
  s1::mcp::Pool pool(1);
  for (const char name : {'a', 'b', 'c'}) pool.post([&order, name] { order += name; });
  pool.join();
  CHECK(order == "abc");
  s1::mcp::Pool(4).join();
}
