// SPDX-License-Identifier: Apache-2.0
// Exports the rule kubernetes/port-not-exposed.
#include "model/infra_model.h"
#include "rules/port_checks.h"
#include "rules/rule.h"

namespace s1::rules::kubernetes_port_not_exposed {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_ports_not_exposed(model, model::Entity::workload, out);
}

constexpr Bad bad[] = {
    {"--- web/Dockerfile ---\nFROM node:22\nEXPOSE 3000\n--- web.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  "
     "name: web\nspec:\n  containers:\n    - name: web\n      image: web:1.2\n      ports:\n        - containerPort: "
     "«8080»\n"},
};

constexpr std::string_view good[] = {
    "--- web/Dockerfile ---\nFROM node:22\nEXPOSE 3000/tcp\n--- web.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  "
    "name: web\nspec:\n  containers:\n    - name: web\n      image: web:1.2\n      ports:\n        - containerPort: "
    "3000\n",
    "--- web/Dockerfile ---\nFROM node:22\nEXPOSE 3000\n--- web.yaml ---\napiVersion: v1\nkind: Pod\nmetadata:\n  "
    "name: web\nspec:\n  containers:\n    - name: web\n      image: bitnami/web:1.2\n      ports:\n        - "
    "containerPort: 8080\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#expose"};

}  // namespace

extern constinit const Rule rule{.id = "kubernetes/port-not-exposed",
                                 .title = "A container names a port that its image does not expose",
                                 .help = "Name the port that the application listens on",
                                 .severity = Severity::low,
                                 .confidence = Confidence::medium,
                                 .docs = kPortNotExposedDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::kubernetes_port_not_exposed
