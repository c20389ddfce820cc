// SPDX-License-Identifier: Apache-2.0
#include "model/shipped_stages.h"

namespace s1::model {

std::vector<const dockerfile::Stage*> shipped_stages(const dockerfile::File& file, const Surroundings& around) {
  std::vector<bool> shipped(file.stages.size());
  bool any = false;
  for (const Build* build : around.builds) {
    const bool names_one = build->target.known() && !build->target.text.empty();
    const dockerfile::Stage* stage = names_one ? file.target(build->target.text) : file.target();
    if (stage == nullptr) continue;  // no such stage: the build fails
    shipped[stage->index] = true;
    any = true;
  }
  if (!any && !shipped.empty()) shipped.back() = true;
  std::vector<const dockerfile::Stage*> result;
  for (const dockerfile::Stage& stage : file.stages)
    if (shipped[stage.index]) result.push_back(&stage);
  return result;
}

}  // namespace s1::model
