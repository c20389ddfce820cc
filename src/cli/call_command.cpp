// SPDX-License-Identifier: Apache-2.0
// s1-infra call: one tool from the command line, with the checks that the server makes.
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/find_tool.h"
#include "cli/terminal.h"
#include "facts/secret_patterns.h"
#include "mcp/fault.h"
#include "mcp/json_reader.h"
#include "mcp/server.h"

namespace s1::cli {
namespace {

using mcp::Json;

constexpr std::size_t kMostBytes = 8U * 1024 * 1024;  // as a line of the protocol

int print_failure(const Error& error, int code) {
  Json body = {{"code", error.code},
               {"message", facts::scrub(error.where.empty() ? error.what : error.where + ": " + error.what)}};
  if (!error.hint.empty()) body["hint"] = facts::scrub(error.hint);
  print(Json{{"error", body}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  return code;
}

std::optional<std::string> read_all(int descriptor) {
  std::string text;
  char buffer[65536];
  while (text.size() <= kMostBytes) {
    const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
  }
  return std::nullopt;
}

Result<std::string> text_of(const std::string& given) {
  if (given == "-") {
    std::optional<std::string> text = read_all(STDIN_FILENO);
    if (!text)
      return std::unexpected(
          Error{"bad-arguments", "standard input", "it cannot be read, or is over 8 MiB", "hand in a JSON object"});
    return *std::move(text);
  }
  if (!given.starts_with('@')) return given;
  std::ifstream in(given.substr(1), std::ios::binary);
  if (!in)
    return std::unexpected(
        Error{"bad-arguments", given.substr(1), "this file cannot be read", "@FILE names a file with a JSON object"});
  std::string text(kMostBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMostBytes)
    return std::unexpected(
        Error{"bad-arguments", given.substr(1), "this file is over 8 MiB", "hand in a smaller JSON object"});
  return text;
}

int run_call(const std::string& name, const std::string& given, const std::string& root) {
  const Result<const mcp::Tool*> tool = find_tool(name);
  if (!tool) return print_failure(tool.error(), kUsage);
  const Result<std::string> text = text_of(given);
  if (!text) return print_failure(text.error(), kUsage);
  const auto arguments = mcp::read_json(*text, {});
  if (!arguments)
    return print_failure(
        {"bad-arguments", "ARGUMENTS", arguments.error().message, "hand in a JSON object: '{\"path\": \".\"}'"},
        kUsage);

  mcp::Call call;
  call.root = root;
  const Result<Json> answer = mcp::call_tool(**tool, *arguments, call);
  if (!answer) return print_failure(answer.error(), answer.error().code == "bad-arguments" ? kUsage : kFindings);
  print(answer->dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  return kOk;
}

}  // namespace

void add_call(CLI::App& app, Run& run) {
  const auto name = std::make_shared<std::string>();
  const auto given = std::make_shared<std::string>("{}");
  const auto root = std::make_shared<std::string>();
  CLI::App* const command = app.add_subcommand("call", "Run one tool and print its answer as JSON");
  command->add_option("TOOL", *name, "A tool's name; `s1-infra tools` lists them")->required();
  command->add_option("ARGUMENTS", *given, "A JSON object, @FILE, or - for standard input; default {}");
  command->add_option("--root", *root, "The folder that the tool works in and never leaves")->type_name("DIR");
  command->callback(
      [&run, name, given, root] { run = [name, given, root] { return run_call(*name, *given, *root); }; });
}

}  // namespace s1::cli
