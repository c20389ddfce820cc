// SPDX-License-Identifier: Apache-2.0
// Groups instructions into build stages while the file is read.
#pragma once
#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/variables.h"

namespace s1::dockerfile {

class StageBuilder {
 public:
  StageBuilder(File& file, Variables& variables) : file_(file), variables_(variables) {}

  // Takes the next instruction, whose span is set: sets its stage and shell, opens a stage where it is FROM, takes its
  // declarations.
  void add(Instruction& instruction);
  void finish();

 private:
  void open(Instruction& from);

  File& file_;
  Variables& variables_;
  std::int32_t shell_ = -1;
  std::vector<std::int32_t> last_shells_;  // of each stage, at its end
};

}  // namespace s1::dockerfile
