// SPDX-License-Identifier: Apache-2.0
#include "child.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace s1::test {
namespace {

void check(int result, const char* what) {
  if (result < 0) throw std::runtime_error(what);
}

}  // namespace

Pair pipe_to_child() {
  std::array<int, 2> ends{};
  check(::pipe2(ends.data(), O_CLOEXEC), "pipe");
  return {.parent = ends[1], .child = ends[0]};
}

Pair pipe_from_child() {
  std::array<int, 2> ends{};
  check(::pipe2(ends.data(), O_CLOEXEC), "pipe");
  return {.parent = ends[0], .child = ends[1]};
}

Pair socket_pair() {
  std::array<int, 2> ends{};
  check(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), "socketpair");
  return {.parent = ends[0], .child = ends[1]};
}

Pair terminal() {
  Pair pair;
  check(::openpty(&pair.parent, &pair.child, nullptr, nullptr, nullptr), "openpty");
  termios settings{};
  ::tcgetattr(pair.child, &settings);
  ::cfmakeraw(&settings);
  ::tcsetattr(pair.child, TCSANOW, &settings);
  ::fcntl(pair.parent, F_SETFD, FD_CLOEXEC);
  ::fcntl(pair.child, F_SETFD, FD_CLOEXEC);
  return pair;
}

Child::Child(Pair in, Pair out) : in_(in.parent), out_(out.parent), pid_(::fork()) {
  check(pid_, "fork");
  if (pid_ == 0) {
    ::signal(SIGPIPE, SIG_DFL);
    ::dup2(in.child, STDIN_FILENO);
    ::dup2(out.child, STDOUT_FILENO);
    // The process ends by _exit() while threads run, as it must; the thread sanitizer calls that a leak, and waits a
    // second.
    ::setenv("TSAN_OPTIONS", "report_thread_leaks=0:atexit_sleep_ms=0", 0);
    ::execl(S1_TOY_SERVER, "toy_server", nullptr);
    ::_exit(127);
  }
  ::signal(SIGPIPE, SIG_IGN);
  if (in.child >= 0) ::close(in.child);
  if (out.child >= 0 && out.child != in.child) ::close(out.child);
}

Child::~Child() {
  if (!exit_code_) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  close_input();
  close_output();
}

void Child::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(in_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno != EAGAIN && errno != EINTR) return;
      pollfd waiting{.fd = in_, .events = POLLOUT, .revents = 0};
      ::poll(&waiting, 1, -1);
    } else {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
}

void Child::call(int id, std::string_view tool, std::string_view arguments, std::string_view meta) const {
  std::string line = R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":"tools/call","params":{"name":")";
  line.append(tool).append(R"(","arguments":)").append(arguments);
  if (!meta.empty()) line.append(R"(,"_meta":)").append(meta);
  send(line + "}}");
}

void Child::cancel(int id) const {
  send(R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":)" + std::to_string(id) + "}}");
}

std::optional<std::string> Child::line(std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  while (true) {
    if (const std::size_t end = buffer_.find('\n'); end != std::string::npos) {
      std::string result = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return result;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{.fd = out_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, static_cast<int>(std::max<long>(left, 0))) <= 0) return std::nullopt;
    std::array<char, 65536> piece;
    const ssize_t size = ::read(out_, piece.data(), piece.size());
    if (size <= 0) return std::nullopt;
    buffer_.append(piece.data(), static_cast<std::size_t>(size));
  }
}

Json Child::message(std::chrono::milliseconds patience) {
  const auto text = line(patience);
  return text ? Json::parse(*text) : Json();
}

void Child::close_input() {
  if (in_ >= 0 && in_ != out_) ::close(in_);
  if (in_ >= 0 && in_ == out_) ::shutdown(in_, SHUT_WR);
  in_ = -1;
}

void Child::close_output() {
  if (out_ >= 0) ::close(out_);
  out_ = -1;
}

void Child::signal(int number) const {
  ::kill(pid_, number);
}

std::optional<int> Child::exit_code(std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  while (!exit_code_) {
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_)
      exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    else if (Clock::now() >= deadline)
      return std::nullopt;
    else
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return exit_code_;
}

}  // namespace s1::test
