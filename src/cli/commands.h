// SPDX-License-Identifier: Apache-2.0
// The subcommands. Each add_… declares its options on the application and sets `run` to what is to be done once the
// words are read.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>

namespace s1::cli {

using Run = std::function<int()>;

inline constexpr int kOk = 0;
inline constexpr int kFindings = 1;  // or a tool that failed
inline constexpr int kUsage = 2;     // or bad arguments, an unknown tool, an internal error

void add_serve(CLI::App& app, Run& run);
void add_scan(CLI::App& app, Run& run);
void add_fix(CLI::App& app, Run& run);
void add_harden(CLI::App& app, Run& run);
void add_rules(CLI::App& app, Run& run);
void add_tools(CLI::App& app, Run& run);
void add_call(CLI::App& app, Run& run);
void add_completion(CLI::App& app, Run& run);

}  // namespace s1::cli
