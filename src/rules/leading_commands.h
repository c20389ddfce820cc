// SPDX-License-Identifier: Apache-2.0
// The first command of a RUN that does something else than a few names say.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "model/dockerfile_run.h"
#include "syntax/shell/ast.h"
#include "text/span.h"

namespace s1::rules {

struct LeadingCommands {
  const shell::Command* command = nullptr;  // a simple one, run for sure
  Span before;               // the commands of those names before it, joined by &&; empty: it is the first
  bool plain_before = true;  // no comment stands in or after them
  bool alone = false;        // nothing comes after it
};

// Nothing where the RUN does not begin with simple commands that `&&` joins.
[[nodiscard]] std::optional<LeadingCommands> first_after(const model::Run& run,
                                                         std::span<const std::string_view> names);

}  // namespace s1::rules
