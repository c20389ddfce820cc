// SPDX-License-Identifier: Apache-2.0
// parse_image_ref(): splits REGISTRY/PATH:TAG@DIGEST.
#include "syntax/dockerfile/ast.h"

namespace s1::dockerfile {

// What stands in ${…} may hold any of the separators; there they mean nothing.
ImageRef parse_image_ref(std::string_view raw) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t colon = none, at = none;
  int depth = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (c == '$' && i + 1 < raw.size() && raw[i + 1] == '{') {
      ++depth;
      ++i;
    } else if (c == '}' && depth > 0) {
      --depth;
    } else if (depth == 0 && c == '/') {
      colon = none;  // it belonged to the registry: a port
    } else if (depth == 0 && c == ':' && colon == none) {
      colon = i;
    } else if (depth == 0 && c == '@') {
      at = i;
      break;
    }
  }
  ImageRef result{.raw = raw, .name = raw.substr(0, at), .tag = {}, .digest = {}};
  if (at != none) result.digest = raw.substr(at + 1);
  if (colon != none) {
    result.tag = result.name.substr(colon + 1);
    result.name = result.name.substr(0, colon);
  }
  return result;
}

}  // namespace s1::dockerfile
