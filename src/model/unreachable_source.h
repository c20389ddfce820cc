// SPDX-License-Identifier: Apache-2.0
// That a COPY or ADD will not find what it names in a build context.
#pragma once
#include <cstdint>
#include <string>

#include "model/place.h"

namespace s1::model {

struct UnreachableSource {
  enum class Why : std::uint8_t { missing, ignored } why = Why::missing;
  std::uint32_t image = 0;   // index of InfraModel::images
  std::uint32_t source = 0;  // index of Image::sources
  std::string context;       // relative to the root; "" the root itself
  Place build;              // who names the context; exists() is false where none does and all that could be were tried
  std::string ignore_file;  // Why::ignored: the path of the .dockerignore
};

}  // namespace s1::model
