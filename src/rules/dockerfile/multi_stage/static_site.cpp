// SPDX-License-Identifier: Apache-2.0
// Static sites: what a Node.js build makes and a static file server of Node.js serves, on nginx that runs without root,
// at the same port.
#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "rules/builders.h"
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/low_ports.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::string_view kImage = "nginxinc/nginx-unprivileged:stable-alpine";  // its README's tags
constexpr std::string_view kRoot = "/usr/share/nginx/html";

// How a static file server is told what to serve. Both take the folder as their operand, and a port with -p or -l.
struct Served {
  std::string folder;   // as written; empty: the working directory
  std::string program;  // serve, http-server
  std::uint32_t port = 0;
  bool single_page = false;
  std::string unknown;  // an option that is not known here
};

std::uint32_t number(std::string_view text) {
  if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos) text.remove_prefix(colon + 1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

std::optional<Served> served_by(const SingleStage& stage) {
  if (!stage.started) return std::nullopt;
  std::vector<std::string> words = stage.started->words;
  if (words.front() == "npx") words.erase(words.begin());
  while (!words.empty() && (words.front() == "-y" || words.front() == "--yes")) words.erase(words.begin());
  if (words.empty() || (words.front() != "serve" && words.front() != "http-server")) return std::nullopt;
  Served served;
  served.program = words.front();
  served.port = served.program == "serve" ? 3000 : 8080;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool port = word == "-l" || word == "--listen" || word == "-p" || word == "--port";
    if (port && i + 1 < words.size())
      served.port = number(words[++i]);
    else if (word.starts_with("--listen=") || word.starts_with("--port="))
      served.port = number(word.substr(word.find('=') + 1));
    else if (word == "-s" || word == "--single")
      served.single_page = true;
    else if (word == "-n" || word == "--no-clipboard" || word == "-L" || word == "--no-request-logging" ||
             word == "-c-1")
      continue;
    else if (word.starts_with('-'))
      served.unknown = word;
    else
      served.folder = word;
  }
  return served;
}

bool is_manager(const model::Call& call) {
  return call.name == "npm" || call.name == "yarn" || call.name == "pnpm" || call.name == "npx";
}

bool applies(const SingleStage& stage) {
  if (stage.image != "node" || !served_by(stage)) return false;
  bool builds = false;
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string&) {
    builds |= is_manager(call) && std::ranges::any_of(call.arguments, [](const shell::Word* word) {
                return word->value == "build" || word->value.starts_with("build:");
              });
  });
  return builds;
}

std::string config_for(const Served& served) {
  std::string fallback = served.program == "serve" ? "$uri $uri.html $uri/ " : "$uri $uri/ ";
  fallback += served.single_page ? "/index.html" : "=404";
  return "server {\n    listen " + std::to_string(served.port) + ";\n    root " + std::string(kRoot) +
         ";\n    gzip on;\n    gzip_types text/css application/javascript application/json image/svg+xml;\n\n    "
         "location / {\n        try_files " +
         fallback + ";\n    }\n}\n";
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  const std::optional<Served> asked = served_by(stage);
  if (!asked || !stage.started) return rewrite.refuse({}, "what it serves is not known");
  const Served& served = *asked;
  const Span span = stage.started->span;
  if (!served.unknown.empty())
    return rewrite.refuse(
        span, "what " + served.program + " does for " + served.unknown + " is not known to be done by nginx");
  if (served.port < kFirstFreePort)
    return rewrite.refuse(span, "its port is not known, or below 1024, which is root's");
  const std::string folder = absolute(stage.workdir, served.folder);
  if (served.folder.empty() || folder.empty() || folder == stage.workdir)
    return rewrite.refuse(span, "it serves the folder that it was built in");
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(),
                          "the build context is not known, so that what configures the server cannot be looked for");
  for (const std::string_view name : {"serve.json", "public/serve.json", "now.json", "vercel.json"})
    if (stage.context()->has_file(name))
      return rewrite.refuse(stage.from(),
                            stage.context()->path_of(name) + " says how " + served.program + " serves the files");
  if (!builders_take(kHeredoc, stage.tree, stage.around, rewrite)) return false;
  plan.image = kImage;
  plan.same_system = false;
  plan.needs_no_packages = true;
  plan.starts_itself = true;
  plan.copied.push_back({folder, std::string(kRoot)});
  plan.build_folders.push_back(stage.workdir);
  plan.copy_lines.push_back("<<'EOF' /etc/nginx/conf.d/default.conf\n" + config_for(served) + "EOF");
  rewrite.checked.push_back("the files are served at port " + std::to_string(served.port) + " as " + served.program +
                            " serves them" + (served.single_page ? ", /index.html for what is not there" : ""));
  rewrite.checked.emplace_back("nginx runs without root");
  plan.build_env = {"NODE_",    "npm_config_",  "NPM_CONFIG_", "REACT_APP_",         "VITE_",
                    "VUE_APP_", "NEXT_PUBLIC_", "CI",          "GENERATE_SOURCEMAP", "PORT"};
  return true;
}

bool is_build_step(const model::Call& call) {
  return is_manager(call) || call.name == "node" || call.name == "corepack";
}

}  // namespace

constinit const Ecosystem static_site{"a static site", "Node.js and what only the build needs", applies, plan,
                                      is_build_step};

}  // namespace s1::rules::multi_stage
