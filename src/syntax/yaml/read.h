// SPDX-License-Identifier: Apache-2.0
// YAML into a tree (syntax/data/tree.h), on libyaml's events.
#pragma once
#include "syntax/data/tree.h"
#include "text/source.h"

namespace s1::yaml {

// Never fails: what could not be read is in the diagnostics, the tree before it is kept, and reading goes on at the
// next line that begins with `---`. `source` must outlive the result.
[[nodiscard]] data::File read(const Source& source);

}  // namespace s1::yaml
