// SPDX-License-Identifier: Apache-2.0
// A RUN's own check of a file: `echo "SUM  FILE" | sha256sum -c`.
#pragma once
#include <optional>
#include <string>

#include "syntax/shell/ast.h"

namespace s1::rules {

struct ChecksumCheck {
  std::string sum;   // of SHA-256, 64 hexadecimal digits in small letters
  std::string file;  // as the command names it
};

// Nothing where the pipeline is none, or its sum or file is not written out.
[[nodiscard]] std::optional<ChecksumCheck> checksum_check(const shell::Pipeline& pipeline);

}  // namespace s1::rules
