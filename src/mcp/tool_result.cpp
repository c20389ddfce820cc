// SPDX-License-Identifier: Apache-2.0
#include "mcp/tool_result.h"

#include <exception>
#include <new>
#include <utility>

#include "mcp/arguments.h"
#include "mcp/jsonrpc.h"

namespace s1::mcp {
namespace {

std::string text_of(const Error& error) {
  std::string text = error.code + ": " + (error.where.empty() ? "" : error.where + ": ") + error.what;
  if (!error.hint.empty()) text += ". Hint: " + error.hint;
  return text;
}

Json text_content(std::string text) {
  Json block = Json::object();
  block["type"] = "text";
  block["text"] = std::move(text);
  Json content = Json::array();
  content.push_back(std::move(block));
  return content;
}

Error internal(const Tool& tool, std::string what) {
  return {.code = "internal-error",
          .where = std::string(tool.name),
          .what = std::move(what),
          .hint = "This is a fault of the server, not of the arguments: report it; other calls still work"};
}

Result<Json> run_checked(const Tool& tool, const Json& arguments, Call call) {
  if (!call.progress) call.progress = [](double, double, std::string_view) {};
  const Json schema = Json::parse(tool.input_schema);
  const Result<Json> checked = check_arguments(schema, arguments);
  if (!checked) return checked;
  Result<Json> outcome = tool.run(*checked, call);
  if (outcome && !outcome->is_object()) return std::unexpected(internal(tool, "the answer is not an object"));
  return outcome;
}

}  // namespace

Json tool_result(Result<Json> outcome) {
  Json result = Json::object();
  if (!outcome) {
    result["content"] = text_content(text_of(outcome.error()));
    result["isError"] = true;
    return result;
  }
  result["content"] = text_content(to_text(*outcome));
  result["structuredContent"] = *std::move(outcome);
  result["isError"] = false;
  return result;
}

Result<Json> call_tool(const Tool& tool, const Json& arguments, const Call& call) {
  try {
    return run_checked(tool, arguments, call);
  } catch (const std::bad_alloc&) {
    return std::unexpected(internal(tool, "out of memory"));
  } catch (const std::exception& error) {
    return std::unexpected(internal(tool, error.what()));
  } catch (...) {
    return std::unexpected(internal(tool, "an unknown exception"));
  }
}

}  // namespace s1::mcp
