// SPDX-License-Identifier: Apache-2.0
// Images that watch others: facts/monitoring_images.tsv, read when first used.
#pragma once
#include <string_view>

namespace s1::facts {

struct MonitoringImage {
  std::string_view product;  // "Fluent Bit"
  std::string_view part;     // metrics, alerts, logging
};

// `image` is a name without tag and digest, whatever registry and owner it has. Null for others.
[[nodiscard]] const MonitoringImage* find_monitoring_image(std::string_view image);

}  // namespace s1::facts
