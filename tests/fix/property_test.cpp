// SPDX-License-Identifier: Apache-2.0
// Every fix of every rule on every Dockerfile of the shared material, with LF and with CRLF line ends.
#include <algorithm>
#include <iostream>
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "engine/check_file.h"
#include "fix/file_fixer.h"
#include "rules/registry.h"
#include "syntax/dockerfile/ast.h"
#include "test.h"
#include "workspace/root.h"
#include "workspace/text_file.h"
#include "workspace/walk.h"

namespace {

using namespace s1;
using fix::FileFixer;
using rules::Fix;

constexpr std::string_view kToday = "2026-01-01";

struct Tally {
  std::size_t candidates = 0, fixed = 0;
};
using Tallies = std::map<std::string_view, Tally>;

std::vector<std::string> texts_of(const std::filesystem::path& folder) {
  const workspace::Root root = workspace::Root::open(folder.string()).value();
  std::vector<std::string> texts;
  const workspace::Inventory inventory = workspace::walk(root, "").value();
  for (const workspace::File& file : inventory.files) {
    if (file.kind != workspace::FileKind::dockerfile) continue;
    Result<std::string> text = root.read(file.path, 4U << 20U);
    if (text && !workspace::not_text(file.path, *text)) texts.push_back(*std::move(text));
  }
  return texts;
}

std::string with_crlf(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n' && !result.ends_with('\r')) result += '\r';
    result += c;
  }
  return result;
}

FileFixer fixer(const std::string& text, const rules::Rule* only = nullptr) {
  return {"Dockerfile",
          workspace::FileKind::dockerfile,
          text,
          rules::all(),
          std::string(kToday),
          {[only](const engine::Finding& finding) { return only == nullptr || finding.rule == only; },
           s1::fix::held_back_unless(true)}};
}

std::vector<std::string> comments_of(const std::string& text, std::span<const Edit> edits) {
  const Source source(text);
  const dockerfile::File file = dockerfile::File::parse(source);
  std::vector<std::string> result;
  for (const Comment& comment : file.comments)
    if (std::ranges::none_of(edits, [&](const Edit& edit) { return edit.span.overlaps(comment.span); }))
      result.emplace_back(source.slice(comment.span));
  return result;
}

bool is_subsequence(const std::vector<std::string>& part, const std::vector<std::string>& of) {
  auto at = of.begin();
  for (const std::string& each : part) {
    at = std::find(at, of.end(), each);
    if (at == of.end()) return false;
    ++at;
  }
  return true;
}

std::map<std::string_view, std::size_t> by_rule(const std::vector<engine::Finding>& findings) {
  std::map<std::string_view, std::size_t> result;
  for (const engine::Finding& finding : findings) ++result[finding.rule->id];
  return result;
}

// What must hold of a file that went through all rounds, whatever was chosen.
void hold(const std::string& text, const FileFixer& done) {
  const std::string& fixed = done.text();
  // Nothing but the edited spans differs.
  REQUIRE(s1::apply(text, done.edits()).has_value());
  CHECK(s1::apply(text, done.edits()).value() == fixed);
  CHECK(is_subsequence(comments_of(text, done.edits()), comments_of(fixed, {})));
  // Line ends are kept.
  if (text.find('\r') == std::string::npos) CHECK(fixed.find('\r') == std::string::npos);
  if (with_crlf(text) == text) CHECK(with_crlf(fixed) == fixed);

  const auto before = engine::check_file("Dockerfile", 0, workspace::FileKind::dockerfile, text, rules::all(), kToday);
  const auto after = engine::check_file("Dockerfile", 0, workspace::FileKind::dockerfile, fixed, rules::all(), kToday);
  CHECK(after.diagnostics.size() <= before.diagnostics.size());
  const auto outcomes = done.outcomes();
  std::map<std::string_view, std::size_t> left = by_rule(before.findings);
  for (const FileFixer::Outcome& each : outcomes)
    if (each.grade != Fix::none) --left[each.finding->rule->id];
  for (const auto& [rule, count] : by_rule(after.findings)) {
    INFO(rule);
    if (s1::fix::is_advice(*rules::find(rule).front())) continue;
    CHECK(count <= left[rule]);
  }
}

void run(FileFixer& file) {
  for (int round = 0; round < 10 && file.round(); ++round) {
  }
}

void check(const std::string& text, Tallies& tallies, std::vector<std::string>& failures) {
  INFO("--- text\n" << text);
  FileFixer all = fixer(text);
  run(all);
  INFO("--- fixed\n" << all.text());
  hold(text, all);
  std::set<const rules::Rule*> fixable;
  for (const FileFixer::Outcome& each : all.outcomes()) {
    if (each.finding->edits.empty()) continue;
    fixable.insert(each.finding->rule);
    Tally& tally = tallies[each.finding->rule->id];
    ++tally.candidates;
    tally.fixed += each.grade != Fix::none ? 1 : 0;
    if (each.grade == Fix::none) failures.push_back(std::string(each.finding->rule->id) + ": " + each.why);
  }
  if (fixable.empty()) return;
  // Once more changes nothing.
  FileFixer again = fixer(all.text());
  CHECK_FALSE(again.round());
  // The same with other line ends.
  const std::string crlf = with_crlf(text);
  if (crlf != text && text.find('\r') == std::string::npos) {
    FileFixer other = fixer(crlf);
    run(other);
    hold(crlf, other);
    CHECK(other.text() == with_crlf(all.text()));
  }
  for (const rules::Rule* rule : fixable) {
    INFO(rule->id);
    FileFixer one = fixer(text, rule);
    run(one);
    hold(text, one);
  }
}

}  // namespace

TEST_CASE("fixes hold on every Dockerfile of the shared material") {
  const auto shared = test::shared_dir();
  if (shared.empty()) {
    WARN("skipped: fixes on real Dockerfiles: there is no shared folder (S1_SHARED)");
    return;
  }
  std::vector<std::string> texts;
  for (const char* const folder : {"corpus", "bench/cases"}) {
    if (!std::filesystem::is_directory(shared / folder)) {
      WARN("skipped: fixes on real Dockerfiles: there is no " << folder);
      continue;
    }
    for (std::string& text : texts_of(shared / folder)) texts.push_back(std::move(text));
  }
  std::ranges::sort(texts);
  const auto repeats = std::ranges::unique(texts);
  texts.erase(repeats.begin(), repeats.end());

  Tallies tallies;
  std::vector<std::string> failures;
  for (std::size_t i = 0; i < texts.size(); i += test::sample_step()) check(texts[i], tallies, failures);
  Tally sum;
  for (const auto& [rule, tally] : tallies) {
    std::cout << "  " << rule << ": " << tally.fixed << " of " << tally.candidates << "\n";
    sum.candidates += tally.candidates;
    sum.fixed += tally.fixed;
  }
  std::cout << texts.size() << " Dockerfiles, each with LF and CRLF: " << sum.fixed << " of " << sum.candidates
            << " proposed fixes proven\n";
  if (std::getenv("S1_SHOW_FAILURES") != nullptr)
    for (const std::string& failure : failures) std::cout << failure << "\n";
  CHECK(texts.size() > 100);
  CHECK(sum.fixed * 10 > sum.candidates * 9);
}
