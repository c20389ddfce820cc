// SPDX-License-Identifier: Apache-2.0
#include "fix/file_fixer.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "text/compose.h"

namespace s1::fix {
namespace {

using rules::Fix;

// The whole lines that the finding's fix touches, and what it makes of them.
Step step_of(const std::string& text, const engine::Finding& finding, std::uint32_t line) {
  Step step{finding, line, {}, {}};
  if (finding.edits.empty()) return step;
  const std::size_t first = finding.edits.front().span.begin;
  const std::size_t last = finding.edits.back().span.end;
  const std::size_t before = first == 0 ? std::string::npos : text.rfind('\n', first - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  // What ends with a line's end ends there.
  const std::size_t end = last > begin && text[last - 1] == '\n' ? last : std::min(text.size(), text.find('\n', last));
  step.before = text.substr(begin, end - begin);
  std::vector<Edit> edits = finding.edits;
  for (Edit& edit : edits) {
    edit.span.begin -= static_cast<std::uint32_t>(begin);
    edit.span.end -= static_cast<std::uint32_t>(begin);
  }
  if (Result<std::string> after = s1::apply(step.before, edits)) step.after = *std::move(after);
  return step;
}

}  // namespace

std::function<std::string(const engine::Finding&)> held_back_unless(bool unsafe) {
  return [unsafe](const engine::Finding& finding) {
    if (!finding.other_files.empty()) return std::string(kOtherFiles);
    if (finding.fix != Fix::unsafe || unsafe) return std::string();
    return std::string(finding.needs_build ? kNeedsBuild : kUnsafe);
  };
}

FileFixer::FileFixer(std::string path, workspace::FileKind kind, std::string text,
                     std::span<const rules::Rule* const> rules, std::string today, Wanted wanted,
                     const model::Surroundings* around)
    : path_(std::move(path)),
      wanted_(std::move(wanted)),
      prover_(path_, kind, rules, std::move(today), around),
      original_(prover_.check(std::move(text))),
      blocked_(original_.findings.size()),
      why_(original_.findings.size()) {
  for (std::size_t i = 0; i < original_.findings.size(); ++i) {
    const engine::Finding& finding = original_.findings[i];
    chosen_.push_back(wanted_.chosen(finding));
    why_[i] = finding.fix == Fix::none ? std::string(kNoFix) : wanted_.held_back(finding);
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
    if (chosen_[origin] && !blocked_[origin] && !findings[i].edits.empty() && wanted_.held_back(findings[i]).empty())
      result.push_back(i);
  }
  std::ranges::stable_sort(result, [&](std::size_t a, std::size_t b) {
    if (wanted_.goes_first) {
      if (wanted_.goes_first(findings[a], findings[b])) return true;
      if (wanted_.goes_first(findings[b], findings[a])) return false;
    }
    return engine::before(findings[a], findings[b]);
  });
  return result;
}

// What is tried together, each group where those before it gave nothing: every fix that is made alone, then those that
// go first, then all that are left.
std::vector<std::vector<std::size_t>> FileFixer::groups() const {
  std::vector<std::vector<std::size_t>> result;
  std::vector<std::size_t> first, rest;
  const std::vector<std::size_t> wanted = candidates();
  for (const std::size_t index : wanted) {
    const engine::Finding& finding = state_.current.findings[index];
    const bool leads = wanted_.goes_first && wanted_.goes_first(finding, state_.current.findings[wanted.back()]);
    if (finding.made_alone)
      result.push_back({index});
    else
      (leads ? first : rest).push_back(index);
  }
  for (auto* group : {&first, &rest})
    if (!group->empty()) result.push_back(std::move(*group));
  return result;
}

bool FileFixer::round() {
  std::vector<Prover::Failure> failures;
  Proven proven;
  Batch batch;
  for (const std::vector<std::size_t>& group : groups()) {
    batch = without_overlap(state_.current.findings, group);
    proven = prover_.prove_most(state_.current, batch.apart, failures);
    if (!proven.fixed.empty()) break;
  }
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
  next.steps = state_.steps;
  for (const std::size_t index : proven.fixed)
    next.steps.push_back(step_of(state_.current.text, state_.current.findings[index],
                                 original_.findings[state_.origin[index]].begin.line));
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
