// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mcp/handlers.h"

namespace s1::mcp {
namespace {

// Resource and ResourceTemplate differ in one field.
template <class Described>
Json declaration(const Described& described, std::string_view uri_key, std::string_view uri) {
  Json result = Json::object();
  result[std::string(uri_key)] = uri;
  result["name"] = described.name;
  set_text(result, "title", described.title);
  set_text(result, "description", described.description);
  set_text(result, "mimeType", described.mime_type);
  return result;
}

}  // namespace

OrFault<Json> list_resources(Session& session, const Request& request, const Call& /*call*/) {
  if (auto cursor = check_cursor(request.params); !cursor) return std::unexpected(std::move(cursor).error());
  Json resources = Json::array();
  for (const Resource& resource : session.surface.resources())
    resources.push_back(declaration(resource, "uri", resource.uri));
  Json result = Json::object();
  result["resources"] = std::move(resources);
  return result;
}

OrFault<Json> list_templates(Session& session, const Request& request, const Call& /*call*/) {
  if (auto cursor = check_cursor(request.params); !cursor) return std::unexpected(std::move(cursor).error());
  Json templates = Json::array();
  for (const ResourceTemplate& item : session.surface.templates())
    templates.push_back(declaration(item, "uriTemplate", item.uri_template));
  Json result = Json::object();
  result["resourceTemplates"] = std::move(templates);
  return result;
}

OrFault<Json> read_resource(Session& session, const Request& request, const Call& /*call*/) {
  const auto uri = required_string(request.params, "uri");
  if (!uri) return std::unexpected(uri.error());
  Result<ResourceText> text = session.surface.read(*uri);
  if (!text) {
    Json data = Json::object();
    data["uri"] = *uri;
    // The versions before 2026-07-28 have a code of their own for it.
    const auto era = era_of(request.method, request.params);
    const int unknown = era && *era == Era::modern ? fault_code::kInvalidParams : fault_code::kResourceNotFound;
    return std::unexpected(Fault{.code = text.error().code == "unknown-resource" ? unknown : fault_code::kInternalError,
                                 .message = describe(text.error()),
                                 .data = std::move(data)});
  }
  Json contents = Json::object();
  contents["uri"] = std::move(text->uri);
  set_text(contents, "mimeType", text->mime_type);
  contents["text"] = std::move(text->text);
  Json result = Json::object();
  result["contents"].push_back(std::move(contents));
  return result;
}

}  // namespace s1::mcp
