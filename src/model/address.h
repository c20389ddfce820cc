// SPDX-License-Identifier: Apache-2.0
// The hosts that the value of a variable names, for finding out which service it is. No other part of the value leaves
// this.
#pragma once
#include <string_view>
#include <vector>

namespace s1::model {

struct Address {
  std::string_view host;  // a view into the value; letters, digits, '.', '-' and '_' alone
  std::string_view port;  // may be empty
};

// Of postgres://user:…@db:5432/shop, http://api:8080, db:5432, kafka-1:9092,kafka-2:9092, "Server=db;…", "host=db …",
// and, where the variable's name says that its value is one (REDIS_HOST, API_URL), of a host alone. None of a variable
// whose name says that it lists who may call (CORS_ORIGIN, ALLOWED_HOSTS).
[[nodiscard]] std::vector<Address> addresses_in(std::string_view name, std::string_view value);

}  // namespace s1::model
