// SPDX-License-Identifier: Apache-2.0
// A Model Context Protocol server on stdio, for both protocol eras at once (2024-11-05 to 2025-11-25 after
// `initialize`, and the stateless 2026-07-28). Knows nothing of infrastructure: tools, resources and prompts are handed
// in.
#pragma once
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"

namespace s1::mcp {

using Json = nlohmann::ordered_json;

// What a running request may use: whether it was cancelled, and a way to say how far it is. Both are safe from any
// thread.
struct Call {
  std::stop_token cancelled;
  // The folder that a tool works in where its arguments name none: Surface::root.
  std::string_view root;
  // done must rise; total is 0 where unknown. Does nothing where the client asked for no progress.
  std::function<void(double done, double total, std::string_view message)> progress;
};

struct Tool {
  std::string_view name;  // ^[a-z][a-z0-9_]{0,23}$
  std::string_view title;
  std::string_view description;
  bool read_only = true;
  bool destructive = false;
  bool idempotent = true;
  std::string_view input_schema;   // JSON text; parsed when it is first asked for
  std::string_view output_schema;  // JSON text: the published one
  // The structured content, or an error that the model can act on (isError). Arguments are an object, already checked
  // and coerced against the input schema.
  Result<Json> (*run)(const Json& arguments, const Call& call);
};

struct Resource {
  std::string uri;
  std::string name;
  std::string title;
  std::string description;
  std::string mime_type;
};

struct ResourceTemplate {
  std::string uri_template;
  std::string name;
  std::string title;
  std::string description;
  std::string mime_type;
};

struct ResourceText {
  std::string uri;
  std::string mime_type;
  std::string text;
};

struct PromptArgument {
  std::string name;
  std::string description;
  bool required = false;
};

struct Prompt {
  std::string name;
  std::string title;
  std::string description;
  std::vector<PromptArgument> arguments;
  // The text of the one user message.
  std::function<Result<std::string>(const Json& arguments)> render;
};

// What the server offers; what is left empty is not advertised (resources, templates and read go together). The
// functions are called when a request needs them, from any thread, and never before.
struct Surface {
  std::string_view name;  // s1-infra
  std::string_view title;
  std::string_view version;
  std::string_view instructions;  // at most 2,000 characters
  std::string_view root;          // handed to every call; empty: the working directory
  std::function<void(std::string_view line)>
      trace;  // gets a line for each request answered, from any thread; may be empty
  std::span<const Tool* const> tools;
  std::function<std::vector<Resource>()> resources;
  std::function<std::vector<ResourceTemplate>()> templates;
  std::function<Result<ResourceText>(std::string_view uri)> read;  // code "unknown-resource" where there is none
  std::function<std::vector<Prompt>()> prompts;
  // Values for an argument of a prompt (`prompt` set) or a template (`uri_template` set) that go with what was typed so
  // far.
  std::function<std::vector<std::string>(std::string_view prompt, std::string_view uri_template,
                                         std::string_view argument, std::string_view typed)>
      complete;
};

struct Limits {
  std::size_t line_bytes = 8U * 1024 * 1024;  // a longer line is refused and skipped
  std::size_t json_depth = 256;
  std::size_t json_values = 500'000;              // in one message: a value costs ten times its bytes and more
  std::size_t requests = 1000;                    // running, queued or not yet written; more are refused
  std::size_t request_bytes = 64U * 1024 * 1024;  // of all those together
  std::size_t unread_bytes = 16U * 1024 * 1024;   // of answers, before nothing more is begun until the client reads
  std::size_t threads = 0;                        // 0: twice the cores
};

// Serves until stdin ends or SIGINT or SIGTERM comes. Returns the exit code: 0 after the end of input, once all that
// runs is answered. A signal or a client that stopped reading ends the process itself, without waiting for tools.
[[nodiscard]] int serve(const Surface& surface, const Limits& limits = {});

// A tool called outside the server, with the same checks of its arguments (the command line).
[[nodiscard]] Result<Json> call_tool(const Tool& tool, const Json& arguments, const Call& call);

}  // namespace s1::mcp
