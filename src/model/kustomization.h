// SPDX-License-Identifier: Apache-2.0
// A kustomization, as far as it decides which Services select which pods
// (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/).
#pragma once
#include <string>
#include <vector>

#include "model/place.h"
#include "model/workload.h"

namespace s1::model {

struct Kustomization {
  std::string folder;  // relative to the root; "" is the root
  // Files, or folders of other kustomizations, relative to the root.
  std::vector<std::string> resources;   // and bases
  std::vector<std::string> components;  // what they do holds for all of this one
  std::vector<std::string> patches;     // files
  Labels selector_labels;               // put on selectors and pods alike: commonLabels, labels with includeSelectors
  Labels pod_labels;                    // put on pods alone: labels with includeTemplates
  bool sets_namespace = false;
  // It takes or does what is not known: resources from elsewhere, transformers, charts, patches that speak of labels or
  // selectors.
  bool is_open = false;
  Place place;
};

}  // namespace s1::model
