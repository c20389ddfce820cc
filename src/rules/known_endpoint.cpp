// SPDX-License-Identifier: Apache-2.0
#include "rules/known_endpoint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "model/source_search.h"
#include "rules/between_files.h"

namespace s1::rules {
namespace {

constexpr std::array<std::string_view, 6> kPaths = {"/healthz",     "/health", "/livez",
                                                    "/health/live", "/readyz", "/ping"};
constexpr std::array<std::string_view, 12> kSources = {".js", ".mjs", ".cjs",  ".ts", ".py", ".go",
                                                       ".rb", ".rs",  ".java", ".kt", ".cs", ".php"};

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value < 65536 ? value : 0;
}

// What a Kubernetes probe asks over HTTP; empty where that is not known, or it asks with TLS.
std::string path_of(const model::Probe& probe) {
  if (probe.mechanism != "http" || probe.https) return {};
  return probe.path.known() ? probe.path.text : std::string();
}

bool is_plain_path(std::string_view path) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
  return path.starts_with('/') && path.find_first_not_of(kPlain) == std::string_view::npos;
}

std::set<std::uint32_t> exposed(const model::Dockerfile& file, const dockerfile::Stage& stage) {
  std::set<std::uint32_t> ports;
  for (const dockerfile::Instruction* each : model::history(file.tree, stage)) {
    if (each->kind != dockerfile::Kind::expose) continue;
    for (const dockerfile::Word& word : each->words) {
      const std::string text = dockerfile::expand(file.tree, *each, word).text;
      if (!text.ends_with("/udp")) ports.insert(number(std::string_view(text).substr(0, text.find('/'))));
    }
  }
  return ports;
}

// The one port that all who run it publish; 0: there are several or none.
std::uint32_t given_to_runners(const model::Surroundings& around, const dockerfile::Stage& stage) {
  std::set<std::uint32_t> ports;
  for (const model::Runner* runner : around.runners_of(stage))
    for (const model::Port& each : runner->container->ports) ports.insert(each.first == each.last ? each.first : 0);
  return ports.size() == 1 ? *ports.begin() : 0;
}

// Variables by which servers are told their own port.
bool sets_port(const model::EnvVar& variable) {
  return variable.name == "PORT" || variable.name == "ASPNETCORE_URLS" || variable.name == "ASPNETCORE_HTTP_PORTS" ||
         variable.name == "FLASK_RUN_PORT" || variable.name == "SERVER_PORT";
}

// Where somebody who runs it gives it another port.
std::optional<Related> moved_elsewhere(const model::Surroundings& around, const dockerfile::Stage& stage,
                                       std::uint32_t port) {
  for (const model::Runner* runner : around.runners_of(stage)) {
    const model::Container& container = *runner->container;
    const auto has = [&](const model::Port& each) {
      return each.first == 0 || (each.first <= port && port <= each.last);
    };
    if (!container.ports.empty() && std::ranges::none_of(container.ports, has))
      return related_at(container.ports.front().place, "port " + std::to_string(container.ports.front().first) +
                                                           " is published, and not " + std::to_string(port));
    for (const model::EnvVar& each : container.env) {
      if (!sets_port(each) || !each.value.known()) continue;
      const std::size_t digits = each.value.text.find_last_not_of("0123456789/");
      std::string_view tail = std::string_view(each.value.text).substr(digits == std::string::npos ? 0 : digits + 1);
      if (tail.ends_with('/')) tail.remove_suffix(1);
      if (number(tail) != 0 && number(tail) != port)
        return related_at(each.place, each.name + " gives it another port than " + std::to_string(port));
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Endpoint> asked_by(std::string_view command) {
  // curl needs no scheme.
  for (const std::string_view host : {"http://localhost", "http://127.0.0.1", " localhost:", " 127.0.0.1:"}) {
    const std::size_t at = command.find(host);
    if (at == std::string_view::npos) continue;
    std::string_view rest = command.substr(at + host.size() - (host.ends_with(':') ? 1 : 0));
    Endpoint result{80, "/"};
    if (rest.starts_with(':')) {
      const std::size_t digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
      result.port = number(rest.substr(1, digits - 1));
      rest.remove_prefix(digits);
    }
    const std::string_view path = rest.substr(0, rest.find_first_of(" \"'|,]"));
    if (!path.empty()) result.path = path;
    if (result.port != 0 && is_plain_path(result.path)) return result;
  }
  return std::nullopt;
}

std::optional<Endpoint> asked_by(const model::Container& container, const model::Probe& probe) {
  std::uint32_t port = number(probe.port.text);
  for (const model::Port& each : container.ports)
    if (port == 0 && !each.name.empty() && each.name == probe.port.text) port = each.first;
  if (port == 0) return std::nullopt;
  return Endpoint{port, path_of(probe)};
}

std::span<const std::string_view> server_sources() {
  return kSources;
}

std::optional<Endpoint> known_endpoint(const model::Dockerfile& file, const model::Surroundings& around,
                                       const dockerfile::Stage& stage, Rewrite& rewrite) {
  const std::set<std::uint32_t> ports = exposed(file, stage);
  const auto fits = [&](std::uint32_t port) { return port != 0 && (ports.empty() || ports.contains(port)); };
  // 1. What others ask it.
  for (const model::Runner* runner : around.runners_of(stage)) {
    if (const std::optional<Endpoint> asked = asked_by(runner->container->healthcheck.text)) {
      if (!fits(asked->port)) {
        (void)rewrite.refuse(related_at(runner->container->healthcheck.place,
                                        "port " + std::to_string(asked->port) + " is asked, which is not exposed"));
        return std::nullopt;
      }
      rewrite.checked.push_back("a Compose service asks " + asked->path + " on port " + std::to_string(asked->port));
      return asked;
    }
    for (const model::Probe& probe : runner->container->probes) {
      if (probe.mechanism != "http" && probe.mechanism != "tcp") continue;
      const std::optional<Endpoint> asked = asked_by(*runner->container, probe);
      if (!asked || !fits(asked->port) || (!asked->path.empty() && !is_plain_path(asked->path))) continue;
      rewrite.checked.push_back("a probe of Kubernetes asks " + (asked->path.empty() ? "" : asked->path + " on ") +
                                "port " + std::to_string(asked->port));
      return asked;
    }
  }
  // 2. What it exposes, and what its sources answer.
  std::uint32_t port = ports.size() == 1 ? *ports.begin() : 0;
  if (ports.empty()) port = given_to_runners(around, stage);
  const model::Base base = model::base(file.tree, stage);
  if (port == 0 && ports.empty() && base.facts != nullptr && base.facts->port) port = *base.facts->port;
  if (port == 0) {
    (void)rewrite.refuse(file.tree.instructions[stage.from].header, ports.size() > 1
                                                                        ? "which of its ports to ask is not known"
                                                                        : "which port it listens on is not known");
    return std::nullopt;
  }
  if (const std::optional<Related> moved = moved_elsewhere(around, stage, port)) {
    (void)rewrite.refuse(*moved);
    return std::nullopt;
  }
  rewrite.checked.push_back("it listens on port " + std::to_string(port));
  if (around.context && port != 443 && port != 8443)
    for (const std::string_view path : kPaths)
      for (const char quote : {'"', '\''}) {
        const std::string written = std::string(1, quote).append(path).append(1, quote);
        const model::SourceSearch search = model::search_sources(*around.context, {}, kSources, written);
        if (!search.found_in) continue;
        rewrite.checked.push_back(around.context->path_of(*search.found_in) + " answers " + std::string(path));
        return Endpoint{port, std::string(path)};
      }
  return Endpoint{port, {}};
}

}  // namespace s1::rules
