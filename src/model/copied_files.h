// SPDX-License-Identifier: Apache-2.0
// Which file of the build context lies at a path of a stage when an instruction is carried out, and by which COPY and
// ADD instructions it came: through patterns, and through the stages that a COPY --from takes files of. What RUN writes
// is not seen.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/build_files.h"
#include "model/image_paths.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

class CopiedFiles {
 public:
  struct Found {
    std::string source;  // relative to the context
    // By which it came, from the last one back to the one that took it from the context.
    std::vector<const dockerfile::Instruction*> copies;
  };

  // `file` and `context` outlive this. `base_workdir`: as for working_directories().
  CopiedFiles(const dockerfile::File& file, const BuildFiles& context, std::string_view base_workdir = {});

  // `path` is absolute, as path_in_image() gives it. `before`: null stands for the end of the stage. Nothing where no
  // file of the context is surely meant.
  [[nodiscard]] std::optional<Found> find(const dockerfile::Stage& stage, std::string_view path,
                                          const dockerfile::Instruction* before = nullptr) const;
  [[nodiscard]] std::optional<std::string> source_of(const dockerfile::Stage& stage, std::string_view path,
                                                     const dockerfile::Instruction* before = nullptr) const;
  // The working directory at an instruction, and the one in which containers of a stage start; empty where it is not
  // known.
  [[nodiscard]] const std::string& workdir(const dockerfile::Instruction& at) const { return workdirs_[at.index]; }
  [[nodiscard]] std::string workdir(const dockerfile::Stage& stage) const;

 private:
  // `left`: so many more stages are looked at.
  [[nodiscard]] std::optional<Found> find(const dockerfile::Stage& stage, std::string_view path,
                                          const dockerfile::Instruction* before, int& left) const;
  [[nodiscard]] std::optional<Found> in_context(std::string_view source, const CopyTarget& to,
                                                std::string_view path) const;
  [[nodiscard]] std::optional<Found> in_stage(const dockerfile::Stage& stage, std::string_view source,
                                              const CopyTarget& to, std::string_view path, int& left) const;

  const dockerfile::File& file_;
  const BuildFiles& context_;
  std::string base_workdir_;
  std::vector<std::string> workdirs_;
};

}  // namespace s1::model
