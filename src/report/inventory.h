// SPDX-License-Identifier: Apache-2.0
// What infrastructure a repository has, as scan_infra's inventory shows it: the model's entities, each with what the
// links say of it.
#pragma once
#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/scan.h"

namespace s1::report {

using Json = nlohmann::ordered_json;

// A list of an answer, encoded as far as it is shown.
struct Section {
  const char* key;  // where it stands: "images", "services", …
  std::size_t size = 0;
  std::function<Json(std::size_t)> encode;
};

// In the order in which they are shown and paged. `scan` must outlive them.
[[nodiscard]] std::vector<Section> inventory_sections(const engine::ScanResult& scan);

}  // namespace s1::report
