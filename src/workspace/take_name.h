// SPDX-License-Identifier: Apache-2.0
// Gives a file a name that nobody has.
#pragma once
#include <string>
#include <string_view>

#include "text/error.h"

namespace s1::workspace {

// Gives the file `temporary` in `folder` the name `name`, at once and without ever replacing what has that name, also
// where it appeared a moment ago. `temporary` is emptied where no file of that name is left to be removed. `path` is
// what errors name. Codes as of write_failure(): "exists", and "not-writable" where the file system has no way to.
[[nodiscard]] Result<void> take_name(int folder, std::string& temporary, const std::string& name,
                                     std::string_view path);

}  // namespace s1::workspace
