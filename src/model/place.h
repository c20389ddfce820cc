// SPDX-License-Identifier: Apache-2.0
// Where something stands, in any of the files of a scan. The text itself is gone when the model is read, so the line is
// kept with the span.
#pragma once
#include <cstdint>

#include "text/span.h"

namespace s1::model {

using FileId = std::uint32_t;  // index of InfraModel::paths

struct Place {
  FileId file = 0;
  std::uint32_t line = 0;  // 1-based, of span.begin; 0: nowhere
  Span span;

  [[nodiscard]] bool exists() const { return line != 0; }
  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace s1::model
