// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string_view>
#include <thread>
#include <utility>

#include "mcp/connection.h"
#include "mcp/output.h"
#include "mcp/pool.h"
#include "mcp/signals.h"

namespace s1::mcp {
namespace {

constexpr std::chrono::milliseconds kLastWords{100};  // for answers that were ready when a signal came

std::size_t thread_count(const Limits& limits) {
  return limits.threads != 0 ? limits.threads : 2 * std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
}

// No waiting for tools, no destructors under their feet.
[[noreturn]] void end_process(int code) {
  ::_exit(code);
}

void complain(std::string_view program, const char* what, int error) {
  std::fprintf(stderr, "%.*s: %s: %s\n", static_cast<int>(program.size()), program.data(), what, std::strerror(error));
}

[[noreturn]] void output_failed(std::string_view program, int error) {
  if (error == EPIPE) end_process(0);  // the client is gone: nobody is left to tell
  complain(program, "cannot write to the client", error);
  end_process(1);
}

// Blocks until there is something to read. False where nobody listens to the answers any more.
bool wait_for_input() {
  std::array<pollfd, 2> watched{pollfd{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                                pollfd{.fd = STDOUT_FILENO, .events = 0, .revents = 0}};
  while (::poll(watched.data(), watched.size(), -1) < 0)
    if (errno != EINTR) return true;  // read() will say what is wrong
  return (watched[1].revents & (POLLERR | POLLHUP | POLLNVAL)) == 0;
}

// Blocking reads whatever stdin is and whatever flags it has. 0 at the end of the input, else errno. A terminal that
// went away says EIO: that is an end too.
int read_all(Connection& connection, Output& output) {
  std::array<char, 64U * 1024> buffer;
  while (true) {
    output.wait_for_room();
    if (!wait_for_input()) end_process(0);
    const ssize_t size = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (size > 0)
      connection.receive({buffer.data(), static_cast<std::size_t>(size)});
    else if (size == 0 || errno == EIO)
      return 0;
    else if (errno != EAGAIN && errno != EINTR)
      return errno;
  }
}

}  // namespace

int serve(const Surface& surface, const Limits& limits) {
  Output output(STDOUT_FILENO, limits.unread_bytes, [&](int error) { output_failed(surface.name, error); });
  const Signals signals([&](int signal) {
    output.flush(std::chrono::steady_clock::now() + kLastWords);
    end_process(128 + signal);
  });
  Pool pool(thread_count(limits));
  Connection connection(
      surface, limits, [&](Outgoing message) { output.send(std::move(message)); },
      [&](std::function<void()> job) {
        pool.post([&output, job = std::move(job)] {
          output.wait_for_room();  // a client that does not read gets no more work done
          job();
        });
      });
  const int input_error = read_all(connection, output);
  connection.end_of_input();
  pool.join();
  output.close();
  if (input_error == 0) return 0;
  complain(surface.name, "cannot read from the client", input_error);
  return 1;
}

}  // namespace s1::mcp
