// SPDX-License-Identifier: Apache-2.0
#include "mcp/progress.h"

#include <cmath>
#include <utility>

#include "mcp/jsonrpc.h"
#include "text/scrub.h"

namespace s1::mcp {
namespace {

constexpr std::chrono::milliseconds kInterval{100};

}  // namespace

Progress::Progress(Json token, std::function<void(const Json&)> send)
    : token_(std::move(token)), send_(std::move(send)) {}

void Progress::report(double done, double total, std::string_view message) {
  if (!std::isfinite(done)) return;
  const std::scoped_lock lock(mutex_);  // held while sending: what is sent must rise too
  const auto now = std::chrono::steady_clock::now();
  if (done <= last_ || now < next_) return;
  last_ = done;
  next_ = now + kInterval;
  Json params = Json::object();
  params["progressToken"] = token_;
  params["progress"] = done;
  if (std::isfinite(total) && total > 0) params["total"] = total;
  if (!message.empty()) params["message"] = clean(message);
  send_(notification_message("notifications/progress", std::move(params)));
}

}  // namespace s1::mcp
