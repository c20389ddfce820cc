// SPDX-License-Identifier: Apache-2.0
#include "mcp/protocol.h"

#include <algorithm>
#include <string>
#include <utility>

namespace s1::mcp {
namespace {

constexpr ProtocolVersion kVersions[] = {
    {.name = "2026-07-28", .era = Era::modern, .batches = false},
    {.name = "2025-11-25", .era = Era::legacy, .batches = false},
    {.name = "2025-06-18", .era = Era::legacy, .batches = false},
    {.name = "2025-03-26", .era = Era::legacy, .batches = true},
    {.name = "2024-11-05", .era = Era::legacy, .batches = false},
};

bool is_modern(std::string_view name) {
  return std::ranges::any_of(kVersions, [&](const auto& v) { return v.era == Era::modern && v.name == name; });
}

Fault unsupported(const std::string& requested) {
  Json supported = Json::array();
  for (const ProtocolVersion& version : kVersions)
    if (version.era == Era::modern) supported.push_back(version.name);  // the others do not work in _meta
  Json data = Json::object();
  data["supported"] = std::move(supported);
  data["requested"] = requested;
  return {.code = fault_code::kUnsupportedProtocolVersion,
          .message = "Unsupported protocol version",
          .data = std::move(data)};
}

Fault bad_claim(std::string_view key, std::string_view type) {
  return {.code = fault_code::kInvalidParams,
          .message = "params._meta must have " + std::string(key) + ", " + std::string(type)};
}

}  // namespace

std::span<const ProtocolVersion> protocol_versions() {
  return kVersions;
}

const ProtocolVersion& negotiate(const Json& requested) {
  const auto legacy = [](const ProtocolVersion& version) { return version.era == Era::legacy; };
  for (const ProtocolVersion& version : kVersions)
    if (legacy(version) && requested == version.name) return version;
  return *std::ranges::find_if(kVersions, legacy);
}

OrFault<Era> era_of(std::string_view method, const Json& params) {
  if (method == "initialize") return Era::legacy;  // the handshake is the claim
  const auto at = params.find("_meta");
  if (at == params.end() || !at->is_object()) return Era::legacy;
  const auto version = at->find(meta::kProtocolVersion);
  const auto capabilities = at->find(meta::kClientCapabilities);
  // Only a modern client sends any of these, so one without the others is its mistake and not a legacy request.
  if (version == at->end() && capabilities == at->end() && !at->contains(meta::kClientInfo)) return Era::legacy;
  if (version == at->end() || !version->is_string())
    return std::unexpected(bad_claim(meta::kProtocolVersion, "a string"));
  if (const auto& requested = version->get_ref<const std::string&>(); !is_modern(requested))
    return std::unexpected(unsupported(requested));
  if (capabilities == at->end() || !capabilities->is_object())
    return std::unexpected(bad_claim(meta::kClientCapabilities, "an object"));
  return Era::modern;
}

}  // namespace s1::mcp
