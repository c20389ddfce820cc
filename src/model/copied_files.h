// SPDX-License-Identifier: Apache-2.0
// Which file of the build context a path in a stage's image is, by the stage's COPY and ADD instructions.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/build_files.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

class CopiedFiles {
 public:
  struct Found {
    std::string source;  // relative to the context
    // By which it came, from the last one back to the one that took it from the context.
    std::vector<const dockerfile::Instruction*> copies;
  };

  // `context` and `file` outlive this. What the stage copies from stages of the file is followed into them.
  CopiedFiles(const dockerfile::File& file, const dockerfile::Stage& stage, const BuildFiles& context);

  // `path` as a command of the container names it: relative to the working directory where it is not absolute. The
  // result is relative to the context; nothing where no file that is there is surely meant.
  [[nodiscard]] std::optional<Found> find(std::string_view path) const;
  [[nodiscard]] std::optional<std::string> source_of(std::string_view path) const;
  // The working directory in which the container starts; empty where it is not known.
  [[nodiscard]] const std::string& workdir() const { return workdir_; }

 private:
  struct Copy {
    std::string source;       // relative to the context; with `stage` an absolute path of that
    std::string destination;  // absolute, without a slash at its end
    bool into_folder = false;
    const dockerfile::Instruction* instruction = nullptr;
    std::shared_ptr<const CopiedFiles> stage = {};
  };
  using Stages = std::vector<std::shared_ptr<const CopiedFiles>>;  // by index; null: not looked at yet
  explicit CopiedFiles(const BuildFiles& context) : context_(context) {}
  void read(const dockerfile::File& file, const dockerfile::Stage& stage, Stages& stages, int depth);
  [[nodiscard]] static std::optional<Found> find_in(const Copy& copy, const std::string& wanted);
  void add(const dockerfile::File& file, const dockerfile::Stage& stage, const dockerfile::Instruction& copy,
           Stages& stages, int depth);

  const BuildFiles& context_;
  std::vector<Copy> copies_;
  std::string workdir_ = "/";
};

// The working directory after `WORKDIR path` in `before`; empty where it is not known.
[[nodiscard]] std::string workdir_after(std::string_view before, std::string_view path);

}  // namespace s1::model
