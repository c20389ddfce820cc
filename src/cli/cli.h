// SPDX-License-Identifier: Apache-2.0
// The command line. Scripts rely on its words and exit codes: 0 nothing at or above --fail-on; 1 findings, or a tool
// that failed; 2 wrong usage, bad arguments, unknown tool, internal error.
#pragma once

namespace s1::cli {

[[nodiscard]] int run(int argc, char* argv[]);

}  // namespace s1::cli
