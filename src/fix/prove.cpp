// SPDX-License-Identifier: Apache-2.0
#include "fix/prove.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "engine/check_file.h"
#include "fix/edit_map.h"
#include "fix/match_findings.h"

namespace s1::fix {
namespace {

// Enough for any file that a person wrote; a hostile one, whose fixes all fail, ends here.
constexpr std::size_t kMostChecks = 256;
constexpr std::size_t kMostBytes = 32U * 1024 * 1024;
constexpr std::size_t kBytesOfFinding = 1000;  // what reading this many costs is what a finding costs

// Rules write LF; a file whose lines end in CRLF gets that.
void fit_line_ends(std::string_view text, std::vector<Edit>& edits) {
  const std::size_t first = text.find('\n');
  if (first == std::string_view::npos || first == 0 || text[first - 1] != '\r') return;
  for (Edit& edit : edits) {
    std::string fitted;
    for (const char c : edit.text) {
      if (c == '\n' && !fitted.ends_with('\r')) fitted += '\r';
      fitted += c;
    }
    edit.text = std::move(fitted);
  }
}

// What could not be read after, and could before.
std::optional<std::string> new_diagnostic(const CheckedText& before, const CheckedText& after) {
  std::multiset<std::pair<std::string_view, std::string_view>> known;
  for (const engine::Diagnostic& each : before.diagnostics) known.emplace(each.code, each.message);
  for (const engine::Diagnostic& each : after.diagnostics) {
    const auto found = known.find({each.code, each.message});
    if (found == known.end())
      return fmt::format("not proven: the edited text would not be read as well (line {}: {})", each.line,
                         each.message);
    known.erase(found);
  }
  return std::nullopt;
}

// Whether every statement and comment that no edit touches is still there. One that an edit borders on may have grown
// into it, and on into the statements behind it that the edit takes apart: two are made one.
bool keeps_the_rest(const CheckedText& before, const CheckedText& after, const EditMap& map) {
  const std::vector<OutlineItem>& items = before.outline;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::optional<Span> least = map.to_new(items[i].span);
    if (!least) continue;
    Span reach = items[i].span;
    for (std::size_t k = i + 1; k < items.size() && !map.to_new(items[k].span); ++k)
      reach.end = std::max(reach.end, items[k].span.end);
    const Span most = map.widest_new(reach);
    auto at = std::ranges::lower_bound(after.outline, map.widest_new(items[i].span).begin, {},
                                       [](const OutlineItem& each) { return each.span.begin; });
    bool found = false;
    for (; !found && at != after.outline.end() && at->span.begin <= least->begin; ++at)
      found = at->what == items[i].what && at->span.contains(*least) && most.contains(at->span);
    if (!found) return false;
  }
  return true;
}

}  // namespace

bool is_advice(const rules::Rule& rule) {
  return rule.severity == rules::Severity::info && rule.profile != rules::Profile::standard;
}

Prover::Prover(std::string path, workspace::FileKind kind, std::span<const rules::Rule* const> rules, std::string today,
               const model::Surroundings* around)
    : path_(std::move(path)), kind_(kind), rules_(rules), today_(std::move(today)), around_(around) {}

CheckedText Prover::check(std::string text) const {
  engine::FileResult result = engine::check_file(path_, 0, kind_, text, rules_, today_, around_);
  CheckedText checked{std::move(text), std::move(result.findings), std::move(result.diagnostics), {}, true};
  checked.outline = outline(kind_, checked.text);
  checked.whole =
      std::ranges::none_of(checked.diagnostics, [](const auto& each) { return each.code == "too-many-findings"; });
  for (engine::Finding& finding : checked.findings) fit_line_ends(checked.text, finding.edits);
  return checked;
}

std::expected<Proven, std::string> Prover::prove(const CheckedText& base, std::span<const std::size_t> findings) {
  if (!base.whole) return std::unexpected("not proven: the file has too many findings to tell new ones");
  if (checks_ == kMostChecks || bytes_ > kMostBytes)
    return std::unexpected("not tried: too many fixes of this file were tried already; run again");
  ++checks_;
  bytes_ += base.text.size() + kBytesOfFinding * base.findings.size();

  Proven proven;
  proven.fixed.assign(findings.begin(), findings.end());
  std::ranges::sort(proven.fixed);
  std::vector<bool> targets(base.findings.size());
  for (const std::size_t index : findings) {
    targets[index] = true;
    const std::vector<Edit>& edits = base.findings[index].edits;
    proven.edits.insert(proven.edits.end(), edits.begin(), edits.end());
  }
  std::ranges::sort(proven.edits, {}, [](const Edit& edit) { return std::pair(edit.span.begin, edit.span.end); });
  Result<std::string> text = s1::apply(base.text, proven.edits);
  if (!text) return std::unexpected("not proven: " + text.error().what);
  if (*text == base.text) return std::unexpected("not proven: the edit changes nothing");
  proven.after = check(*std::move(text));

  if (std::optional<std::string> why = new_diagnostic(base, proven.after)) return std::unexpected(*std::move(why));
  const EditMap map(proven.edits);
  proven.origin = match_findings(base.findings, proven.after.findings, map, targets);
  for (std::size_t i = proven.origin.size(); i-- > 0;) {
    if (proven.origin[i] != kNew || !is_advice(*proven.after.findings[i].rule)) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    proven.origin.erase(proven.origin.begin() + at);
    proven.after.findings.erase(proven.after.findings.begin() + at);
  }
  for (std::size_t i = 0; i < proven.origin.size(); ++i) {
    const engine::Finding& after = proven.after.findings[i];
    if (proven.origin[i] == kNew)
      return std::unexpected(fmt::format("not proven: it would bring a new finding (line {}: {} [{}])",
                                         after.begin.line, after.message, after.rule->id));
    if (targets[proven.origin[i]])
      return std::unexpected(
          fmt::format("not proven: the finding would still be there (line {}: {})", after.begin.line, after.message));
  }
  if (!keeps_the_rest(base, proven.after, map))
    return std::unexpected("not proven: what the edit does not touch would be read in another way");
  return proven;
}

Proven Prover::prove_most(const CheckedText& base, std::span<const std::size_t> findings,
                          std::vector<Failure>& failures) {
  if (findings.empty()) return {};
  std::expected<Proven, std::string> all = prove(base, findings);
  if (all) return *std::move(all);
  if (findings.size() == 1) {
    failures.push_back({findings.front(), std::move(all.error())});
    return {};
  }
  const std::size_t half = findings.size() / 2;
  Proven left = prove_most(base, findings.first(half), failures);
  Proven right = prove_most(base, findings.subspan(half), failures);
  if (right.fixed.empty()) return left;
  if (left.fixed.empty()) return right;

  std::vector<std::size_t> both;
  std::ranges::set_union(left.fixed, right.fixed, std::back_inserter(both));
  if (std::expected<Proven, std::string> joined = prove(base, both)) return *std::move(joined);
  // Each half holds, but not with the other: the larger one now, the rest in the next round.
  if (left.fixed.size() < right.fixed.size()) std::swap(left, right);
  for (const std::size_t finding : right.fixed)
    failures.push_back({finding, "not proven together with other fixes of the file; run again"});
  return left;
}

Batch without_overlap(std::span<const engine::Finding> findings, std::span<const std::size_t> wanted) {
  Batch batch;
  std::map<std::uint32_t, std::uint32_t> taken;  // begin to end of the edits so far
  const auto is_free = [&](const Edit& edit) {
    // The neighbours in order: the last one that begins at or before this one, and the next. Where one of two is an
    // insertion, touching is enough: which goes first would be a guess.
    const auto clash = [&](const auto& other) {
      const bool insertion = edit.span.empty() || other.first == other.second;
      return insertion ? edit.span.begin <= other.second && other.first <= edit.span.end
                       : edit.span.begin < other.second && other.first < edit.span.end;
    };
    const auto next = taken.upper_bound(edit.span.begin);
    if (next != taken.begin() && clash(*std::prev(next))) return false;
    return next == taken.end() || !clash(*next);
  };
  for (const std::size_t index : wanted) {
    const std::vector<Edit>& edits = findings[index].edits;
    if (!std::ranges::all_of(edits, is_free)) {
      batch.overlapping.push_back(index);
      continue;
    }
    batch.apart.push_back(index);
    for (const Edit& edit : edits) taken[edit.span.begin] = edit.span.end;
  }
  return batch;
}

}  // namespace s1::fix
