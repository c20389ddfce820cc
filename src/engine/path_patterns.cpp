// SPDX-License-Identifier: Apache-2.0
#include "engine/path_patterns.h"

namespace s1::engine {
namespace {

workspace::IgnoreFile parsed(std::span<const std::string> patterns) {
  std::string text;
  for (const std::string& pattern : patterns) text += pattern + "\n";
  return workspace::IgnoreFile::parse(text);
}

}  // namespace

PathPatterns::PathPatterns(std::span<const std::string> patterns) : patterns_(parsed(patterns)) {}

bool PathPatterns::matches(std::string_view path) const {
  using workspace::IgnoreFile;
  if (patterns_.empty()) return false;
  // A folder that is out takes with it what is below, whatever later patterns say of that.
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', slash + 1))
    if (patterns_.match(path.substr(0, slash), true) == IgnoreFile::Verdict::ignored) return true;
  return patterns_.match(path, false) == IgnoreFile::Verdict::ignored;
}

}  // namespace s1::engine
