// SPDX-License-Identifier: Apache-2.0
// The line on which a file says something, where the model keeps only where the part around it begins.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "workspace/root.h"

namespace s1::report {

class LineFinder {
 public:
  explicit LineFinder(const workspace::Root& root) : root_(root) {}

  // 1-based, from `from` on; 0: there is none, or the file is too large. The line that says nothing else but for list
  // marks, keys and quotes.
  [[nodiscard]] std::uint32_t alone(const std::string& path, std::uint32_t from, std::string_view text);
  // The first that has it, if `beside` stands on it too.
  [[nodiscard]] std::uint32_t with(const std::string& path, std::uint32_t from, std::string_view text,
                                   std::string_view beside = {});

 private:
  template <class Matches>
  std::uint32_t find(const std::string& path, std::uint32_t from, Matches matches);

  const workspace::Root& root_;
  std::string path_;  // of the file that was read last
  std::string text_;
};

}  // namespace s1::report
