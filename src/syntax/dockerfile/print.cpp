// SPDX-License-Identifier: Apache-2.0
// print(): a file's bytes, put together from its tokens.
#include "syntax/dockerfile/ast.h"

namespace s1::dockerfile {

std::string print(const File& file) {
  std::string result;
  result.reserve(file.source->size());
  for (const Token& token : file.tokens) result += file.source->slice(token.span);
  return result;
}

}  // namespace s1::dockerfile
