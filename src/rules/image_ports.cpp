// SPDX-License-Identifier: Apache-2.0
#include "rules/image_ports.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string_view>

#include "facts/base_images.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {
namespace {

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

// "8080", "8080/tcp", "8000-8010"; nothing where it means some port and which is not known.
std::optional<std::pair<std::uint32_t, std::uint32_t>> range(const model::Value& value) {
  if (!value.known()) return std::nullopt;
  std::string_view exposed = value.text;
  exposed = exposed.substr(0, exposed.find('/'));
  const std::size_t dash = exposed.find('-');
  const auto first = number(exposed.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number(exposed.substr(dash + 1));
  if (!first || !last || *last > 65'535) return std::nullopt;
  return std::pair{*first, *last};
}

const facts::BaseImage* base_of(const model::Image& image) {
  const dockerfile::ImageRef base = dockerfile::parse_image_ref(image.root_base);
  return facts::find_base_image(base.name, base.tag.empty() && base.digest.empty() ? "latest" : base.tag);
}

}  // namespace

std::optional<std::uint32_t> number_of(const model::Value& value) {
  return value.known() ? number(value.text) : std::nullopt;
}

ExposedPorts::ExposedPorts(const model::Image& image) {
  for (const model::Value& exposed : image.ports) {
    const auto named = range(exposed);
    if (!named)
      any_ = true;
    else if (named->first <= named->second)
      ranges_.push_back(*named);
  }
  if (const facts::BaseImage* base = base_of(image); base != nullptr && base->port)
    ranges_.emplace_back(*base->port, *base->port);
  std::ranges::sort(ranges_);
  std::size_t last = 0;
  for (std::size_t i = 1; i < ranges_.size(); ++i)
    if (ranges_[i].first <= ranges_[last].second)
      ranges_[last].second = std::max(ranges_[last].second, ranges_[i].second);
    else
      ranges_[++last] = ranges_[i];
  if (!ranges_.empty()) ranges_.resize(last + 1);
}

bool ExposedPorts::contain(std::uint32_t port) const {
  if (any_) return true;
  const auto after = std::ranges::upper_bound(ranges_, port, {}, &std::pair<std::uint32_t, std::uint32_t>::first);
  return after != ranges_.begin() && port <= std::prev(after)->second;
}

bool exposed_ports_known(const model::Image& image) {
  if (image.ports.empty()) return false;
  if (dockerfile::parse_image_ref(image.root_base).name == "scratch") return true;
  const facts::BaseImage* const base = base_of(image);
  return base != nullptr && base->verified && !base->port;
}

}  // namespace s1::rules
