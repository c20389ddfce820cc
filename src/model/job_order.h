// SPDX-License-Identifier: Apache-2.0
// The order in which jobs can run.
#pragma once
#include <vector>

#include "model/pipeline.h"

namespace s1::model {

// Puts each job after those that it needs and else leaves them in their order: of all that can run, the one that stands
// first comes next. Needs that name no job are passed over; jobs in a circle, and what needs them, come last.
void put_in_run_order(std::vector<Job>& jobs);

}  // namespace s1::model
