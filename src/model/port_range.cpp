// SPDX-License-Identifier: Apache-2.0
#include "model/port_range.h"

#include <charconv>

namespace s1::model {

namespace {

std::uint32_t port_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number <= 65'535 ? number : 0;
}

}  // namespace

PortRange port_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::uint32_t first = port_number(text.substr(0, dash));
  const std::uint32_t last = dash == std::string_view::npos ? first : port_number(text.substr(dash + 1));
  if (first == 0 || last < first) return {};
  return {first, last};
}

}  // namespace s1::model
