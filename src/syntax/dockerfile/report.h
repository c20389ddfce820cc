// SPDX-License-Identifier: Apache-2.0
// Collects what the parser noticed, bounded: a file that is no Dockerfile at all would have a diagnostic on every line.
#pragma once
#include <string>
#include <string_view>

#include "syntax/dockerfile/ast.h"

namespace s1::dockerfile {

class Reporter {
 public:
  explicit Reporter(File& file) : file_(file) {}

  // What BuildKit's parser refuses.
  void refuse(Span span, std::string_view code, std::string message, std::string hint = {});
  // What it takes, though the build fails later.
  void warn(Span span, std::string_view code, std::string message, std::string hint = {});
  // True once no more is taken; then the message need not be made.
  [[nodiscard]] bool full() const;

 private:
  File& file_;
};

// The text in quotes, cut to a length that fits a message.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace s1::dockerfile
