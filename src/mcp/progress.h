// SPDX-License-Identifier: Apache-2.0
// notifications/progress for one request: strictly rising, and no more than a client can use.
#pragma once
#include <chrono>
#include <functional>
#include <limits>
#include <mutex>
#include <string_view>

#include "mcp/server.h"

namespace s1::mcp {

class Progress {
 public:
  Progress(Json token, std::function<void(const Json& message)> send);
  // Safe from any thread.
  void report(double done, double total, std::string_view message);

 private:
  const Json token_;
  const std::function<void(const Json&)> send_;
  std::mutex mutex_;
  double last_ = -std::numeric_limits<double>::infinity();
  std::chrono::steady_clock::time_point next_;
};

}  // namespace s1::mcp
