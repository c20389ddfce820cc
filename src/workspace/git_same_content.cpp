// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_same_content.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace s1::workspace {
namespace {

constexpr std::string_view kPointer = "version https://git-lfs.github.com/spec/";
constexpr std::size_t kMostPointer = 1024;

std::string without_carriage_returns(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') result += text[i];
  return result;
}

}  // namespace

std::optional<std::uint64_t> pointed_size(std::string_view blob) {
  if (blob.size() > kMostPointer || !blob.starts_with(kPointer)) return std::nullopt;
  constexpr std::string_view key = "\nsize ";
  const std::size_t at = blob.find(key);
  std::uint64_t size = 0;
  if (at == std::string_view::npos) return std::nullopt;
  const char* const begin = blob.data() + at + key.size();
  return std::from_chars(begin, blob.data() + blob.size(), size).ec == std::errc() ? std::optional(size) : std::nullopt;
}

bool is_same_content(std::string_view file, std::string_view blob) {
  if (file == blob) return true;
  if (const auto pointed = pointed_size(blob); pointed && !file.starts_with(kPointer)) return *pointed == file.size();
  if (file.find('\r') == std::string_view::npos && blob.find('\r') == std::string_view::npos) return false;
  return without_carriage_returns(file) == without_carriage_returns(blob);
}

}  // namespace s1::workspace
