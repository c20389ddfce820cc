// SPDX-License-Identifier: Apache-2.0
// The architecture as a drawing, with the same as lists beside it; as lists alone where Graphviz is not installed.
#pragma once
#include <string_view>

#include "model/infra_model.h"
#include "report/architecture.h"
#include "report/html/markup.h"

namespace s1::report::html {

[[nodiscard]] Markup architecture_section(const Architecture& architecture, const model::InfraModel& model,
                                          std::string_view link_base);

}  // namespace s1::report::html
