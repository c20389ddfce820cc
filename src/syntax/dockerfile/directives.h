// SPDX-License-Identifier: Apache-2.0
// Parser directives: comments at the very top of the file that set the syntax, the escape character and the checks.
#pragma once
#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/report.h"

namespace s1::dockerfile {

// Directives count from the first line on, until a line that is none: a blank line, an instruction, another comment.
class DirectiveReader {
 public:
  DirectiveReader(File& file, Reporter& reporter) : file_(file), reporter_(reporter) {}

  void stop() { open_ = false; }
  // Takes a comment line, from '#' to its end with the white space there; false where it is a mere comment. A directive
  // goes to File::directives, and a valid escape to File::escape.
  bool take(Span line);

 private:
  File& file_;
  Reporter& reporter_;
  bool open_ = true;
};

}  // namespace s1::dockerfile
