// SPDX-License-Identifier: Apache-2.0
// What infrastructure the repository has (report/inventory.h), a table a kind.
#pragma once
#include <string_view>

#include "engine/scan.h"
#include "text/produce.h"

namespace s1::report::html {

void add_inventory(const engine::ScanResult& scan, std::string_view link_base, const TextSink& sink);

}  // namespace s1::report::html
