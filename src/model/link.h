// SPDX-License-Identifier: Apache-2.0
// Who has to do with whom, across files. Made by link() once everything is read.
#pragma once
#include <cstdint>

namespace s1::model {

enum class Entity : std::uint8_t { image, service, workload, kubernetes_service, pipeline, chart, application, config };

// `index` is that of the entity's vector in InfraModel; `part` that of a container or job within it.
struct Ref {
  Entity entity = Entity::image;
  std::uint32_t index = 0;
  std::uint32_t part = 0;
  friend bool operator==(const Ref&, const Ref&) = default;
};

enum class LinkKind : std::uint8_t {
  builds,    // a Compose service or a pipeline's job: an image
  pushes,    // a pipeline's job: an image
  runs,      // a service or a workload's container: an image
  selects,   // a Kubernetes Service: a workload
  consumes,  // a service or a workload's container: a secret or configuration
  deploys,   // an application: a chart
};

struct Link {
  LinkKind kind = LinkKind::builds;
  Ref from;
  Ref to;
  bool by_name = false;  // a guess: only the names are alike (an image `web`, a Dockerfile in a folder web/)
  friend bool operator==(const Link&, const Link&) = default;
};

}  // namespace s1::model
