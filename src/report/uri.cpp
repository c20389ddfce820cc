// SPDX-License-Identifier: Apache-2.0
#include "report/uri.h"

namespace s1::report {
namespace {

bool is_kept(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~' || c == '/';
}

}  // namespace

std::string path_uri(std::string_view path) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string result;
  for (const char c : path) {
    if (is_kept(c)) {
      result += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    result += '%';
    result += digits[byte >> 4];
    result += digits[byte & 15];
  }
  return result;
}

}  // namespace s1::report
