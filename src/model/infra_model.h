// SPDX-License-Identifier: Apache-2.0
// What the repository's files say together. The model owns its strings: trees and texts are gone when it is read.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "config/config.h"
#include "model/chart.h"
#include "model/config_object.h"
#include "model/dockerfile_index.h"
#include "model/image.h"
#include "model/kustomization.h"
#include "model/link.h"
#include "model/monitoring.h"
#include "model/pipeline.h"
#include "model/resource.h"
#include "model/service.h"
#include "model/unreachable_source.h"
#include "model/workload.h"
#include "workspace/kind.h"

namespace s1::model {

struct InfraModel {
  std::vector<std::string> paths;  // of the scan's files, relative to the root, sorted; FileId is an index of it
  std::vector<Image> images;
  std::vector<Service> services;
  std::vector<KubernetesObject> objects;
  std::vector<Workload> workloads;
  std::vector<KubernetesService> kubernetes_services;
  std::vector<ObjectReference> references;
  std::vector<ObjectSelector> selectors;
  std::vector<ObjectFact> facts;  // of objects, in their order
  std::vector<Kustomization> kustomizations;
  std::vector<Pipeline> pipelines;
  std::vector<Resource> resources;
  std::vector<Chart> charts;
  std::vector<Application> applications;
  std::vector<ConfigObject> configs;
  std::vector<AlertRule> alerts;
  std::vector<UnreachableSource> unreachable_sources;  // by the engine, once everything is read
  std::vector<Link> links;                             // by link()
  DockerfileIndex index;                               // by link()
  config::ImagePolicy policy;                          // what the repository asks of its images

  // Moves every entity of `unit` to the end of this; the indices between them are kept right.
  void append(InfraModel&& unit);
};

// Finds the links between what was read, and makes the index. Calling it again makes them anew.
void link(InfraModel& model);

}  // namespace s1::model
