// SPDX-License-Identifier: Apache-2.0
#include "model/image_name.h"

#include <algorithm>
#include <cctype>

namespace s1::model {

std::optional<std::string> repository_of(const Value& image) {
  if (image.state != State::known && image.state != State::unknown) return std::nullopt;
  std::string_view name = image.text;
  name = name.substr(0, name.find('@'));
  // A colon after the last slash is the tag's; one before it is a port's. A tag that is a variable may hold slashes and
  // colons of its own, so the variable is looked for first.
  const std::size_t variable = std::min(name.find('$'), name.find("{{"));
  const std::string_view fixed = name.substr(0, variable);
  const std::size_t slash = fixed.rfind('/');
  const std::size_t colon = fixed.find(':', slash == std::string_view::npos ? 0 : slash);
  if (colon != std::string_view::npos) return std::string(fixed.substr(0, colon));
  if (variable != std::string_view::npos || image.state == State::unknown || fixed.empty()) return std::nullopt;
  return std::string(fixed);
}

std::optional<std::string> reference_of(const Value& image) {
  const auto name = repository_of(image);
  if (!name || image.state != State::known) return std::nullopt;
  const std::string_view text = image.text;
  if (text.find('$') != std::string_view::npos || text.find("{{") != std::string_view::npos) return std::nullopt;
  const std::size_t digest = text.find('@');
  const std::string_view tagged = text.substr(0, digest);
  if (tagged.size() > name->size()) return std::string(tagged);
  if (digest != std::string_view::npos) return std::nullopt;
  return *name + ":latest";
}

bool is_same_stage(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace s1::model
