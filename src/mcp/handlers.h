// SPDX-License-Identifier: Apache-2.0
// The functions behind the methods (methods.cpp has the table), and what they share.
#pragma once
#include <string>
#include <string_view>

#include "mcp/methods.h"

namespace s1::mcp {

// lifecycle.cpp
[[nodiscard]] OrFault<Json> initialize(Session& session, const Request& request, const Call& call);
[[nodiscard]] OrFault<Json> discover(Session& session, const Request& request, const Call& call);
[[nodiscard]] OrFault<Json> ping(Session& session, const Request& request, const Call& call);
[[nodiscard]] OrFault<Json> listen(Session& session, const Request& request, const Call& call);
[[nodiscard]] Json implementation(const Surface& surface);
[[nodiscard]] bool offers_resources(const Surface& surface);
[[nodiscard]] bool offers_prompts(const Surface& surface);
[[nodiscard]] bool offers_completion(const Surface& surface);

// tools.cpp
[[nodiscard]] OrFault<Json> list_tools(Session& session, const Request& request, const Call& call);
[[nodiscard]] OrFault<Json> run_tool(Session& session, const Request& request, const Call& call);

// resources.cpp
[[nodiscard]] OrFault<Json> list_resources(Session& session, const Request& request, const Call& call);
[[nodiscard]] OrFault<Json> list_templates(Session& session, const Request& request, const Call& call);
[[nodiscard]] OrFault<Json> read_resource(Session& session, const Request& request, const Call& call);

// prompts.cpp
[[nodiscard]] OrFault<Json> list_prompts(Session& session, const Request& request, const Call& call);
[[nodiscard]] OrFault<Json> get_prompt(Session& session, const Request& request, const Call& call);

// completion.cpp
[[nodiscard]] OrFault<Json> complete(Session& session, const Request& request, const Call& call);

// params.cpp
[[nodiscard]] std::unexpected<Fault> bad_params(std::string message);
// A member of params that must be a string.
[[nodiscard]] OrFault<std::string> required_string(const Json& object, std::string_view key);
// Every list comes whole, so no cursor was ever given out.
[[nodiscard]] OrFault<void> check_cursor(const Json& params);
// Sets the member unless the text is empty.
void set_text(Json& object, std::string_view key, std::string_view text);

}  // namespace s1::mcp
