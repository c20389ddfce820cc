// SPDX-License-Identifier: Apache-2.0
// What the RUN instructions of a Dockerfile execute. Shell form, exec form, heredocs, ONBUILD and `sh -c '…'` all look
// alike here.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "syntax/shell/ast.h"
#include "text/span.h"

namespace s1::model {

// A simple command, with the wrappers that only run another one (sudo, env, …) taken off.
struct Call : shell::Invocation {
  const shell::Command* command = nullptr;
  bool reads_pipe = false;  // its standard input is the output of another command
};

// A RUN, or the one that an ONBUILD defers.
struct Run {
  const dockerfile::File* file = nullptr;
  const dockerfile::Instruction* instruction = nullptr;  // the RUN
  const dockerfile::Instruction* owner = nullptr;        // what stands in File::instructions: the RUN or its ONBUILD
  std::shared_ptr<const shell::Script> script;           // exec form: made of its one command
  bool exec_form = false;                                // the words are strings of a JSON array
  std::vector<Call> calls;                               // as they begin, whatever they are nested in
};

// Every RUN whose commands can be read, in the order of the file.
[[nodiscard]] std::vector<Run> runs(const dockerfile::File& file);

// True where a cache or tmpfs mount lies over `path`: what is written there is in no layer.
[[nodiscard]] bool is_mounted(const dockerfile::Instruction& run, std::string_view path);
// True where a cache or tmpfs mount's target has the folder `name` in it: `~/.cache/pip` wherever the home is.
[[nodiscard]] bool has_mount_with(const dockerfile::Instruction& run, std::string_view name);

// The last call that deletes one of `paths` or a folder above it, or all in it (rm, find -delete). A path that begins
// with `~` is one in the home folder of any user.
[[nodiscard]] std::optional<std::size_t> last_removal(const Run& run, std::span<const std::string_view> paths);

// From the command's name to the end of `last`.
[[nodiscard]] Span span_to(const Call& call, const shell::Word& last);

}  // namespace s1::model
