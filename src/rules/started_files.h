// SPDX-License-Identifier: Apache-2.0
// The files that ENTRYPOINT and CMD name to be started, and whether they can have come into the image by anything that
// is not seen.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/copied_files.h"
#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "syntax/dockerfile/ast.h"
#include "text/span.h"

namespace s1::rules {

// Who reads the file: the kernel, for an exec form; a shell, which runs a file without #! as a script of its own; or a
// program that is told to (`sh FILE`, `node FILE`).
enum class StartedBy : std::uint8_t { kernel, shell, interpreter };

struct StartedFile {
  const dockerfile::Instruction* instruction = nullptr;  // ENTRYPOINT or CMD
  Span span;                                             // of the word
  std::string path;                                      // as written; without a variable
  StartedBy by = StartedBy::kernel;
  std::string interpreter;  // sh, node, …: its name
  bool is_json = false;
};

// What a container of the stage starts first. A list, since an init (`tini`) may be named before it, and CMD after
// ENTRYPOINT; empty where it cannot be told.
[[nodiscard]] std::vector<StartedFile> started_files(const model::Dockerfile& file, const dockerfile::Stage& stage);

// Whether somebody who runs the image mounts something over the absolute path: then the image's own file is not what
// is started.
[[nodiscard]] bool is_mounted_over(const model::Surroundings& around, const dockerfile::Stage& stage,
                                   std::string_view path);

// A file of the build context that a container of a stage starts. The stage is one that a build can be made for.
struct CopiedStart {
  const dockerfile::Stage* stage = nullptr;
  StartedFile started;
  std::string path;  // absolute
  std::string name;
  model::CopiedFiles::Found found;
};
// Each once, without those that something is mounted over.
[[nodiscard]] std::vector<CopiedStart> copied_starts(const model::Dockerfile& file, const model::Surroundings& around);

// Whether a RUN of the stage, or of the stages that `copies` take from, may have made a file of this name or changed
// it: it names it, in a command that is not one of `harmless` (nor of those that only read).
[[nodiscard]] bool is_named_in_run(const model::Dockerfile& file, const dockerfile::Stage& stage,
                                   const std::vector<const dockerfile::Instruction*>& copies, std::string_view name,
                                   const std::vector<std::string_view>& harmless);

// The image's stages that a finding about starting is for: those that a build can be made for and that say what starts.
[[nodiscard]] std::vector<const dockerfile::Stage*> started_stages(const model::Dockerfile& file);

}  // namespace s1::rules
