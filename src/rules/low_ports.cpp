// SPDX-License-Identifier: Apache-2.0
#include "rules/low_ports.h"

#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "rules/between_files.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr std::uint32_t kMostPort = 65'535;

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// PORT=80, ASPNETCORE_URLS=http://+:80
bool names_low_port(const dockerfile::Pair& pair) {
  if (!pair.key.raw.contains("PORT") && !pair.key.raw.contains("URL") && !pair.key.raw.contains("ADDR")) return false;
  std::string_view value = pair.value.raw;
  while (value.ends_with('"') || value.ends_with('\'') || value.ends_with('/')) value.remove_suffix(1);
  const std::size_t digits = value.find_last_not_of("0123456789");
  const std::string_view tail = digits == std::string_view::npos ? value : value.substr(digits + 1);
  const bool is_port = digits == std::string_view::npos || value[digits] == ':' || value[digits] == '"';
  const std::optional<std::uint32_t> port = number(tail);
  return is_port && port && *port != 0 && *port < kFirstFreePort;
}

}  // namespace

bool has_no_low_port(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                     Rewrite& rewrite) {
  std::vector<std::uint32_t> ports;
  for (const Instruction* each : model::history(file.tree, stage)) {
    if (each->kind == Kind::expose) {
      for (const dockerfile::Word& word : each->words) {
        const std::string text = dockerfile::expand(file.tree, *each, word).text;
        const std::optional<std::uint32_t> port = number(std::string_view(text).substr(0, text.find_first_of("/-")));
        if (!port || *port > kMostPort) return rewrite.refuse(each->header, "which port is exposed is not known");
        if (*port < kFirstFreePort)
          return rewrite.refuse(word.span, "port " + std::to_string(*port) +
                                               " is below 1024, which not every runtime lets other users open");
        ports.push_back(*port);
      }
    }
    if (each->kind == Kind::env)
      for (const dockerfile::Pair& pair : each->pairs)
        if (names_low_port(pair))
          return rewrite.refuse(pair.value.span, std::string(pair.key.raw) + " names a port below 1024");
  }
  const model::Base base = model::base(file.tree, stage);
  if (ports.empty() && base.facts != nullptr && base.facts->port && *base.facts->port < kFirstFreePort)
    return rewrite.refuse(file.tree.instructions[stage.from].header,
                          "the base image listens on port " + std::to_string(*base.facts->port));
  for (const model::Runner* runner : around.runners_of(stage))
    for (const model::Port& port : runner->container->ports)
      if (port.first != 0 && port.first < kFirstFreePort)
        return rewrite.refuse(related_at(port.place, "port " + std::to_string(port.first) + " is below 1024"));
  if (!ports.empty()) {
    std::string said = "port " + std::to_string(ports.front()) + " is 1024 or more";
    if (ports.size() > 1) said = "all exposed ports are 1024 or more";
    rewrite.checked.push_back(std::move(said));
  }
  return true;
}

bool is_low_port(std::string_view argument) {
  const std::size_t colon = argument.rfind(':');
  const std::size_t at = colon == std::string_view::npos ? argument.rfind('=') : colon;
  const std::string_view tail = at == std::string_view::npos ? argument : argument.substr(at + 1);
  return tail == "80" || tail == "443";
}

}  // namespace s1::rules
