// SPDX-License-Identifier: Apache-2.0
// What runs and what talks to what, as a graph: for the report's components and data flow, and for its drawing.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "engine/scan.h"
#include "model/infra_model.h"

namespace s1::report {

enum class NodeKind : std::uint8_t {
  entry,       // where traffic comes in: an Ingress, a route, a published port, a load balancer
  service,     // something of this repository that runs: a Compose service, a workload, an ECS task
  data_store,  // a database, a cache, a queue, by its image or its resource's type
  external,    // what is named but not declared here: another host, a store of secrets
  image,       // what a Dockerfile builds
  pipeline,    // what builds and deploys
  secret,      // a secret or an ExternalSecret that something takes
};

struct Node {
  NodeKind kind = NodeKind::service;
  std::string label;      // its name, as files give it; not cleaned yet
  std::string detail;     // "postgres:16", "Ingress", "port 8080"; may be empty
  std::string group;      // what it is drawn in: a Compose project's file, "namespace shop", a folder; may be empty
  model::Place place;     // where it is declared
  std::string what = {};  // what it is called before its name in a sentence: "Deployment", "Service", "PostgreSQL"
};

enum class EdgeKind : std::uint8_t { traffic, data, builds, runs, deploys, takes };

struct Edge {
  std::uint32_t from = 0;  // indices of Architecture::nodes
  std::uint32_t to = 0;
  EdgeKind kind = EdgeKind::traffic;
  std::string label;  // "port 8080", "DATABASE_URL", "depends_on"; may be empty
  model::Place place;
  std::string host = {};  // that the traffic is meant for: "shop.example.com"; may be empty
  std::string port = {};  // that it arrives at: "8080", "http"; may be empty
};

struct Architecture {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

// Of a linked model; linear in it. An object that only patches another one is none of its own, and where a workload is
// reached through a Service, the Service is a node between. One node where a service and a workload run the same image
// under the same name is not made: what Compose declares and what Kubernetes declares are two ways to run it, and stay
// apart in groups.
[[nodiscard]] Architecture architecture(const model::InfraModel& model);

// Of what was asked for, and of what that has to do with directly: the model of a scan of a folder knows what lies
// around it too.
[[nodiscard]] Architecture architecture(const engine::ScanResult& scan);

}  // namespace s1::report
