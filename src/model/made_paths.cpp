// SPDX-License-Identifier: Apache-2.0
#include "model/made_paths.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace s1::model {
namespace {

// A table, for this is asked of every character of all scripts.
constexpr std::array<bool, 256> kIsOfPath = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool is_of_path(char c) {
  return kIsOfPath[static_cast<unsigned char>(c)];
}

}  // namespace

void MadePaths::mention(std::string_view text) {
  for (auto begin = std::ranges::find_if(text, is_of_path); begin != text.end();) {
    const auto end = std::find_if_not(begin, text.end(), is_of_path);
    parts_.emplace(begin, end);
    begin = std::find_if(end, text.end(), is_of_path);
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
