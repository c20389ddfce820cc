// SPDX-License-Identifier: Apache-2.0
#include "engine/fingerprint.h"

#include "text/hash.h"

namespace s1::engine {
namespace {

std::string collapsed(std::string_view text) {
  std::string result;
  bool gap = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      gap = !result.empty();
      continue;
    }
    if (gap) result += ' ';
    gap = false;
    result += c;
  }
  return result;
}

}  // namespace

std::string fingerprint(std::string_view rule, std::string_view path, std::string_view resource,
                        std::string_view span_text, std::uint32_t ordinal) {
  return "v1:" + hash128({rule, path, resource, collapsed(span_text), std::to_string(ordinal)});
}

}  // namespace s1::engine
