// SPDX-License-Identifier: Apache-2.0
#include "report/evidence/find_line.h"

#include <algorithm>
#include <utility>

namespace s1::report {
namespace {

constexpr std::uint64_t kMostBytes = 1024U * 1024U;  // of the file
constexpr std::uint32_t kMostLines = 2'000;          // that are looked through

bool says_alone(std::string_view line, std::string_view text) {
  const std::size_t at = line.find(text);
  if (at == std::string_view::npos) return false;
  if (line.find_first_not_of(" \t\r'\")]},;", at + text.size()) != std::string_view::npos) return false;
  const std::string_view before = line.substr(0, line.substr(0, at).find_last_not_of(" \t-'\"([{") + 1);
  return before.empty() || before.ends_with(':') || before.ends_with("sh") || before.ends_with("bat");
}

}  // namespace

template <class Matches>
std::uint32_t LineFinder::find(const std::string& path, std::uint32_t from, Matches matches) {
  if (path != path_) {
    Result<std::string> bytes = root_.read(path, kMostBytes);
    path_ = path;
    text_ = bytes ? *std::move(bytes) : std::string();
  }
  const std::string_view text = text_;
  std::uint32_t number = 1;
  for (std::size_t begin = 0; begin < text.size() && number < from + kMostLines; ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (number >= from && matches(text.substr(begin, end - begin))) return number;
    begin = end + 1;
  }
  return 0;
}

std::uint32_t LineFinder::alone(const std::string& path, std::uint32_t from, std::string_view text) {
  return find(path, from, [&](std::string_view line) { return says_alone(line, text); });
}

std::uint32_t LineFinder::with(const std::string& path, std::uint32_t from, std::string_view text,
                               std::string_view beside) {
  return find(path, from,
              [&](std::string_view line) { return line.contains(text) && (beside.empty() || line.contains(beside)); });
}

}  // namespace s1::report
