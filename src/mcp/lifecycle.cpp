// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mcp/handlers.h"

namespace s1::mcp {
namespace {

// Nothing here changes while the program runs, so no listChanged and no subscriptions.
Json capabilities(const Surface& surface) {
  Json result = Json::object();
  result["tools"] = Json::object();
  if (offers_resources(surface)) result["resources"] = Json::object();
  if (offers_prompts(surface)) result["prompts"] = Json::object();
  if (offers_completion(surface)) result["completions"] = Json::object();
  return result;
}

}  // namespace

bool offers_resources(const Surface& surface) {
  return surface.resources && surface.templates && surface.read;
}
bool offers_prompts(const Surface& surface) {
  return static_cast<bool>(surface.prompts);
}
bool offers_completion(const Surface& surface) {
  return static_cast<bool>(surface.complete);
}

Json implementation(const Surface& surface) {
  Json result = Json::object();
  result["name"] = surface.name;
  set_text(result, "title", surface.title);
  result["version"] = surface.version;
  return result;
}

OrFault<Json> initialize(Session& session, const Request& request, const Call& /*call*/) {
  const auto requested = request.params.find("protocolVersion");
  session.agreed = &negotiate(requested == request.params.end() ? Json() : *requested);
  Json result = Json::object();
  result["protocolVersion"] = session.agreed->name;
  result["capabilities"] = capabilities(session.surface);
  result["serverInfo"] = implementation(session.surface);
  set_text(result, "instructions", session.surface.instructions);
  return result;
}

OrFault<Json> discover(Session& session, const Request& /*request*/, const Call& /*call*/) {
  Json versions = Json::array();
  for (const ProtocolVersion& version : protocol_versions()) versions.push_back(version.name);
  Json result = Json::object();
  result["supportedVersions"] = std::move(versions);
  result["capabilities"] = capabilities(session.surface);
  set_text(result, "instructions", session.surface.instructions);
  return result;
}

OrFault<Json> ping(Session& /*session*/, const Request& /*request*/, const Call& /*call*/) {
  return Json::object();
}

// Acknowledges that none of the wanted notifications will come.
OrFault<Json> listen(Session& /*session*/, const Request& request, const Call& /*call*/) {
  const auto wanted = request.params.find("notifications");
  if (wanted == request.params.end() || !wanted->is_object()) return bad_params("notifications must be an object");
  Json params = Json::object();
  params["_meta"][std::string(meta::kSubscriptionId)] = request.id;
  params["notifications"] = Json::object();
  return notification_message("notifications/subscriptions/acknowledged", std::move(params));
}

}  // namespace s1::mcp
