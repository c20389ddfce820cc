// SPDX-License-Identifier: Apache-2.0
// The toy server as a child process, with whatever descriptors a test wants it to have.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace s1::test {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

// Two ends; each is closed by the one who has it.
struct Pair {
  int parent = -1;
  int child = -1;
};
[[nodiscard]] Pair pipe_to_child();
[[nodiscard]] Pair pipe_from_child();
[[nodiscard]] Pair socket_pair();
[[nodiscard]] Pair terminal();  // raw, without echo

class Child {
 public:
  Child() : Child(pipe_to_child(), pipe_from_child()) {}
  Child(Pair in, Pair out);
  ~Child();  // kills what still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void write(std::string_view bytes) const;
  void send(std::string_view line) const { write(std::string(line) + '\n'); }
  // A tools/call of the legacy era.
  void call(int id, std::string_view tool, std::string_view arguments = "{}", std::string_view meta = "") const;
  void cancel(int id) const;
  // The next line, or nothing where the time is up or the output has ended.
  std::optional<std::string> line(std::chrono::milliseconds patience = std::chrono::seconds(30));
  // The next message; null where there is none.
  Json message(std::chrono::milliseconds patience = std::chrono::seconds(30));
  void close_input();
  void close_output();
  void signal(int number) const;
  // The exit code, or -signal, or nothing where it still runs when the time is up.
  std::optional<int> exit_code(std::chrono::milliseconds patience = std::chrono::seconds(30));

  [[nodiscard]] int input() const { return in_; }
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  int in_;
  int out_;
  pid_t pid_;
  std::string buffer_;
  std::optional<int> exit_code_;
};

}  // namespace s1::test
