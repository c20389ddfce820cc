// SPDX-License-Identifier: Apache-2.0
// Helm charts, and what deploys paths and charts from Git (Argo CD).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/place.h"
#include "model/value.h"

namespace s1::model {

struct ChartDependency {
  std::string name;
  std::string version;
  std::string repository;
  Place place;
};

struct Chart {
  std::string folder;  // relative to the root, "." the root itself
  std::string name;
  std::string version;
  std::string app_version;
  std::vector<ChartDependency> dependencies;
  std::vector<Value> images;  // repository and tag of its values, as one reference
  Place place;
};

// An Argo CD Application, or one source of an ApplicationSet.
struct Application {
  std::uint32_t object = 0;  // index of InfraModel::objects
  Value repository;
  Value path;
  Value chart;
  Value revision;
  Value destination_namespace;
  Place place;
};

}  // namespace s1::model
