// SPDX-License-Identifier: Apache-2.0
#include "mcp/output.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace s1::mcp {

Output::Output(int descriptor, std::size_t unread_limit, std::function<void(int)> failed)
    : descriptor_(descriptor), unread_limit_(unread_limit), failed_(std::move(failed)) {}

Output::~Output() {
  close();
}

void Output::close() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (writer_.joinable()) writer_.join();
}

void Output::send(Outgoing message) {
  {
    const std::scoped_lock lock(mutex_);
    if (ending_) return;
    unread_ += message.line.size();
    queue_.push_back(std::move(message));
    if (!writer_.joinable()) start();
  }
  changed_.notify_all();
}

void Output::start() {
  try {
    writer_ = std::thread([this] { write_all_messages(); });
  } catch (const std::system_error& error) {
    failed_(error.code().value());
  }
}

void Output::wait_for_room() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return unread_ < unread_limit_; });
}

void Output::flush(std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  ending_ = true;
  changed_.wait_until(lock, deadline, [this] { return unread_ == 0; });
}

void Output::write_all_messages() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return !queue_.empty() || ending_; });
    if (queue_.empty()) return;
    const Outgoing message = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    const bool wanted = !message.still_wanted || message.still_wanted();
    if (const int error = wanted ? write_line(message.line) : 0; error != 0) failed_(error);
    lock.lock();
    unread_ -= message.line.size();
    changed_.notify_all();
  }
}

// 0, or errno.
int Output::write_line(std::string_view line) const {
  while (!line.empty()) {
    const ssize_t written = ::write(descriptor_, line.data(), line.size());
    if (written >= 0) {
      line.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {  // the parent made it non-blocking
      pollfd waiting{.fd = descriptor_, .events = POLLOUT, .revents = 0};
      ::poll(&waiting, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

}  // namespace s1::mcp
