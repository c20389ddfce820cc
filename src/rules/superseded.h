// SPDX-License-Identifier: Apache-2.0
// For the rules about CMD, ENTRYPOINT and HEALTHCHECK: of several in one stage only the last holds.
#pragma once
#include <string_view>
#include <vector>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {

// Reports every instruction of that kind that a later one of the same stage replaces, with its removal as the fix.
// `before_final`: the aliases that hold in the stages before the last one; empty: all of them.
void report_superseded(const dockerfile::File& file, dockerfile::Kind kind, Sink& out,
                       const std::vector<std::string_view>& before_final = {});

}  // namespace s1::rules
