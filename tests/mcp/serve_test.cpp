// SPDX-License-Identifier: Apache-2.0
// The whole server over real descriptors.
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "child.h"
#include "test.h"

using s1::test::Child;
using s1::test::Clock;
using s1::test::Json;
using s1::test::Pair;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kPing = R"({"jsonrpc":"2.0","id":"p","method":"ping"})";
constexpr std::string_view kPong = R"({"jsonrpc":"2.0","id":"p","result":{}})";

std::chrono::milliseconds since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
}

// Whether one of three attempts, each given a server of its own, is as fast as it must be: a busy machine is no
// failure.
template <class Attempt>
bool within(std::chrono::milliseconds limit, Attempt attempt) {
  for (int i = 0; i < 3; ++i)
    if (attempt() < limit) return true;
  return false;
}

// A file, opened for reading and already unlinked.
int file_of(std::string_view text) {
  std::string name = (std::filesystem::temp_directory_path() / "s1-mcp-XXXXXX").string();
  const int file = ::mkostemp(name.data(), O_CLOEXEC);
  ::unlink(name.c_str());
  REQUIRE(::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  ::lseek(file, 0, SEEK_SET);
  return file;
}

// One exchange that shows that the server lives, and a call that went through the pool.
void converse(Child& child) {
  child.send(kPing);
  CHECK(child.line() == std::string(kPong));
  child.call(0, "echo", R"({"text":"x"})");
  const Json answer = child.message();
  REQUIRE(answer.is_object());
  CHECK(answer.at("id") == 0);
  CHECK(answer.at("result").at("structuredContent").dump() == R"({"arguments":{"text":"x"}})");
}

}  // namespace

TEST_CASE("stdin and stdout may be pipes, one socket, a terminal") {
  SECTION("pipes") {
    Child child;
    converse(child);
    child.close_input();
    CHECK(child.exit_code() == 0);
    CHECK_FALSE(child.line().has_value());
  }
  SECTION("one socket for both, of which the client closes its half") {
    const Pair socket = s1::test::socket_pair();
    Child child(socket, socket);
    converse(child);
    child.call(1, "slow", R"({"ms":50})");
    child.close_input();
    CHECK(child.message().at("id") == 1);
    CHECK(child.exit_code() == 0);
  }
  SECTION("one socket for both, closed") {
    const Pair socket = s1::test::socket_pair();
    Child child(socket, socket);
    converse(child);
    child.close_output();
    CHECK(child.exit_code() == 0);
  }
  SECTION("a terminal for both, which goes away") {
    if (!std::filesystem::exists("/dev/pts/ptmx")) {  // as in a bare chroot
      WARN("skipped: a terminal for both: this machine has no /dev/pts");
      return;
    }
    const Pair pty = s1::test::terminal();
    Child child(pty, pty);
    converse(child);
    child.close_output();
    CHECK(child.exit_code() == 0);
  }
}

TEST_CASE("stdin may be a file, whose last line lacks its line feed") {
  const std::string lines = std::string(kPing) + "\r\n\n" + std::string(kPing);
  Child child({.parent = -1, .child = file_of(lines)}, s1::test::pipe_from_child());
  CHECK(child.line() == std::string(kPong));
  CHECK(child.line() == std::string(kPong));
  CHECK(child.exit_code() == 0);
}

TEST_CASE("descriptors that the parent made non-blocking stay so, and work") {
  const Pair in = s1::test::pipe_to_child();
  const Pair out = s1::test::pipe_from_child();
  const int in_seen = ::fcntl(in.child, F_DUPFD_CLOEXEC, 10);
  const int out_seen = ::fcntl(out.child, F_DUPFD_CLOEXEC, 10);
  const int flag = GENERATE(O_NONBLOCK, 0);
  CAPTURE(flag);
  ::fcntl(in.child, F_SETFL, ::fcntl(in.child, F_GETFL) | flag);
  ::fcntl(out.child, F_SETFL, ::fcntl(out.child, F_GETFL) | flag);
  Child child(in, out);
  std::this_thread::sleep_for(50ms);  // it waits for input that is not there
  converse(child);
  child.call(1, "big", R"({"bytes":1000000})");  // more than the pipe takes
  std::this_thread::sleep_for(50ms);
  const Json answer = child.message();
  CHECK(answer.at("result").at("structuredContent").at("text").get_ref<const std::string&>().size() == 1'000'000);
  CHECK((::fcntl(in_seen, F_GETFL) & O_NONBLOCK) == flag);
  CHECK((::fcntl(out_seen, F_GETFL) & O_NONBLOCK) == flag);
  ::close(in_seen);
  child.close_input();
  CHECK(child.exit_code() == 0);
  ::close(out_seen);
}

TEST_CASE("what is read while tools run") {
  Child child;
  for (int id = 0; id < 50; ++id) child.call(id, "slow", R"({"ms":60000})");  // every thread, and a queue behind
  child.send(kPing);
  CHECK(child.line(1s) == std::string(kPong));
}

TEST_CASE("200 calls at once are all answered, each once, in whole lines") {
  Child child;
  for (int id = 0; id < 200; ++id)
    child.call(id, id % 3 == 0 ? "slow" : "big", id % 3 == 0 ? R"({"ms":5})" : R"({"bytes":30000})");
  std::set<int> ids;
  for (int i = 0; i < 200; ++i) {
    const Json answer = child.message();
    REQUIRE(answer.is_object());
    CHECK(answer.at("result").at("isError") == false);
    ids.insert(answer.at("id").get<int>());
  }
  CHECK(ids.size() == 200);
}

TEST_CASE("the end of input lets everything finish") {
  Child child;
  for (int id = 0; id < 20; ++id) child.call(id, "slow", R"({"ms":100})");
  child.close_input();
  std::set<int> ids;
  while (const auto line = child.line()) ids.insert(Json::parse(*line).at("id").get<int>());
  CHECK(ids.size() == 20);
  CHECK(child.exit_code() == 0);
}

TEST_CASE("a cancelled call ends within 100 ms and says nothing more") {
  CHECK(within(100ms, [] {
    Child child;
    child.call(1, "slow", R"({"ms":60000})", R"({"progressToken":0})");
    const Json first = child.message();
    CHECK(first.at("method") == "notifications/progress");
    CHECK(first.at("params").at("progressToken") == 0);
    const auto begin = Clock::now();
    child.cancel(1);
    child.send(kPing);
    child.close_input();
    CHECK(child.exit_code() == 0);  // nothing runs any more
    const auto took = since(begin);
    auto line = child.line();
    while (line && *line != kPong) line = child.line();  // progress that had left before
    CHECK(line.has_value());
    CHECK_FALSE(child.line().has_value());
    return took;
  }));
}

TEST_CASE("a cancelled call in the queue never starts") {
  Child child;
  const int calls = 2 * static_cast<int>(std::thread::hardware_concurrency()) + 1;
  for (int id = 0; id < calls; ++id) child.call(id, "slow", R"({"ms":300})");
  child.call(calls, "slow", R"({"ms":60000})");
  child.cancel(calls);
  child.close_input();
  int answers = 0;
  while (child.line()) ++answers;
  CHECK(answers == calls);
  CHECK(child.exit_code() == 0);
}

TEST_CASE("progress rises, comes at most ten times a second, and not after the answer") {
  Child child;
  child.call(1, "slow", R"({"ms":550})", R"({"progressToken":"t"})");
  double last = -1;
  int count = 0;
  Json message = child.message();
  for (; message.contains("method"); message = child.message()) {
    CHECK(message.at("params").at("progressToken") == "t");
    CHECK(message.at("params").at("progress").get<double>() > last);
    last = message.at("params").at("progress").get<double>();
    ++count;
  }
  CHECK(message.at("id") == 1);
  CHECK(count >= 3);
  CHECK(count <= 6);
  CHECK_FALSE(child.line(200ms).has_value());
}

TEST_CASE("a client that does not read holds up no cancellation") {
  Child child;
  for (int id = 0; id < 20; ++id) child.call(id, "big", R"({"bytes":200000})");
  std::this_thread::sleep_for(300ms);  // most are done and wait to be written
  for (int id = 10; id < 20; ++id) child.cancel(id);
  child.call(100, "slow", R"({"ms":60000})");
  child.cancel(100);
  child.send(kPing);
  std::this_thread::sleep_for(100ms);
  std::set<std::string> ids;
  for (int i = 0; i < 11; ++i) {
    const Json answer = child.message();
    REQUIRE(answer.is_object());
    ids.insert(answer.at("id").dump());
  }
  child.close_input();
  while (const auto line = child.line()) ids.insert(Json::parse(*line).at("id").dump());
  CHECK(child.exit_code() == 0);
  for (int id = 0; id < 10; ++id) CHECK(ids.contains(std::to_string(id)));
  CHECK(ids.contains("\"p\""));
  CHECK(ids.size() <= 12);  // of those that were cancelled, only one that was being written
}

TEST_CASE("SIGINT and SIGTERM end the process within 200 ms, whatever runs") {
  const int signal = GENERATE(SIGINT, SIGTERM);
  CAPTURE(signal);
  const auto time_to_end = [&](Child& child) {
    const auto begin = Clock::now();
    child.signal(signal);
    CHECK(child.exit_code() == 128 + signal);
    return since(begin);
  };
  SECTION("idle") {
    CHECK(within(200ms, [&] {
      Child child;
      converse(child);
      return time_to_end(child);
    }));
  }
  SECTION("with tools running") {
    CHECK(within(200ms, [&] {
      Child child;
      for (int id = 0; id < 20; ++id) child.call(id, "slow", R"({"ms":60000})");
      child.send(kPing);
      CHECK(child.line() == std::string(kPong));
      return time_to_end(child);
    }));
  }
  SECTION("while the client does not read") {
    CHECK(within(200ms, [&] {
      Child child;
      converse(child);
      child.call(1, "big", R"({"bytes":1000000})");
      std::this_thread::sleep_for(200ms);
      return time_to_end(child);
    }));
  }
  SECTION("after the end of input") {
    CHECK(within(200ms, [&] {
      Child child;
      converse(child);  // it has begun, however slow the machine
      child.call(1, "slow", R"({"ms":60000})");
      child.close_input();
      std::this_thread::sleep_for(50ms);
      return time_to_end(child);
    }));
  }
  SECTION("where the parent ignores it") {
    ::signal(signal, SIG_IGN);
    Child child;
    ::signal(signal, SIG_DFL);
    converse(child);
    time_to_end(child);
  }
}

TEST_CASE("a client that is gone ends the server without a word") {
  SECTION("while it waits for input") {
    Child child;
    converse(child);
    child.close_output();
    CHECK(child.exit_code() == 0);
  }
  SECTION("while it has much to say") {
    Child child;
    child.call(1, "big", R"({"bytes":1000000})");
    std::this_thread::sleep_for(100ms);
    child.close_output();
    CHECK(child.exit_code() == 0);
  }
  SECTION("while a tool runs") {
    Child child;
    child.call(1, "slow", R"({"ms":60000})");
    child.send(kPing);
    CHECK(child.line() == std::string(kPong));
    child.close_output();
    CHECK(child.exit_code() == 0);
  }
}

TEST_CASE("tools that fail and throw are answered, and the server lives on") {
  Child child;
  const auto text = [&](std::string_view tool, std::string_view arguments) {
    child.call(1, tool, arguments);
    const Json result = child.message().at("result");
    CHECK(result.at("isError") == true);
    CHECK_FALSE(result.contains("structuredContent"));
    return result.at("content")[0].at("text").get<std::string>();
  };
  CHECK(text("fail", "{}") == "no-luck: a/path: it failed. Hint: Try again");
  CHECK(text("throw", "{}").starts_with("internal-error: throw: thrown on purpose. Hint: "));
  CHECK(text("throw", R"({"what":"memory"})").starts_with("internal-error: throw: out of memory. Hint: "));
  CHECK(text("throw", R"({"what":"number"})").starts_with("internal-error: throw: an unknown exception. Hint: "));
  converse(child);
}

TEST_CASE("input of every bad kind is survived") {
  Child child;
  child.write(std::string(20'000'000, 'x') + "\n");
  CHECK(child.message().at("error").at("code") == -32600);
  child.write(std::string(1'000'000, '[') + "\n");
  CHECK(child.message().at("error").at("code") == -32600);
  child.write(std::string("\0\0\n", 3));
  CHECK(child.message().at("error").at("code") == -32700);
  child.write("\xff\xfe\n");
  CHECK(child.message().at("error").at("code") == -32700);
  child.write("\n\r\n  \n");
  std::string members = R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{)";
  for (int i = 0; i < 300'000; ++i) members += '"' + std::to_string(i) + R"(":0,)";
  members += R"("text":"x"}}})";
  child.send(members);
  CHECK(child.message().at("result").at("isError") == true);
  converse(child);
}

TEST_CASE("two servers side by side know nothing of each other") {
  Child one;
  Child two;
  converse(one);
  converse(two);
  one.signal(SIGTERM);
  CHECK(one.exit_code() == 128 + SIGTERM);
  converse(two);
}
