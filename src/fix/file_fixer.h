// SPDX-License-Identifier: Apache-2.0
// The fixes of one file, round by round: each round proves what it can at once, and the next one begins with what that
// gave. Findings are named throughout as they are in the file as it was read.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "fix/prove.h"
#include "rules/rule.h"
#include "text/edit.h"
#include "workspace/kind.h"

namespace s1::fix {

// Why a finding is not fixed, where nothing was tried.
inline constexpr std::string_view kNoFix = "the rule has no fix for this place";
inline constexpr std::string_view kNoFixLeft = "what fixes of other findings left has no fix for this one; scan again";
inline constexpr std::string_view kUnsafe = "the fix may change behaviour, and unsafe fixes were not asked for";
inline constexpr std::string_view kNeedsBuild =
    "only a build can show that nothing else depended on it: harden makes it";
inline constexpr std::string_view kOtherFiles = "the fix changes other files too: harden makes it";

// Which findings are to be fixed, and how far their fixes may go.
struct Wanted {
  std::function<bool(const engine::Finding&)> chosen;
  // Why the fix that this finding has is not wanted; empty: it is.
  std::function<std::string(const engine::Finding&)> held_back;
  // Which of two fixes that touch the same place goes first; empty: that of the worse finding.
  std::function<bool(const engine::Finding&, const engine::Finding&)> goes_first = {};
};
// Without unsafe fixes, or with them.
[[nodiscard]] std::function<std::string(const engine::Finding&)> held_back_unless(bool unsafe);

// One fix that was made: the finding as it was then, and the lines that the fix touched, before and after.
struct Step {
  engine::Finding finding;
  std::uint32_t line = 0;  // of the finding in the text as it was read
  std::string before;
  std::string after;
};

class FileFixer {
 public:
  FileFixer(std::string path, workspace::FileKind kind, std::string text, std::span<const rules::Rule* const> rules,
            std::string today, Wanted wanted, const model::Surroundings* around = nullptr);

  // Whether anything more was fixed.
  bool round();
  // Undoes the last round and never tries its fixes again.
  void take_back(const std::string& why);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& old_text() const { return original_.text; }
  [[nodiscard]] const std::string& text() const { return state_.current.text; }
  [[nodiscard]] const std::vector<Edit>& edits() const { return state_.edits; }  // all, of the text as it was read
  [[nodiscard]] const std::vector<Edit>& last_edits() const {
    return last_edits_;
  }  // of the text before the last round

  // What became of a chosen finding. `why` is empty where it is fixed, or gone with another one's fix.
  struct Outcome {
    const engine::Finding* finding;
    rules::Fix grade;
    std::string why;
  };
  [[nodiscard]] std::vector<Outcome> outcomes() const;
  // In the order in which they were made.
  [[nodiscard]] const std::vector<Step>& steps() const { return state_.steps; }
  [[nodiscard]] const std::vector<engine::Finding>& findings() const {
    return state_.current.findings;
  }  // that are left

 private:
  struct State {
    CheckedText current;
    std::vector<std::size_t> origin;  // of each current finding: its index in the original text
    std::vector<Edit> edits;
    std::vector<rules::Fix> fixed;  // by original finding: the grade of what fixed it; none: it is still there
    std::vector<Step> steps;
  };
  [[nodiscard]] std::vector<std::size_t> candidates() const;
  [[nodiscard]] std::vector<std::vector<std::size_t>> groups() const;

  std::string path_;
  Wanted wanted_;
  Prover prover_;
  CheckedText original_;
  std::vector<bool> chosen_;   // by original finding, as the two below
  std::vector<bool> blocked_;  // taken back once
  std::vector<std::string> why_;
  State state_;
  std::optional<State> before_;  // the last round
  std::vector<Edit> last_edits_;
};

}  // namespace s1::fix
