// SPDX-License-Identifier: Apache-2.0
#include "report/evidence/collector.h"

namespace s1::report {

void collect_access(Collector&) {}

}  // namespace s1::report
