// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/healthcheck-port-not-exposed.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/image_ports.h"
#include "rules/known_endpoint.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_healthcheck_port_not_exposed {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// A port that a variable or the command names may be listened on without an EXPOSE.
bool is_named_elsewhere(const model::Dockerfile& file, const dockerfile::Stage& stage, const std::string& port) {
  return std::ranges::any_of(model::history(file.tree, stage), [&](const Instruction* each) {
    const bool counts =
        each->kind == Kind::env || each->kind == Kind::arg || each->kind == Kind::cmd || each->kind == Kind::entrypoint;
    return counts && each->arguments.text().contains(port);
  });
}

void check_stage(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                 std::vector<bool>& said, Sink& out) {
  const Instruction* health = nullptr;
  const Instruction* expose = nullptr;
  for (const Instruction* each : model::history(file.tree, stage)) {
    if (each->kind == Kind::healthcheck) health = each;
    if (each->kind == Kind::expose) expose = each;
  }
  if (health == nullptr || !health->inner || expose == nullptr || said[health->index]) return;
  const std::string_view text = health->inner->arguments.text();
  const std::optional<Endpoint> asked = asked_by(text);
  if (!asked) return;
  // Of several addresses the others may be the program's.
  const model::Image* const image = around.image_of(stage);
  if (image == nullptr || !exposed_ports_known(*image) || text.find("://") != text.rfind("://") ||
      ExposedPorts(*image).contain(asked->port))
    return;
  const std::string port = std::to_string(asked->port);
  if (is_named_elsewhere(file, stage, port)) return;
  Report report{.span = health->inner->span,
                .message = "The health check asks port " + port + ", and the image exposes others only"};
  report.related.push_back({expose->header, "the ports that it exposes"});
  for (const model::Runner* runner : around.runners_of(stage))
    for (const model::Probe& probe : runner->container->probes)
      if (const auto number = number_of(probe.port); number && *number != asked->port && report.related.size() < 3)
        report.related.push_back(related_at(probe.place, "the " + probe.type + " probe asks port " + probe.port.text));
  said[health->index] = true;
  out.report(std::move(report));
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  std::vector<bool> said(file.tree.instructions.size());  // a check that several stages have is said once
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around))
    check_stage(file, around, *stage, said, out);
}

constexpr Bad bad[] = {
    {"FROM node:22\nEXPOSE 3000\nHEALTHCHECK «CMD curl -f http://localhost:8080/ || exit 1»\n"},
    {"FROM node:22 AS base\nEXPOSE 3000/tcp\nFROM base\nHEALTHCHECK «CMD [\"curl\", \"-f\", "
     "\"http://127.0.0.1/\"]»\nCMD [\"node\", \"a.js\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nEXPOSE 3000 9000-9010\nHEALTHCHECK CMD curl -f http://localhost:9001/ || exit 1\n",
    "FROM node:22\nENV ADMIN_PORT=9000\nEXPOSE 3000\nHEALTHCHECK CMD curl -f http://localhost:9000/\n",
    "FROM node:22\nEXPOSE $PORT\nHEALTHCHECK CMD curl -f http://localhost:9000/\n",
    "FROM node:22\nHEALTHCHECK CMD curl -f http://localhost:9000/\n",
    // What the base image listens on is not known, or it has more ports than it is known for.
    "FROM example.com/base:1\nEXPOSE 3000\nHEALTHCHECK CMD curl -f http://localhost:9000/\n",
    "FROM node:22\nEXPOSE 3000\nHEALTHCHECK CMD curl -f http://db:5432/\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#healthcheck",
                                           "https://docs.docker.com/reference/dockerfile/#expose"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/healthcheck-port-not-exposed",
    .title = "The health check asks a port that the image does not expose",
    .help = "Ask the port that the program listens on, or add it to EXPOSE",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .docs =
        R"(The health check asks its own container on a port that the image does not expose, while it exposes others. Most of the time
the port was changed in one place only: nothing answers there, and the container is called unhealthy.

Ask the port that the program listens on. Where it does listen on that port too, add it to `EXPOSE`.

Reported only where the base image is known to have no port of its own, and no ENV, ARG, CMD or ENTRYPOINT names the port. Where
probes of Kubernetes ask the image on another port, the finding names them.

There is no fix: which of the ports the program listens on has to be looked up in the program.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_healthcheck_port_not_exposed
