// SPDX-License-Identifier: Apache-2.0
// Writes a file that the user named, wherever it lies: a report, a baseline.
#pragma once
#include <cstdint>
#include <string>

#include "text/error.h"
#include "text/produce.h"

namespace s1::workspace {

// What to do where there is something that is no regular file: a terminal, a pipe, a device.
enum class Special : std::uint8_t { write_to, refuse };

// Whole or not at all, and on the disk: the text goes to a temporary file beside the old one, with its mode, owner and
// group, but not its extended attributes, and takes its name. Links are followed, and one that leads to nothing gets
// its file. A file that may not be written is not replaced. Codes as of write_failure(), and "not-synced": it is
// written, but may be the old one again after a power failure.
[[nodiscard]] Result<void> write_whole(const std::string& path, const TextProducer& text, Special special);

}  // namespace s1::workspace
