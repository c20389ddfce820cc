// SPDX-License-Identifier: Apache-2.0
// Exports the rule compose/port-not-exposed.
#include "model/infra_model.h"
#include "rules/port_checks.h"
#include "rules/rule.h"

namespace s1::rules::compose_port_not_exposed {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_ports_not_exposed(model, model::Entity::service, out);
}

constexpr Bad bad[] = {
    {"--- Dockerfile ---\nFROM node:22\nEXPOSE 3000\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n    "
     "ports:\n      - "
     "«\"8080:80\"»\n"},
};

constexpr std::string_view good[] = {
    // The base image opens more ports than the one it is known for.
    "--- Dockerfile ---\nFROM caddy:2\nEXPOSE 8080\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n    ports:\n"
    "      - \"443:443\"\n",
    "--- Dockerfile ---\nFROM node:22\nEXPOSE 3000 9000-9010\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n  "
    "  "
    "ports:\n      - \"8080:3000\"\n      - \"9005\"\n",
    // The base image's own port, an image that exposes nothing, and a base that is not known.
    "--- web/Dockerfile ---\nFROM nginx:1.29\nEXPOSE 8443\n--- api/Dockerfile ---\nFROM node:22\n--- own/Dockerfile "
    "---\nFROM "
    "example.com/acme/base:1\nEXPOSE 1\n--- compose.yaml ---\nservices:\n  web:\n    build: web\n    ports: "
    "[\"80:80\"]\n  "
    "api:\n    build: api\n    ports: [\"81:81\"]\n  own:\n    build: own\n    ports: [\"82:82\"]\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#expose"};

}  // namespace

extern constinit const Rule rule{.id = "compose/port-not-exposed",
                                 .title = "A service publishes a port that its image does not expose",
                                 .help = "Publish the port that the application listens on",
                                 .severity = Severity::low,
                                 .confidence = Confidence::medium,
                                 .docs = kPortNotExposedDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::compose_port_not_exposed
