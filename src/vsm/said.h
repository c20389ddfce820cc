// SPDX-License-Identifier: Apache-2.0
// What a state file says, and where. Texts are fit to be shown: cleaned, secrets masked, cut (text.h).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "syntax/data/tree.h"

namespace s1::vsm {

struct Place {
  std::string path;        // relative to the root
  std::uint32_t line = 1;  // 1-based; of what concerns a whole file, 1
};

struct Said {
  std::string text;  // empty: it is not said
  Place place;
  [[nodiscard]] bool exists() const { return !text.empty(); }
};

// A time in one form, YYYY-MM-DDTHH:MM:SSZ; empty where none is given.
struct Time {
  std::string text;
  std::int64_t epoch_ms = 0;
  bool zoned = false;  // false: the file names no zone, and UTC is assumed
  Place place;
  [[nodiscard]] bool exists() const { return !text.empty(); }
};

struct Measure {
  double value = 0;
  Place place;
};

// Members that no field here is made for, or whose value is of another type than the field's. They live in
// State::documents, and are raw: encoders clean them.
using Extra = std::vector<data::Member>;

}  // namespace s1::vsm
