// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "mcp/handlers.h"

namespace s1::mcp {
namespace {

constexpr std::size_t kMostValues = 100;  // the protocol's own limit

struct Target {
  std::string prompt;        // one of the two
  std::string uri_template;  // is set
};

bool knows_prompt(const Surface& surface, const std::string& name) {
  const std::vector<Prompt> prompts = surface.prompts ? surface.prompts() : std::vector<Prompt>();
  return std::ranges::find(prompts, name, &Prompt::name) != prompts.end();
}

bool knows_template(const Surface& surface, const std::string& uri) {
  const std::vector<ResourceTemplate> templates =
      surface.templates ? surface.templates() : std::vector<ResourceTemplate>();
  return std::ranges::find(templates, uri, &ResourceTemplate::uri_template) != templates.end();
}

OrFault<Target> target_of(const Surface& surface, const Json& params) {
  const auto ref = params.find("ref");
  if (ref == params.end() || !ref->is_object()) return bad_params("ref must be an object");
  const auto type = required_string(*ref, "type");
  if (!type) return std::unexpected(type.error());
  if (*type == "ref/prompt") {
    auto name = required_string(*ref, "name");
    if (!name) return std::unexpected(name.error());
    if (!knows_prompt(surface, *name)) return bad_params("Unknown prompt " + quote(*name));
    return Target{.prompt = *std::move(name), .uri_template = ""};
  }
  if (*type == "ref/resource") {
    auto uri = required_string(*ref, "uri");
    if (!uri) return std::unexpected(uri.error());
    if (!knows_template(surface, *uri)) return bad_params("Unknown resource template " + quote(*uri));
    return Target{.prompt = "", .uri_template = *std::move(uri)};
  }
  return bad_params("ref.type must be ref/prompt or ref/resource");
}

}  // namespace

OrFault<Json> complete(Session& session, const Request& request, const Call& /*call*/) {
  const auto target = target_of(session.surface, request.params);
  if (!target) return std::unexpected(target.error());
  const auto argument = request.params.find("argument");
  if (argument == request.params.end() || !argument->is_object()) return bad_params("argument must be an object");
  const auto name = required_string(*argument, "name");
  if (!name) return std::unexpected(name.error());
  const auto typed = required_string(*argument, "value");
  if (!typed) return std::unexpected(typed.error());
  std::vector<std::string> values = session.surface.complete(target->prompt, target->uri_template, *name, *typed);
  const std::size_t total = values.size();
  values.resize(std::min(total, kMostValues));
  Json completion = Json::object();
  completion["values"] = std::move(values);
  completion["total"] = total;
  completion["hasMore"] = total > kMostValues;
  Json result = Json::object();
  result["completion"] = std::move(completion);
  return result;
}

}  // namespace s1::mcp
