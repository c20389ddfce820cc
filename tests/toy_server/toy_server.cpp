// SPDX-License-Identifier: Apache-2.0
// A server for the tests of the protocol, with tools that are slow, large and faulty as their arguments ask.
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>

#include "mcp/server.h"

namespace {

using s1::Error;
using s1::Result;
using s1::mcp::Call;
using s1::mcp::Json;
using s1::mcp::Tool;

Json object(std::string_view key, Json value) {
  Json result = Json::object();
  result[std::string(key)] = std::move(value);
  return result;
}

constexpr std::string_view kAnyObject = R"({"type":"object","properties":{}})";

const Tool echo{
    .name = "echo",
    .title = "Echo",
    .description = "Answers with its arguments.",
    .input_schema = R"({"type":"object","properties":{
      "text":{"type":"string"},"count":{"type":"integer","minimum":0,"maximum":9},"loud":{"type":"boolean"},
      "words":{"type":"array","items":{"type":"string"}}},"required":["text"],"additionalProperties":false})",
    .output_schema = kAnyObject,
    .run = [](const Json& arguments, const Call& /*call*/) -> Result<Json> { return object("arguments", arguments); },
};

// Waits in steps of a millisecond, as a tool that does something would look at its stop token now and then.
const Tool slow{
    .name = "slow",
    .title = "Slow",
    .description = "Answers after a while.",
    .input_schema =
        R"({"type":"object","properties":{"ms":{"type":"integer","default":100}},"additionalProperties":false})",
    .output_schema = kAnyObject,
    .run = [](const Json& arguments, const Call& call) -> Result<Json> {
      const int ms = arguments.at("ms").get<int>();
      std::mutex mutex;
      std::condition_variable_any never;
      std::unique_lock lock(mutex);
      const auto begin = std::chrono::steady_clock::now();
      for (int done = 0; done < ms && !call.cancelled.stop_requested(); ++done) {
        call.progress(done, ms, "waiting");
        never.wait_until(lock, call.cancelled, begin + std::chrono::milliseconds(done + 1), [] { return false; });
      }
      return object("waited", ms);
    },
};

const Tool fail{
    .name = "fail",
    .title = "Fail",
    .description = "Fails as foreseen.",
    .input_schema = kAnyObject,
    .output_schema = kAnyObject,
    .run = [](const Json& /*arguments*/, const Call& /*call*/) -> Result<Json> {
      return std::unexpected(Error{.code = "no-luck", .where = "a/path", .what = "it failed", .hint = "Try again"});
    },
};

const Tool throws{
    .name = "throw",
    .title = "Throw",
    .description = "Throws what is asked for.",
    .input_schema = R"({"type":"object","properties":{"what":{"type":"string"}}})",
    .output_schema = kAnyObject,
    .run = [](const Json& arguments, const Call& /*call*/) -> Result<Json> {
      if (arguments.value("what", "") == "memory") throw std::bad_alloc();
      if (arguments.value("what", "") == "number") throw 7;
      throw std::runtime_error("thrown on purpose");
    },
};

const Tool big{
    .name = "big",
    .title = "Big",
    .description = "Answers with many bytes.",
    .input_schema = R"({"type":"object","properties":{"bytes":{"type":"integer","default":1000000}}})",
    .output_schema = kAnyObject,
    .run = [](const Json& arguments, const Call& /*call*/) -> Result<Json> {
      return object("text", std::string(arguments.at("bytes").get<std::size_t>(), 'x'));
    },
};

constexpr const Tool* kTools[] = {&big, &echo, &fail, &slow, &throws};

}  // namespace

int main() {
  s1::mcp::Surface surface;
  surface.name = "toy";
  surface.title = "Toy";
  surface.version = "1.2.3";
  surface.instructions = "Play.";
  surface.tools = kTools;
  return s1::mcp::serve(surface);
}
