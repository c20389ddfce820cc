// SPDX-License-Identifier: Apache-2.0
#include "text/one_line.h"

#include <algorithm>

namespace s1 {

std::string one_line(std::string_view text) {
  std::string result(text);
  std::ranges::replace(result, '\n', ' ');
  return result;
}

std::string path_at_line_begin(std::string_view path) {
  // A runner takes white space off the front before it looks.
  const std::size_t begin = path.find_first_not_of(" \t");
  const bool is_command = begin != std::string_view::npos && path[begin] == ':';
  return is_command ? "./" + one_line(path) : one_line(path);
}

}  // namespace s1
