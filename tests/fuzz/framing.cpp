// SPDX-License-Identifier: Apache-2.0
// Any bytes, cut anywhere, through framing, envelope, era and methods. Whatever comes out is one JSON-RPC message a
// line.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mcp/connection.h"

namespace {

using s1::Result;
using s1::mcp::Call;
using s1::mcp::Json;

constexpr s1::mcp::Tool kEcho{
    .name = "echo",
    .title = "Echo",
    .description = "Answers with its arguments.",
    .input_schema = R"({"type":"object","properties":{"text":{"type":"string","enum":["a","b"]},
      "count":{"type":"integer","minimum":0,"maximum":9,"default":3},
      "ratio":{"type":"number"},"loud":{"type":"boolean"},
      "words":{"type":"array","items":{"type":"string"}},
      "edits":{"type":"array","items":{"type":"object","properties":{"id":{"type":"integer"}}}}},
      "required":["text"],"additionalProperties":false})",
    .output_schema = R"({"type":"object","properties":{}})",
    .run = [](const Json& arguments, const Call& call) -> Result<Json> {
      call.progress(1, 2, "half");
      return arguments;
    }};
constexpr const s1::mcp::Tool* kTools[] = {&kEcho};

s1::mcp::Surface surface() {
  s1::mcp::Surface result;
  result.name = "fuzzed";
  result.version = "0";
  result.tools = kTools;
  result.templates = [] { return std::vector<s1::mcp::ResourceTemplate>{{"x://{id}", "x", "", "", ""}}; };
  result.resources = [] { return std::vector<s1::mcp::Resource>{{"x://1", "x", "", "", ""}}; };
  result.read = [](std::string_view uri) -> Result<s1::mcp::ResourceText> {
    return s1::mcp::ResourceText{std::string(uri), "", std::string(uri)};
  };
  result.prompts = [] {
    return std::vector<s1::mcp::Prompt>{
        {.name = "p",
         .title = "",
         .description = "",
         .arguments = {{.name = "a", .description = "", .required = true}},
         .render = [](const Json& arguments) -> Result<std::string> { return arguments.at("a").get<std::string>(); }}};
  };
  result.complete = [](std::string_view, std::string_view, std::string_view, std::string_view typed) {
    return std::vector<std::string>{std::string(typed)};
  };
  return result;
}

void require(bool holds) {
  if (!holds) std::abort();
}

void check_message(const Json& message) {
  require(message.is_object() && message.at("jsonrpc") == "2.0");
  if (message.contains("method")) {
    require(!message.contains("id") && message.at("params").is_object());
    return;
  }
  if (message.contains("result")) {
    require(message.at("result").is_object() && message.contains("id"));
  } else {
    require(message.at("error").at("code").is_number_integer() && message.at("error").at("message").is_string());
  }
  if (message.contains("id")) require(message.at("id").is_string() || message.at("id").is_number_integer());
}

void check_line(std::string_view line) {
  require(line.ends_with('\n') && line.find('\n') == line.size() - 1);
  const Json message = Json::parse(line);
  if (!message.is_array()) return check_message(message);
  require(!message.empty());
  for (const Json& item : message) check_message(item);
}

}  // namespace

// The first byte says how large the pieces are in which the rest arrives, and when the jobs run.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = data[0] % 32U == 0 ? size : 1U + data[0] % 32U;
  const bool late = data[0] >= 128;
  const std::string_view input(reinterpret_cast<const char*>(data + 1), size - 1);

  const s1::mcp::Surface offered = surface();
  std::vector<s1::mcp::Outgoing> sent;
  std::deque<std::function<void()>> jobs;
  s1::mcp::Connection connection(
      offered, {.line_bytes = 4096, .json_depth = 16, .json_values = 200, .requests = 4, .request_bytes = 8192},
      [&](s1::mcp::Outgoing message) { sent.push_back(std::move(message)); },
      [&](std::function<void()> job) { jobs.push_back(std::move(job)); });
  const auto settle = [&] {
    for (; !jobs.empty(); jobs.pop_front()) jobs.front()();
    for (const s1::mcp::Outgoing& message : sent)
      if (!message.still_wanted || message.still_wanted()) check_line(message.line);
    sent.clear();
  };
  for (std::size_t at = 0; at < input.size(); at += step) {
    connection.receive(input.substr(at, step));
    if (!late) settle();
  }
  connection.end_of_input();
  settle();
  return 0;
}
