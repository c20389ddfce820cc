// SPDX-License-Identifier: Apache-2.0
// A pod's specification as containers.
#pragma once
#include <vector>

#include "model/container.h"
#include "model/kubernetes_object.h"

namespace s1::model {

// The containers of a PodSpec, init containers first, ephemeral ones last. What the pod says for all of them (its
// security context) is in each that says nothing of its own; a volume's Secret or ConfigMap is taken by the containers
// that mount it, by the first container where none does.
[[nodiscard]] std::vector<Container> pod_containers(const KubernetesReader& reader, data::Value spec);

}  // namespace s1::model
