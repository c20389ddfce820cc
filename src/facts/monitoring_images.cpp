// SPDX-License-Identifier: Apache-2.0
#include "facts/monitoring_images.h"

#include <unordered_map>

#include "facts/embedded.h"
#include "facts/table.h"

namespace s1::facts {

const MonitoringImage* find_monitoring_image(std::string_view image) {
  static const std::unordered_map<std::string_view, MonitoringImage> table = [] {
    std::unordered_map<std::string_view, MonitoringImage> result;
    for (const Row& row : read_table(embedded_fact("monitoring_images.tsv")))
      result.try_emplace(row[0], MonitoringImage{row[1], row[2]});
    return result;
  }();
  const std::size_t slash = image.rfind('/');
  const auto found = table.find(slash == std::string_view::npos ? image : image.substr(slash + 1));
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace s1::facts
