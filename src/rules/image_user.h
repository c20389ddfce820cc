// SPDX-License-Identifier: Apache-2.0
// Whom a container of an image runs as when nobody says otherwise.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "model/image.h"

namespace s1::rules {

struct ImageUser {
  std::string name;                  // as USER has it, or the base image's; empty: only the number is known
  std::optional<std::uint32_t> uid;  // 0 of root
  bool is_written = false;           // in the Dockerfile, not in the base image
};

// Nothing where it is not known: a variable, or a base image that the facts do not have.
[[nodiscard]] std::optional<ImageUser> user_of(const model::Image& image);

}  // namespace s1::rules
