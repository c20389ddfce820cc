// SPDX-License-Identifier: Apache-2.0
// The protocol's versions and its two eras: legacy, where `initialize` agrees on a version for the process, and modern,
// where every request carries its own in params._meta. The era is chosen for each request alone.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "mcp/fault.h"

namespace s1::mcp {

enum class Era : std::uint8_t { legacy, modern };

struct ProtocolVersion {
  std::string_view name;
  Era era;
  bool batches;  // a JSON array of messages is a message
};

// Newest first.
[[nodiscard]] std::span<const ProtocolVersion> protocol_versions();
// What `initialize` is answered with: the version asked for if it is a legacy one, else the newest of those.
[[nodiscard]] const ProtocolVersion& negotiate(const Json& requested);

// The era of a request, or what is wrong with its claim to be a modern one.
[[nodiscard]] OrFault<Era> era_of(std::string_view method, const Json& params);

namespace meta {
inline constexpr std::string_view kProtocolVersion = "io.modelcontextprotocol/protocolVersion";
inline constexpr std::string_view kClientCapabilities = "io.modelcontextprotocol/clientCapabilities";
inline constexpr std::string_view kClientInfo = "io.modelcontextprotocol/clientInfo";
inline constexpr std::string_view kServerInfo = "io.modelcontextprotocol/serverInfo";
inline constexpr std::string_view kSubscriptionId = "io.modelcontextprotocol/subscriptionId";
}  // namespace meta

}  // namespace s1::mcp
