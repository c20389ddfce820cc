// SPDX-License-Identifier: Apache-2.0
#include "process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace s1::bench {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void die(const char* what) {
  std::perror(what);
  std::exit(2);
}

}  // namespace

Process::Process(const std::vector<std::string>& argv) {
  std::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> in{}, out{};
  if (pipe2(in.data(), O_CLOEXEC) != 0 || pipe2(out.data(), O_CLOEXEC) != 0) die("pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::vector<char*> arguments;
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  begun_ = Clock::now();
  if (posix_spawnp(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) die(arguments[0]);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

Process::~Process() {
  if (to_ >= 0) close(to_);
  if (from_ >= 0) close(from_);
}

void Process::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(to_, text.data(), text.size());
    if (count < 0) die("write");
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::string Process::read_line() {
  for (;;) {
    if (const std::size_t end = buffered_.find('\n'); end != std::string::npos) {
      std::string line = buffered_.substr(0, end);
      buffered_.erase(0, end + 1);
      return line;
    }
    std::array<char, 65536> block{};
    const ssize_t count = read(from_, block.data(), block.size());
    if (count <= 0) return {};
    buffered_.append(block.data(), static_cast<std::size_t>(count));
  }
}

std::string Process::read_all(std::size_t most) {
  std::array<char, 65536> block{};
  for (ssize_t count = 0; (count = read(from_, block.data(), block.size())) > 0;)
    buffered_.append(block.data(), std::min(static_cast<std::size_t>(count), most - std::min(most, buffered_.size())));
  return std::exchange(buffered_, {});
}

void Process::stop_clock() {
  stopped_ = Clock::now();
}

Finished Process::wait() {
  close(to_);
  to_ = -1;
  int status = 0;
  rusage usage{};
  if (wait4(pid_, &status, 0, &usage) != pid_) die("wait4");
  if (stopped_ == Clock::time_point{}) stop_clock();
  return {std::chrono::duration<double, std::milli>(stopped_ - begun_).count(),
          static_cast<double>(usage.ru_maxrss) / 1024.0,
          WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void row(std::string_view what, std::string_view target, std::string_view measured, bool met) {
  fmt::print("| {:<44} | {:<20} | {:<28} | {:<6} |\n", what, target, measured, met ? "met" : "MISSED");
  std::fflush(stdout);
}

}  // namespace s1::bench
