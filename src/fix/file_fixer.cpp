// SPDX-License-Identifier: Apache-2.0
#include "fix/file_fixer.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "text/compose.h"

namespace s1::fix {
namespace {

using rules::Fix;

}  // namespace

FileFixer::FileFixer(std::string path, workspace::FileKind kind, std::string text,
                     std::span<const rules::Rule* const> rules, std::string today, Wanted wanted)
    : path_(std::move(path)),
      wanted_(std::move(wanted)),
      prover_(path_, kind, rules, std::move(today)),
      original_(prover_.check(std::move(text))),
      blocked_(original_.findings.size()),
      why_(original_.findings.size()) {
  for (std::size_t i = 0; i < original_.findings.size(); ++i) {
    const engine::Finding& finding = original_.findings[i];
    chosen_.push_back(wanted_.chosen(finding));
    if (finding.edits.empty())
      why_[i] = kNoFix;
    else if (finding.fix == Fix::unsafe && !wanted_.unsafe)
      why_[i] = kUnsafe;
  }
  state_.current = original_;
  state_.origin.resize(original_.findings.size());
  std::iota(state_.origin.begin(), state_.origin.end(), std::size_t{0});
  state_.fixed.resize(original_.findings.size(), Fix::none);
}

std::vector<std::size_t> FileFixer::candidates() const {
  const std::vector<engine::Finding>& findings = state_.current.findings;
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const std::size_t origin = state_.origin[i];
    const bool allowed = findings[i].fix == Fix::safe || (findings[i].fix == Fix::unsafe && wanted_.unsafe);
    if (chosen_[origin] && !blocked_[origin] && allowed && !findings[i].edits.empty()) result.push_back(i);
  }
  std::ranges::stable_sort(result,
                           [&](std::size_t a, std::size_t b) { return engine::before(findings[a], findings[b]); });
  return result;
}

bool FileFixer::round() {
  const Batch batch = without_overlap(state_.current.findings, candidates());
  std::vector<Prover::Failure> failures;
  Proven proven = prover_.prove_most(state_.current, batch.apart, failures);
  for (Prover::Failure& failure : failures) why_[state_.origin[failure.finding]] = std::move(failure.why);
  for (const std::size_t index : batch.overlapping)
    why_[state_.origin[index]] = "the fix overlaps that of another finding; run again";
  if (proven.fixed.empty()) return false;

  State next;
  next.fixed = state_.fixed;
  // Whatever is not there any more is fixed, be it by another one's fix.
  Fix most = Fix::safe;
  for (const std::size_t index : proven.fixed) most = std::max(most, state_.current.findings[index].fix);
  std::vector<bool> gone(state_.current.findings.size(), true);
  for (const std::size_t index : proven.origin) gone[index] = false;
  for (std::size_t i = 0; i < gone.size(); ++i) {
    if (!gone[i]) continue;
    const bool own = std::ranges::binary_search(proven.fixed, i);
    next.fixed[state_.origin[i]] = own ? state_.current.findings[i].fix : most;
  }
  for (const std::size_t index : proven.origin) next.origin.push_back(state_.origin[index]);
  next.edits = compose(state_.edits, proven.edits);
  next.current = std::move(proven.after);
  before_ = std::exchange(state_, std::move(next));
  last_edits_ = std::move(proven.edits);
  return true;
}

void FileFixer::take_back(const std::string& why) {
  std::optional<State> before = std::exchange(before_, std::nullopt);
  if (!before) return;
  for (std::size_t i = 0; i < why_.size(); ++i) {
    if (state_.fixed[i] == Fix::none || before->fixed[i] != Fix::none) continue;
    blocked_[i] = true;
    why_[i] = why;
  }
  state_ = *std::move(before);
  last_edits_.clear();
}

std::vector<FileFixer::Outcome> FileFixer::outcomes() const {
  std::vector<Outcome> result;
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    if (!chosen_[i]) continue;
    const Fix grade = state_.fixed[i];
    std::string why = grade != Fix::none ? std::string() : why_[i].empty() ? std::string(kNoFixLeft) : why_[i];
    result.push_back({&original_.findings[i], grade, std::move(why)});
  }
  return result;
}

}  // namespace s1::fix
