// SPDX-License-Identifier: Apache-2.0
#include "rules/add_healthcheck.h"

#include <optional>
#include <string>
#include <string_view>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "model/stage_tools.h"
#include "rules/known_endpoint.h"
#include "rules/stage_end.h"
#include "rules/unprivileged_nginx.h"

namespace s1::rules {
namespace {

std::string connect(const model::Dockerfile& file, const dockerfile::Stage& stage, const std::string& port) {
  if (model::is_language_image(file.tree, stage, "node"))
    return "CMD [\"node\", \"-e\", \"require('net').connect(" + port +
           ", '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(1))\"]";
  if (model::is_language_image(file.tree, stage, "python"))
    return "CMD [\"python\", \"-c\", \"import socket; socket.create_connection(('127.0.0.1', " + port + "), 3)\"]";
  if (model::has_tool(file, stage, "bash")) return "CMD [\"bash\", \"-c\", \"</dev/tcp/127.0.0.1/" + port + "\"]";
  const model::Base base = model::base(file.tree, stage);
  // BusyBox has nc.
  if (base.facts != nullptr && base.facts->verified && base.facts->package_manager == "apk" &&
      base.facts->shell == "sh")
    return "CMD [\"nc\", \"-z\", \"127.0.0.1\", \"" + port + "\"]";
  return {};
}

}  // namespace

// Ends with 0 or 1 alone: Docker reserves 2, and curl has many more.
std::string ask_over_http(const model::Dockerfile& file, const dockerfile::Stage& stage, const std::string& url) {
  const bool posix = model::base(file.tree, stage).facts != nullptr;
  if (posix && model::has_tool(file, stage, "curl"))
    return "CMD curl --fail --silent --output /dev/null " + url + " || exit 1";
  if (posix && model::has_tool(file, stage, "wget")) return "CMD wget -q -O /dev/null " + url + " || exit 1";
  if (model::is_language_image(file.tree, stage, "node"))
    return "CMD [\"node\", \"-e\", \"require('http').get('" + url +
           "', r => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))\"]";
  if (model::is_language_image(file.tree, stage, "python"))
    return "CMD [\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('" + url + "', timeout=3)\"]";
  return {};
}

Rewrite add_healthcheck(const model::Dockerfile& file, const model::Surroundings& around,
                        const dockerfile::Stage& stage) {
  Rewrite rewrite;
  rewrite.needs_build = false;
  // The port moves with that change, and then is the one to ask.
  const std::string_view image = facts::short_image_name(model::base(file.tree, stage).ref.name);
  if (image == "nginx" && !stage.base && !unprivileged_nginx(file, around, stage).hindrance) {
    (void)rewrite.refuse(file.tree.instructions[stage.from].header,
                         "its port changes with nginx-unprivileged; run again then");
    return rewrite;
  }
  const std::optional<Endpoint> endpoint = known_endpoint(file, around, stage, rewrite);
  if (!endpoint) return rewrite;
  const std::string port = std::to_string(endpoint->port);
  std::string check;
  if (!endpoint->path.empty()) {
    std::string url = "http://127.0.0.1";
    if (endpoint->port != 80) url += ":" + port;
    check = ask_over_http(file, stage, url + endpoint->path);
  }
  if (check.empty()) check = connect(file, stage, port);
  if (check.empty()) {
    (void)rewrite.refuse(file.tree.instructions[stage.from].header,
                         "no tool that could ask it is known to be in the image");
    return rewrite;
  }
  std::string_view tool = std::string_view(check).substr(4);
  if (tool.starts_with("[\"")) tool.remove_prefix(2);
  rewrite.checked.push_back("the image has " + std::string(tool.substr(0, tool.find_first_of(" \""))));
  rewrite.edits.push_back(add_at_end(file.tree, stage, "HEALTHCHECK", check));
  return rewrite;
}

}  // namespace s1::rules
