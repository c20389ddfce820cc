// SPDX-License-Identifier: Apache-2.0
// What a repository says of itself: where it lies and under which licence.
#pragma once
#include <string>

#include "workspace/root.h"

namespace s1::model {

// The address of the remote `origin` as a page: https://host/owner/name; empty where there is none or it is a path.
// Names and passwords in it are left out.
[[nodiscard]] std::string repository_address(const workspace::Root& root);
// The SPDX identifier of the LICENSE file where its title leaves no doubt; empty otherwise.
[[nodiscard]] std::string repository_licence(const workspace::Root& root);

}  // namespace s1::model
