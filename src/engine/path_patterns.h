// SPDX-License-Identifier: Apache-2.0
// Paths as a configuration names them: patterns as in .gitignore, from the root. What lies below a folder that matches
// matches too.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "workspace/ignore.h"

namespace s1::engine {

class PathPatterns {
 public:
  PathPatterns() = default;
  explicit PathPatterns(std::span<const std::string> patterns);

  [[nodiscard]] bool empty() const { return patterns_.empty(); }
  // `path` is a file's, relative to the root.
  [[nodiscard]] bool matches(std::string_view path) const;

 private:
  workspace::IgnoreFile patterns_;
};

}  // namespace s1::engine
