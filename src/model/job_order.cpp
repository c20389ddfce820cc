// SPDX-License-Identifier: Apache-2.0
#include "model/job_order.h"

#include <cstddef>
#include <functional>
#include <queue>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace s1::model {

void put_in_run_order(std::vector<Job>& jobs) {
  std::unordered_map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < jobs.size(); ++i) by_id.emplace(jobs[i].id, i);

  std::vector<std::vector<std::size_t>> needed_by(jobs.size());
  std::vector<std::size_t> waits_for(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    for (const Value& need : jobs[i].needs) {
      const auto found = by_id.find(need.text);
      if (found == by_id.end() || found->second == i) continue;
      needed_by[found->second].push_back(i);
      ++waits_for[i];
    }
  }

  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < jobs.size(); ++i)
    if (waits_for[i] == 0) ready.push(i);
  std::vector<std::size_t> order;
  order.reserve(jobs.size());
  while (!ready.empty()) {
    const std::size_t next = ready.top();
    ready.pop();
    order.push_back(next);
    for (const std::size_t job : needed_by[next])
      if (--waits_for[job] == 0) ready.push(job);
  }
  for (std::size_t i = 0; i < jobs.size(); ++i)
    if (waits_for[i] != 0) order.push_back(i);

  std::vector<Job> sorted;
  sorted.reserve(jobs.size());
  for (const std::size_t index : order) sorted.push_back(std::move(jobs[index]));
  jobs = std::move(sorted);
}

}  // namespace s1::model
