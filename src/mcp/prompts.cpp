// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "mcp/handlers.h"
#include "text/suggest.h"

namespace s1::mcp {
namespace {

Json declaration(const Prompt& prompt) {
  Json arguments = Json::array();
  for (const PromptArgument& argument : prompt.arguments) {
    Json item = Json::object();
    item["name"] = argument.name;
    set_text(item, "description", argument.description);
    item["required"] = argument.required;
    arguments.push_back(std::move(item));
  }
  Json result = Json::object();
  result["name"] = prompt.name;
  set_text(result, "title", prompt.title);
  set_text(result, "description", prompt.description);
  result["arguments"] = std::move(arguments);
  return result;
}

// The arguments as render() takes them: texts, without those left out.
OrFault<Json> prompt_arguments(const Prompt& prompt, const Json& params) {
  Json given = Json::object();
  if (const auto at = params.find("arguments"); at != params.end() && !at->is_null()) {
    if (!at->is_object()) return bad_params("arguments must be an object");
    for (const auto& [name, value] : at->get_ref<const Json::object_t&>()) {
      if (value.is_null()) continue;
      if (!value.is_string()) return bad_params("The prompt's argument " + quote(name) + " must be a string");
      given.get_ref<Json::object_t&>().emplace_back(name, value);
    }
  }
  for (const PromptArgument& argument : prompt.arguments)
    if (argument.required && !given.contains(argument.name))
      return bad_params("The prompt " + prompt.name + " needs the argument " + argument.name);
  return given;
}

}  // namespace

OrFault<Json> list_prompts(Session& session, const Request& request, const Call& /*call*/) {
  if (auto cursor = check_cursor(request.params); !cursor) return std::unexpected(std::move(cursor).error());
  Json prompts = Json::array();
  for (const Prompt& prompt : session.surface.prompts()) prompts.push_back(declaration(prompt));
  Json result = Json::object();
  result["prompts"] = std::move(prompts);
  return result;
}

OrFault<Json> get_prompt(Session& session, const Request& request, const Call& /*call*/) {
  const auto name = required_string(request.params, "name");
  if (!name) return std::unexpected(name.error());
  const std::vector<Prompt> prompts = session.surface.prompts();
  const auto prompt = std::ranges::find(prompts, *name, &Prompt::name);
  if (prompt == prompts.end()) {
    std::vector<std::string_view> names;
    for (const Prompt& known : prompts) names.emplace_back(known.name);
    const std::string_view near = nearest(*name, names);
    return bad_params("Unknown prompt " + quote(*name) +
                      (near.empty() ? std::string() : "; did you mean " + std::string(near) + "?"));
  }
  const auto arguments = prompt_arguments(*prompt, request.params);
  if (!arguments) return std::unexpected(arguments.error());
  Result<std::string> text = prompt->render(*arguments);
  if (!text) return bad_params(describe(text.error()));
  Json message = Json::object();
  message["role"] = "user";
  message["content"]["type"] = "text";
  message["content"]["text"] = *std::move(text);
  Json result = Json::object();
  set_text(result, "description", prompt->description);
  result["messages"].push_back(std::move(message));
  return result;
}

}  // namespace s1::mcp
