// SPDX-License-Identifier: Apache-2.0
#include "facts/spdx.h"

#include <string>
#include <unordered_set>

#include "facts/embedded.h"
#include "facts/table.h"
#include "text/lower_case.h"

namespace s1::facts {
namespace {

using Ids = std::unordered_set<std::string>;

Ids ids_of(std::string_view kind) {
  Ids result;
  for (const Row& row : read_table(embedded_fact("spdx.tsv")))
    if (row[1] == kind) result.insert(lower_case(row[0]));
  return result;
}

}  // namespace

bool is_spdx_license(std::string_view id) {
  static const Ids ids = ids_of("license");
  return ids.contains(lower_case(id));
}

bool is_spdx_exception(std::string_view id) {
  static const Ids ids = ids_of("exception");
  return ids.contains(lower_case(id));
}

}  // namespace s1::facts
