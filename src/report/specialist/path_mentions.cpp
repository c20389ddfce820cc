// SPDX-License-Identifier: Apache-2.0
#include "report/specialist/path_mentions.h"

#include <algorithm>
#include <array>

namespace s1::report {
namespace {

constexpr std::array<std::string_view, 31> kEndings = {
    ".bash", ".c",  ".cfg",  ".conf", ".cpp",    ".env",  ".go", ".gradle", ".groovy", ".h",  ".hcl",
    ".ini",  ".j2", ".java", ".js",   ".json",   ".lock", ".md", ".mjs",    ".php",    ".py", ".rb",
    ".rs",   ".sh", ".sql",  ".tf",   ".tfvars", ".toml", ".ts", ".yaml",   ".yml"};
constexpr std::array<std::string_view, 5> kNames = {"Containerfile", "Dockerfile", "Jenkinsfile", "Makefile",
                                                    "Procfile"};

constexpr bool is_path_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
         c == '-' || c == '_' || c == '+' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_file(std::string_view path) {
  if (path.find('/') == std::string_view::npos || path.front() == '/' || path.find("//") != std::string_view::npos)
    return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  // app/web.go is a file, example.com/web.go an address: a first part that is a host has a dot within.
  const std::string_view first = path.substr(0, path.find('/'));
  if (first.find('.', 1) != std::string_view::npos && !first.starts_with('.')) return false;
  return std::ranges::any_of(kEndings, [&](std::string_view end) { return name.ends_with(end); }) ||
         std::ranges::any_of(kNames, [&](std::string_view known) {
           return name == known || (name.starts_with(known) && name[known.size()] == '.');
         });
}

}  // namespace

std::vector<std::string> path_mentions(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_path_character(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_path_character(text[at])) ++at;
    std::string_view word = text.substr(begin, at - begin);
    // What stands around it tells an address (https://…, user@host, $HOME/…, *.yaml, s3:…) from a path.
    constexpr std::string_view kForeign = "@:$~*}>\\%=";
    if (begin > 0 && kForeign.find(text[begin - 1]) != std::string_view::npos) continue;
    if (at < text.size() && (text[at] == '@' || text[at] == '*' || text[at] == '{' || text[at] == '<')) continue;
    if (at + 1 < text.size() && text[at] == ':' && !(text[at + 1] >= '0' && text[at + 1] <= '9') &&
        text[at + 1] != ' ' && text[at + 1] != '\n')
      continue;
    while (word.ends_with('.') || word.ends_with('-')) word.remove_suffix(1);
    while (word.starts_with("./")) word.remove_prefix(2);
    if (word.empty() || !is_file(word) || std::ranges::find(found, word) != found.end()) continue;
    found.emplace_back(word);
  }
  return found;
}

}  // namespace s1::report
