// SPDX-License-Identifier: Apache-2.0
// The one place that writes to the client: whole lines, in the order they were sent, on a thread of its own, so that a
// client that is slow to read holds up nobody who only wants to say something.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

#include "mcp/connection.h"

namespace s1::mcp {

class Output {
 public:
  // The descriptor's flags are left as they are: it is shared with other processes. `failed` gets errno where writing
  // has become impossible; it does not return.
  Output(int descriptor, std::size_t unread_limit, std::function<void(int)> failed);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void send(Outgoing message);
  // Returns once less than the limit waits to be written.
  void wait_for_room();
  // Takes no more, writes what there is, and ends the thread.
  void close();
  // Takes no more, and waits for what there is, but not past the deadline.
  void flush(std::chrono::steady_clock::time_point deadline);

 private:
  void start();
  void write_all_messages();
  [[nodiscard]] int write_line(std::string_view line) const;

  const int descriptor_;
  const std::size_t unread_limit_;
  const std::function<void(int)> failed_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Outgoing> queue_;
  std::size_t unread_ = 0;  // bytes sent and not yet written
  bool ending_ = false;     // no more is taken
  std::thread writer_;      // from the first message on
};

}  // namespace s1::mcp
