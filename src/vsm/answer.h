// SPDX-License-Identifier: Apache-2.0
// read_vsm_state's whole answer, within a limit.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "vsm/encoder.h"
#include "vsm/state.h"

namespace s1::vsm {

// {briefing, input, state, problems, omitted}. `files` chooses what `state` and `problems` show; the briefing is of all
// files. The answer has at most `bytes` (40,000 is kept whatever the state; less than that may not be), and `omitted`
// counts what did not fit.
[[nodiscard]] Json answer(const State& state, std::span<const StateFile> files, std::size_t bytes);

// The files of these names, with or without extension; all where there are none. Code: "bad-arguments", with the
// nearest name.
[[nodiscard]] Result<std::vector<StateFile>> choose_files(std::span<const std::string> names);

}  // namespace s1::vsm
