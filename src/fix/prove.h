// SPDX-License-Identifier: Apache-2.0
// The proof of fixes in one file. A fix is proven where the edited text parses as well as before, the finding is gone,
// no new one came (of any rule, whichever were asked for), and all that the edits do not touch is read as it was.
#pragma once
#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/finding.h"
#include "fix/outline.h"
#include "model/surroundings.h"
#include "rules/rule.h"
#include "text/edit.h"
#include "workspace/kind.h"

namespace s1::fix {

// A text and all that is found in it.
struct CheckedText {
  std::string text;
  std::vector<engine::Finding> findings;  // in the order of the file; edits are fitted to the file's line ends
  std::vector<engine::Diagnostic> diagnostics;
  std::vector<OutlineItem> outline;
  bool whole = true;  // false: there are more findings than are given, so that nothing can be proven
};

// Fixes of a text that hold together.
struct Proven {
  std::vector<std::size_t> fixed;  // the findings, by their index in the text before; sorted
  std::vector<Edit> edits;         // of the text before, sorted
  CheckedText after;
  std::vector<std::size_t> origin;  // of each finding after: its index before
};

// What a fix may bring to light, and what is then not among the findings after it: advice that only those see who ask
// for it, such as two RUNs that stand side by side now.
[[nodiscard]] bool is_advice(const rules::Rule& rule);

class Prover {
 public:
  // `rules`: all that must find nothing new. `today`: as for engine/suppress.h. `around`: of a Dockerfile, and outlives
  // this; null: the rules that ask for it are left out.
  Prover(std::string path, workspace::FileKind kind, std::span<const rules::Rule* const> rules, std::string today,
         const model::Surroundings* around = nullptr);

  [[nodiscard]] CheckedText check(std::string text) const;

  // All of these findings' edits at once; else why not, as a sentence without a full stop.
  [[nodiscard]] std::expected<Proven, std::string> prove(const CheckedText& base,
                                                         std::span<const std::size_t> findings);

  struct Failure {
    std::size_t finding;
    std::string why;
  };
  // As many of these findings as can be proven together: all, or by halves without those that fail, which are named in
  // `failures`. Nothing in `fixed` where none can. The checks that this takes are bounded for a Prover's whole life, by
  // number and by bytes.
  [[nodiscard]] Proven prove_most(const CheckedText& base, std::span<const std::size_t> findings,
                                  std::vector<Failure>& failures);

 private:
  std::string path_;
  workspace::FileKind kind_;
  std::span<const rules::Rule* const> rules_;
  std::string today_;
  const model::Surroundings* around_;
  std::size_t checks_ = 0;
  std::size_t bytes_ = 0;
};

// Of findings in the order of their worth, those whose edits lie apart from the ones before; and the others.
struct Batch {
  std::vector<std::size_t> apart;
  std::vector<std::size_t> overlapping;
};
[[nodiscard]] Batch without_overlap(std::span<const engine::Finding> findings, std::span<const std::size_t> wanted);

}  // namespace s1::fix
