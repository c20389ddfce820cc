// SPDX-License-Identifier: Apache-2.0
// The end of a file that others append to while it is read.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "text/error.h"
#include "workspace/root.h"

namespace s1::workspace {

struct Tail {
  std::string bytes;             // whole lines, but for the last, which may still be in writing
  std::uint32_t first_line = 1;  // the number of the first of them in the file
  bool whole = true;             // false: the file is longer
};

// The last `limit_bytes` of a regular file, without the line that they begin in. Codes: those of Root::read(), but
// "too-large" only over 1 GiB (the lines before the end are counted) and never "changed-while-read".
[[nodiscard]] Result<Tail> read_tail(const Root& root, std::string_view path, std::uint64_t limit_bytes);

}  // namespace s1::workspace
