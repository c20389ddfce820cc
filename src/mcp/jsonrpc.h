// SPDX-License-Identifier: Apache-2.0
// The JSON-RPC 2.0 envelope: what kind of message a JSON value is, and the messages this side sends.
#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "mcp/fault.h"

namespace s1::mcp {

struct Request {
  Json id;  // a string or an integer
  std::string method;
  Json params;  // an object
};

struct Notification {
  std::string method;
  Json params;
};

// To a request of this side; it sends none, so there is nothing to do.
struct Response {};

struct Malformed {
  Json id;  // null where it could not be read
  Fault fault;
};

using Message = std::variant<Request, Notification, Response, Malformed>;

[[nodiscard]] Message read_message(Json value);
[[nodiscard]] bool is_id(const Json& value);

[[nodiscard]] Json result_message(Json id, Json result);
// A null id is left out: MCP's schemas have no null there.
[[nodiscard]] Json error_message(Json id, Fault fault);
[[nodiscard]] Json notification_message(std::string_view method, Json params);
// The one line that goes over the wire. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string to_line(const Json& message);
[[nodiscard]] std::string to_text(const Json& value);
// Text from the client made fit to be repeated in an error: quoted, cleaned and cut.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace s1::mcp
