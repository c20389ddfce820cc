// SPDX-License-Identifier: Apache-2.0
#include "workspace/parallel.h"

#include <atomic>
#include <vector>

#include "test.h"

using s1::workspace::parallel_for;

TEST_CASE("every index is visited once, whatever the number of threads") {
  for (const unsigned threads : {0U, 1U, 2U, 8U, 100U}) {
    for (const std::size_t count : {0U, 1U, 2U, 1000U}) {
      std::vector<std::atomic<int>> visits(count);
      parallel_for(count, threads, {}, [&](std::size_t i) { ++visits[i]; });
      for (const auto& visit : visits) CHECK(visit == 1);
    }
  }
}

TEST_CASE("a loop within a loop does not wait for itself") {
  std::atomic<int> sum = 0;
  parallel_for(8, 4, {}, [&](std::size_t) { parallel_for(8, 4, {}, [&](std::size_t) { ++sum; }); });
  CHECK(sum == 64);
}

TEST_CASE("a cancelled loop stops") {
  std::stop_source source;
  std::atomic<int> calls = 0;
  parallel_for(1'000'000, 2, source.get_token(), [&](std::size_t) {
    if (++calls == 10) source.request_stop();
  });
  CHECK(calls >= 10);
  CHECK(calls < 100);
}
