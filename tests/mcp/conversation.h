// SPDX-License-Identifier: Apache-2.0
// A small surface, and a connection to it that runs every job at once on the calling thread, or holds them back until
// told.
#pragma once
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "mcp/connection.h"

namespace s1::test {

inline Result<mcp::Json> echo_arguments(const mcp::Json& arguments, const mcp::Call& /*call*/) {
  mcp::Json result = mcp::Json::object();
  result["arguments"] = arguments;
  return result;
}

inline Result<mcp::Json> count_to_three(const mcp::Json& /*arguments*/, const mcp::Call& call) {
  for (int i = 1; i <= 3; ++i) call.progress(i, 3, "step");
  return mcp::Json::object();
}

inline mcp::Surface small_surface() {
  static constexpr mcp::Tool echo{
      .name = "echo",
      .title = "Echo",
      .description = "Says it again.",
      .input_schema = R"({"type":"object","properties":{"text":{"type":"string"}},"additionalProperties":false})",
      .output_schema = R"({"type":"object","properties":{"arguments":{"type":"object","properties":{}}}})",
      .run = echo_arguments};
  static constexpr mcp::Tool count{.name = "count",
                                   .title = "Count",
                                   .description = "Counts to three.",
                                   .read_only = false,
                                   .idempotent = false,
                                   .input_schema = R"({"type":"object","properties":{}})",
                                   .output_schema = R"({"type":"object","properties":{}})",
                                   .run = count_to_three};
  static constexpr const mcp::Tool* tools[] = {&count, &echo};
  mcp::Surface surface;
  surface.name = "small";
  surface.title = "Small";
  surface.version = "1.0.0";
  surface.instructions = "Be brief.";
  surface.tools = tools;
  surface.resources = [] { return std::vector<mcp::Resource>{{"s1://one", "one", "One", "The first.", "text/plain"}}; };
  surface.templates = [] {
    return std::vector<mcp::ResourceTemplate>{{"s1://{+id}", "any", "Any", "All of them.", "text/plain"}};
  };
  surface.read = [](std::string_view uri) -> Result<mcp::ResourceText> {
    if (uri == "s1://one") return mcp::ResourceText{std::string(uri), "text/plain", "1"};
    if (uri == "s1://broken")
      return std::unexpected(Error{.code = "io-error", .where = "one", .what = "cannot be read", .hint = ""});
    return std::unexpected(
        Error{.code = "unknown-resource", .where = std::string(uri), .what = "no such resource", .hint = ""});
  };
  surface.prompts = [] {
    return std::vector<mcp::Prompt>{
        {.name = "review",
         .title = "Review",
         .description = "Reviews a path.",
         .arguments = {{.name = "path", .description = "What to review.", .required = true}},
         .render = [](const mcp::Json& arguments) -> Result<std::string> {
           return "Review " + arguments.at("path").get<std::string>();
         }}};
  };
  surface.complete = [](std::string_view /*prompt*/, std::string_view uri_template, std::string_view /*argument*/,
                        std::string_view typed) {
    std::vector<std::string> values;
    if (uri_template.empty()) return values;
    for (int i = 0; i < 150; ++i) values.push_back(std::string(typed) + std::to_string(i));
    return values;
  };
  return surface;
}

class Conversation {
 public:
  explicit Conversation(mcp::Surface surface = small_surface(), const mcp::Limits& limits = {})
      : surface_(std::move(surface)),
        connection_(
            surface_, limits, [this](mcp::Outgoing message) { sent_.push_back(std::move(message)); },
            [this](std::function<void()> job) { jobs_.push_back(std::move(job)); }) {}

  void receive(std::string_view line) { connection_.receive(std::string(line) + '\n'); }
  void run_jobs() {
    while (!jobs_.empty()) {
      jobs_.front()();
      jobs_.pop_front();
    }
  }
  // What is written now, without the line feeds.
  std::vector<std::string> written() {
    std::vector<std::string> lines;
    for (mcp::Outgoing& message : sent_) {
      if (message.still_wanted && !message.still_wanted()) continue;
      message.line.pop_back();
      lines.push_back(std::move(message.line));
    }
    sent_.clear();
    return lines;
  }
  // Everything that one line is answered with.
  std::vector<std::string> ask(std::string_view line) {
    receive(line);
    run_jobs();
    return written();
  }
  // For a line with one answer.
  mcp::Json answer(std::string_view line) {
    const auto lines = ask(line);
    return lines.size() == 1 ? mcp::Json::parse(lines[0]) : mcp::Json();
  }

 private:
  mcp::Surface surface_;
  std::vector<mcp::Outgoing> sent_;
  std::deque<std::function<void()>> jobs_;
  mcp::Connection connection_;
};

}  // namespace s1::test
