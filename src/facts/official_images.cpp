// SPDX-License-Identifier: Apache-2.0
#include "facts/official_images.h"

#include <unordered_set>

#include "facts/base_images.h"
#include "facts/embedded.h"
#include "facts/table.h"

namespace s1::facts {

bool is_official_image(std::string_view name) {
  static const std::unordered_set<std::string_view> names = [] {
    std::unordered_set<std::string_view> result;
    for (const Row& row : read_table(embedded_fact("official_images.tsv"))) result.insert(row[0]);
    return result;
  }();
  return names.contains(short_image_name(name));
}

}  // namespace s1::facts
