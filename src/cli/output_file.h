// SPDX-License-Identifier: Apache-2.0
// A report written to a file that the user named.
#pragma once
#include <string>

#include "text/error.h"
#include "text/produce.h"

namespace s1::cli {

// Whole or not at all (workspace/write_whole.h); what is no regular file (/dev/stdout, a pipe) is written to as it is.
// Code "not-writable".
[[nodiscard]] Result<void> write_output(const std::string& path, const TextProducer& text);

}  // namespace s1::cli
