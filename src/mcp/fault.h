// SPDX-License-Identifier: Apache-2.0
// A failure of the protocol itself, as JSON-RPC reports it. What a tool could not do is no fault but a result
// (tool_result.h).
#pragma once
#include <expected>
#include <string>

#include "mcp/server.h"

namespace s1::mcp {

namespace fault_code {
inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kResourceNotFound = -32002;  // up to 2025-11-25
inline constexpr int kUnsupportedProtocolVersion = -32022;
}  // namespace fault_code

struct Fault {
  int code = fault_code::kInternalError;
  std::string message;  // one sentence
  Json data = nullptr;  // null: none
};

template <class T>
using OrFault = std::expected<T, Fault>;

}  // namespace s1::mcp
