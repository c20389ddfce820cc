// SPDX-License-Identifier: Apache-2.0
// The rules that fired: what they look for and why, once each.
#pragma once
#include "report/html/statistics.h"
#include "text/produce.h"

namespace s1::report::html {

void add_rules(const Statistics& statistics, const TextSink& sink);

}  // namespace s1::report::html
