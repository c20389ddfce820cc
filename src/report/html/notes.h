// SPDX-License-Identifier: Apache-2.0
// What could not be read or judged.
#pragma once
#include <string_view>

#include "engine/scan.h"
#include "text/produce.h"

namespace s1::report::html {

void add_notes(const engine::ScanResult& scan, std::string_view link_base, const TextSink& sink);

}  // namespace s1::report::html
