// SPDX-License-Identifier: Apache-2.0
// Which file of the build context lies at a path of a stage when an instruction is carried out: through COPY and ADD
// with patterns, and through the stages that a COPY --from takes files of. What RUN writes is not seen.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/build_files.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

class ImageSources {
 public:
  // `file` and `context` outlive this.
  ImageSources(const dockerfile::File& file, const BuildFiles& context);

  // `path` is absolute, as path_in_image() gives it. `before`: null stands for the end of the stage. The result is
  // relative to the context; nothing where no file of it is surely meant.
  [[nodiscard]] std::optional<std::string> source_of(const dockerfile::Stage& stage,
                                                     const dockerfile::Instruction* before,
                                                     std::string_view path) const;
  // The COPY or ADD that brought it; null where source_of() gives nothing.
  [[nodiscard]] const dockerfile::Instruction* copy_of(const dockerfile::Stage& stage,
                                                       const dockerfile::Instruction* before,
                                                       std::string_view path) const;
  // The working directory at an instruction; empty where it is not known.
  [[nodiscard]] const std::string& workdir(const dockerfile::Instruction& at) const { return workdirs_[at.index]; }
  // The working directory in which containers of the stage start.
  [[nodiscard]] std::string final_workdir(const dockerfile::Stage& stage) const;

 private:
  struct Found {
    std::string source;
    const dockerfile::Instruction* copy = nullptr;
  };
  [[nodiscard]] std::optional<Found> find(const dockerfile::Stage& stage, const dockerfile::Instruction* before,
                                          std::string_view path, int depth) const;
  [[nodiscard]] std::optional<std::string> in_context(std::string_view source, std::string_view target,
                                                      bool into_folder, std::string_view path) const;

  const dockerfile::File& file_;
  const BuildFiles& context_;
  std::vector<std::string> workdirs_;
};

}  // namespace s1::model
