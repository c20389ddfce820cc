// SPDX-License-Identifier: Apache-2.0
// Which ports an image says that it listens on.
#pragma once
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model/image.h"
#include "model/value.h"

namespace s1::rules {

// The number that a value is; nothing for names, ranges and what is not known.
[[nodiscard]] std::optional<std::uint32_t> number_of(const model::Value& value);

// What EXPOSE, the Dockerfile's or the base image's, names; made once for an image that is asked often.
class ExposedPorts {
 public:
  explicit ExposedPorts(const model::Image& image);

  // Whether the port is named or may be (a variable).
  [[nodiscard]] bool contain(std::uint32_t port) const;

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;  // first and last, sorted, without overlap
  bool any_ = false;
};

// Whether all that the image exposes is known: it has EXPOSE of its own, and its base image is surely known and known
// to have no port (a server's image often has more of them than the one it is known for).
[[nodiscard]] bool exposed_ports_known(const model::Image& image);

}  // namespace s1::rules
