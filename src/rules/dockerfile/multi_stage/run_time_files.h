// SPDX-License-Identifier: Apache-2.0
// What a compiled program reads beside itself, as far as its sources tell.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/dockerfile/multi_stage/single_stage.h"
#include "rules/rewrite.h"

namespace s1::rules::multi_stage {

// What a source may not have in it, and why.
struct Refused {
  std::string_view text;  // "exec.Command("
  std::string_view why;   // "starts another program, which the runtime image may not have"
};
inline constexpr std::string_view kStartsProgram = "starts another program, which the runtime image may not have";

// What in the sources of a language opens files or starts programs.
struct SourceLanguage {
  std::span<const std::string_view> extensions;  // ".go"
  std::span<const std::string_view> skipped;     // ends of names: "_test.go"
  std::span<const std::string_view> openers;     // what stands before the name of a file: "os.Open("
  std::span<const Refused> refused;
  std::span<const std::string_view> writers;  // what writes files: "os.Create("
  std::span<const std::string_view> embeds;   // what takes files into the program: "//go:embed "
};

// Looks through the sources that the stage copies to `folder`, an absolute path of the image in which the program is
// started. `paths`: what must be there at run time, absolute. False where that cannot be told, something that is
// refused stands in them, or, with `read_only`, files are written: `rewrite` says where. A folder that programs often
// read (templates, migrations, …) counts as read unless it is embedded.
[[nodiscard]] bool find_run_time_files(const SingleStage& stage, const SourceLanguage& language,
                                       const std::string& folder, bool read_only, std::vector<std::string>& paths,
                                       Rewrite& rewrite);

}  // namespace s1::rules::multi_stage
