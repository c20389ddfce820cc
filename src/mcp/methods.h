// SPDX-License-Identifier: Apache-2.0
// The table of methods: each one's name, the eras that have it, how it is run, and the function that answers it.
#pragma once
#include <cstdint>
#include <string_view>

#include "mcp/jsonrpc.h"
#include "mcp/protocol.h"

namespace s1::mcp {

// What outlives a request. Only `initialize` changes it, on the thread that reads.
struct Session {
  const Surface& surface;
  const ProtocolVersion* agreed = nullptr;  // by `initialize`; null before
};

enum class Running : std::uint8_t {
  at_once,  // on the thread that reads: takes no time worth naming
  pooled,   // beside others; can be cancelled
  open,     // a stream: the result is the acknowledgement, and the request stays open until it is cancelled
};

// How long a client may keep a result (modern era).
struct Caching {
  std::string_view scope;  // empty: the result says nothing of caching
  int ttl_ms = 0;
};

struct Method {
  std::string_view name;
  bool (*offered)(const Surface& surface);  // the capability that the method belongs to
  bool legacy;
  bool modern;
  Running running;
  Caching caching;
  OrFault<Json> (*answer)(Session& session, const Request& request, const Call& call);
};

// Null where there is none of this name.
[[nodiscard]] const Method* find_method(std::string_view name);
// What every result of the modern era carries, added to it.
void complete_modern_result(Json& result, const Method& method, const Surface& surface);

}  // namespace s1::mcp
