// SPDX-License-Identifier: Apache-2.0
// A pod's volumes: where their content comes from.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "model/container.h"
#include "model/kubernetes_object.h"

namespace s1::model {

class PodVolumes {
 public:
  PodVolumes(const KubernetesReader& reader, data::Value spec);

  // Adds what the container mounts, with the Secrets and ConfigMaps that are behind it.
  void mount(data::Value container, Container& to);
  // Adds the Secrets and ConfigMaps that nothing mounts.
  void take_rest(Container& to);

 private:
  struct Volume {
    std::string host_path;
    std::vector<ConfigUse> uses;
    bool is_mounted = false;
  };

  void add_use(ConfigKind kind, data::Value source, const char* name, std::vector<ConfigUse>& uses) const;

  const KubernetesReader& reader_;
  std::vector<Volume> volumes_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace s1::model
