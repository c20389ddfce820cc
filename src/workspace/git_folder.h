// SPDX-License-Identifier: Apache-2.0
// Where git keeps a repository, looked at before libgit2 opens anything in it. libgit2 opens what it finds as if it
// were a plain file: a FIFO would hold it for ever, and a link would lead it anywhere.
#pragma once
#include <string>

#include "text/error.h"

namespace s1::workspace {

// The folder to open for the repository whose work folder is `top`: top/.git, or the one that the file top/.git names
// (a worktree, a submodule). It, the common folder of its worktrees, and the object folders that they borrow from hold
// plain files and folders alone; links to files are let pass among the hooks. Of the configuration's includes, those
// pass that name a plain file without further ones, or none. Code: "bad-repository".
[[nodiscard]] Result<std::string> checked_git_folder(const std::string& top);

}  // namespace s1::workspace
