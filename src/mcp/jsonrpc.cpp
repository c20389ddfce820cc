// SPDX-License-Identifier: Apache-2.0
#include "mcp/jsonrpc.h"

#include <utility>

#include "text/scrub.h"
#include "text/utf8.h"

namespace s1::mcp {
namespace {

constexpr std::size_t kLongestQuote = 80;

Message invalid(Json id, std::string_view why) {
  return Malformed{.id = std::move(id),
                   .fault = {.code = fault_code::kInvalidRequest, .message = "Invalid request: " + std::string(why)}};
}

Json envelope() {
  Json message = Json::object();
  message["jsonrpc"] = "2.0";
  return message;
}

}  // namespace

bool is_id(const Json& value) {
  return value.is_string() || value.is_number_integer();
}

Message read_message(Json value) {
  if (!value.is_object()) return invalid(nullptr, "a message is a JSON object");
  Json id = nullptr;
  const auto id_at = value.find("id");
  if (id_at != value.end()) {
    if (!is_id(*id_at)) return invalid(nullptr, "id must be a string or an integer");
    id = *id_at;
  }
  const auto version = value.find("jsonrpc");
  if (version == value.end() || *version != "2.0") return invalid(std::move(id), "jsonrpc must be \"2.0\"");
  const auto method = value.find("method");
  if (method == value.end()) {
    if (value.contains("result") || value.contains("error")) return Response{};
    return invalid(std::move(id), "method is missing");
  }
  if (!method->is_string()) return invalid(std::move(id), "method must be a string");
  Json params = Json::object();
  if (const auto at = value.find("params"); at != value.end() && !at->is_null()) {
    if (!at->is_object() && id.is_null()) return Notification{.method = method->get<std::string>(), .params = {}};
    if (!at->is_object())
      return Malformed{.id = std::move(id),
                       .fault = {.code = fault_code::kInvalidParams, .message = "params must be an object"}};
    params = std::move(*at);
  }
  std::string name = std::move(method->get_ref<std::string&>());
  if (id.is_null()) return Notification{.method = std::move(name), .params = std::move(params)};
  return Request{.id = std::move(id), .method = std::move(name), .params = std::move(params)};
}

Json result_message(Json id, Json result) {
  Json message = envelope();
  message["id"] = std::move(id);
  message["result"] = std::move(result);
  return message;
}

Json error_message(Json id, Fault fault) {
  Json message = envelope();
  if (!id.is_null()) message["id"] = std::move(id);
  Json& error = message["error"];
  error["code"] = fault.code;
  error["message"] = std::move(fault.message);
  if (!fault.data.is_null()) error["data"] = std::move(fault.data);
  return message;
}

Json notification_message(std::string_view method, Json params) {
  Json message = envelope();
  message["method"] = method;
  message["params"] = std::move(params);
  return message;
}

std::string to_text(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_line(const Json& message) {
  return to_text(message) + '\n';
}

std::string quote(std::string_view text) {
  std::size_t end = 0;
  std::size_t characters = 0;
  while (end < text.size() && characters < kLongestQuote) {
    end += utf8::decode(text.substr(end)).length;
    ++characters;
  }
  return '"' + clean(text.substr(0, end)) + (end < text.size() ? "…\"" : "\"");
}

}  // namespace s1::mcp
