// SPDX-License-Identifier: Apache-2.0
#include "model/link.h"

#include "model/infra_model.h"
#include "model/link_parts.h"

namespace s1::model {

void link(InfraModel& model) {
  model.links.clear();
  link_images(model);
  link_selectors(model);
  link_configs(model);
  link_applications(model);
  model.index = index_dockerfiles(model);
}

}  // namespace s1::model
