// SPDX-License-Identifier: Apache-2.0
#include "workspace/names.h"

#include <fmt/format.h>

#include "text/scrub.h"
#include "text/utf8.h"

namespace s1::workspace {

bool is_readable_name(std::string_view name) {
  while (!name.empty()) {
    const utf8::Decoded next = utf8::decode(name);
    const char32_t c = next.code_point;
    if (!next.valid || c == '\n' || c == '\t' || is_hidden(c)) return false;
    name.remove_prefix(next.length);
  }
  return true;
}

std::string for_display(std::string_view path) {
  std::string result;
  while (!path.empty()) {
    const utf8::Decoded next = utf8::decode(path);
    if (!next.valid)
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(path.front()));
    else if (is_hidden(next.code_point) || next.code_point == '\n' || next.code_point == '\t')
      result += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(next.code_point));
    else
      result += path.substr(0, next.length);
    path.remove_prefix(next.length);
  }
  return result;
}

std::optional<std::string> normalised(std::string_view path) {
  if (path.starts_with('/')) return std::nullopt;
  std::string result;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    if (name.empty() || name == ".") continue;
    if (name != "..") {
      result = join(result, name);
    } else if (result.empty()) {
      return std::nullopt;
    } else {
      result.resize(parent_path(result).size());
    }
  }
  return result;
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view parent_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string join(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  std::string result;
  result.reserve(folder.size() + 1 + name.size());
  result += folder;
  result += '/';
  result += name;
  return result;
}

}  // namespace s1::workspace
