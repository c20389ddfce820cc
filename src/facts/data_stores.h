// SPDX-License-Identifier: Apache-2.0
// Images that hold data for others: facts/data_stores.tsv, read when first used.
#pragma once
#include <optional>
#include <string_view>

namespace s1::facts {

struct DataStore {
  std::string_view product;   // "PostgreSQL"
  std::string_view category;  // database, cache, queue, search, objects, coordination
  std::string_view port;      // that it listens on by default
};

// `image` is a name without tag and digest, whatever registry and owner it has. Null for what is no data store.
[[nodiscard]] const DataStore* find_data_store(std::string_view image);

}  // namespace s1::facts
