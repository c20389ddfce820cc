// SPDX-License-Identifier: Apache-2.0
#include "model/made_paths.h"

#include <algorithm>
#include <cstddef>

namespace s1::model {
namespace {

constexpr std::string_view kPathCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

}  // namespace

void MadePaths::mention(std::string_view text) {
  for (std::size_t begin = text.find_first_of(kPathCharacters); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.size(), text.find_first_not_of(kPathCharacters, begin));
    parts_.emplace(text.substr(begin, end - begin));
    begin = text.find_first_of(kPathCharacters, end);
  }
}

void MadePaths::hand_over(std::string_view path) {
  std::string_view first = path;
  while (first.starts_with("./") || first.starts_with('/')) first.remove_prefix(first.starts_with('/') ? 1 : 2);
  first = first.substr(0, first.find('/'));
  if (first.empty() || first == "." || first.find_first_of("*?[{$") != std::string_view::npos) hand_over_anything();
  mention(path);
}

bool MadePaths::may_have(std::string_view path) const {
  if (path.empty()) return false;
  if (anything_) return true;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.size(), path.find('/'));
    const std::string_view part = path.substr(0, slash);
    if (part != "." && parts_.contains(std::string(part))) return true;
    path.remove_prefix(std::min(path.size(), slash + 1));
  }
  return false;
}

}  // namespace s1::model
