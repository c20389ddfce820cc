// SPDX-License-Identifier: Apache-2.0
#include "facts/data_stores.h"

#include <unordered_map>

#include "facts/embedded.h"
#include "facts/table.h"

namespace s1::facts {
namespace {

const std::unordered_map<std::string_view, DataStore>& stores() {
  static const std::unordered_map<std::string_view, DataStore> table = [] {
    std::unordered_map<std::string_view, DataStore> result;
    for (const Row& row : read_table(embedded_fact("data_stores.tsv")))
      result.try_emplace(row[0], DataStore{row[1], row[2], row[3]});
    return result;
  }();
  return table;
}

}  // namespace

const DataStore* find_data_store(std::string_view image) {
  const std::size_t slash = image.rfind('/');
  const std::string_view last = slash == std::string_view::npos ? image : image.substr(slash + 1);
  auto found = stores().find(last);
  if (found == stores().end() && slash != std::string_view::npos && slash != 0) {
    const std::size_t before = image.rfind('/', slash - 1);
    found = stores().find(before == std::string_view::npos ? image : image.substr(before + 1));
  }
  return found == stores().end() ? nullptr : &found->second;
}

}  // namespace s1::facts
