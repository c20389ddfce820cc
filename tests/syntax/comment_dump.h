// SPDX-License-Identifier: Apache-2.0
// Comments as tests write them down: a line each, "text -> scope", the scope's line ends as "|".
#pragma once
#include <string>
#include <vector>

#include "text/comment.h"
#include "text/source.h"

namespace s1::test {

inline std::string dump(const Source& source, const std::vector<Comment>& comments) {
  std::string result;
  for (const Comment& comment : comments) {
    std::string scope(source.slice(comment.scope));
    for (char& c : scope)
      if (c == '\n') c = '|';
    result += std::string(comment.text) + " -> " + scope + "\n";
  }
  return result;
}

}  // namespace s1::test
