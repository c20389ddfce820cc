// SPDX-License-Identifier: Apache-2.0
// State files as they are, for who wants to read them: cleaned, secrets masked.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "vsm/state_file.h"
#include "workspace/root.h"

namespace s1::vsm {

// The folder in which a project's state lies, relative to the root. A file stands for its folder; .claude and the state
// folder itself may be named too.
[[nodiscard]] std::string state_folder(const workspace::Root& root, std::string_view project);
// Those that are there, whatever they hold.
[[nodiscard]] std::vector<StateFile> present_files(const workspace::Root& root, std::string_view project);
// At most 100 kB: of the log its last lines; another file that is longer is an error. Codes: those of Root::read(), and
// "not-utf8", "binary-file".
[[nodiscard]] Result<std::string> state_text(const workspace::Root& root, std::string_view project, StateFile file);

}  // namespace s1::vsm
