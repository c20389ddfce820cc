// SPDX-License-Identifier: Apache-2.0
// What the parser of a script shares with the parsers of the texts inside it: what goes into the outermost Script, and
// the limits.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/shell/ast.h"
#include "text/diagnostic.h"
#include "text/span.h"

namespace s1::shell {

class Session {
 public:
  // Linux takes no argument longer than 128 KiB, so no longer script can be a RUN or a `sh -c`. A tree may take some
  // hundred times the text.
  static constexpr std::uint32_t kMaxText = 256 * 1024;
  static constexpr int kMaxDepth = 64;
  static constexpr std::size_t kMaxDiagnostics = 100;

  void report(Diagnostic diagnostic);
  void add_comment(Span span, std::string_view text);
  // Moves what was gathered into the outermost script.
  void finish(Script& script);

  // For reading a piece of text again: forgets what was gathered since the mark.
  struct Mark {
    std::size_t diagnostics = 0;
    std::size_t comments = 0;
  };
  [[nodiscard]] Mark mark() const { return {diagnostics_.size(), comments_.size()}; }
  void back_to(Mark mark);

  int depth = 0;
  int rereads_left = 16;  // keeps the work linear

 private:
  struct Note {
    Span span;
    std::size_t text_begin = 0;
    std::size_t text_end = 0;
  };
  std::vector<Diagnostic> diagnostics_;
  std::vector<Note> comments_;
  std::string comment_texts_;
};

}  // namespace s1::shell
