// SPDX-License-Identifier: Apache-2.0
// The diagnostics of one file, bounded: a file that is no YAML would have one for every line.
#pragma once
#include <string>
#include <string_view>

#include "syntax/data/tree.h"

namespace s1::yaml {

class Reporter {
 public:
  explicit Reporter(data::File& file) : file_(file) {}

  void add(Span span, std::string_view code, std::string message, std::string hint = {});
  // True once no more is taken; then the message need not be made.
  [[nodiscard]] bool full() const;

 private:
  data::File& file_;
};

// The text in quotes, cut to a length that fits a message.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace s1::yaml
