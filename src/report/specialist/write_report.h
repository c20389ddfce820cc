// SPDX-License-Identifier: Apache-2.0
// A report written to a file of the root.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/error.h"
#include "workspace/root.h"

namespace s1::report {

enum class WriteAction : std::uint8_t { create, modify, exists };  // exists: it is what it was

// Atomically, in a folder that exists. A file that is there is replaced if it is a report that this program wrote, and
// kept otherwise; git's own folder is left alone. Codes: "exists", "outside-root"; those of Root::relative and
// workspace::write_files.
[[nodiscard]] Result<WriteAction> write_report(const workspace::Root& root, const std::string& path,
                                               const std::string& text);

// Whether a file that is there is a report that this program wrote: one that is named as a page, a text or JSON.
[[nodiscard]] bool is_written_report(const workspace::Root& root, const std::string& path);

}  // namespace s1::report
