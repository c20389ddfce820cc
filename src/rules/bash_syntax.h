// SPDX-License-Identifier: Apache-2.0
// What bash has and POSIX shells lack, as far as it is found in scripts of Dockerfiles.
#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "model/shell_script.h"
#include "text/edit.h"

namespace s1::rules {

struct BashFeature {
  std::string_view alias;   // ShellCheck's id
  std::string_view what;    // "[["
  std::string_view effect;  // what comes of it in dash
  bool missing_in_busybox = false;
};

struct BashSyntax {
  const BashFeature* kind = nullptr;
  Span span;
  std::vector<Edit> edits;  // the same for any shell, where that is a matter of form
};

// Calls `visit` for each use, in no order.
void for_each_bash_syntax(const model::ShellScript& shell, const std::function<void(const BashSyntax&)>& visit);

}  // namespace s1::rules
