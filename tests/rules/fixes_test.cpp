// SPDX-License-Identifier: Apache-2.0
// Fixes on real files: all edits of a rule give a text that parses no worse, on which the rule is silent about what it
// fixed and no rule has something new, with every comment and line end kept; twice gives what once gave. Where
// S1_FIX_TABLE names a file, the numbers by rule are written there.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/dockerfile.h"
#include "rules/registry.h"
#include "rules/rule.h"
#include "rules/run_rule.h"
#include "syntax/dockerfile/ast.h"
#include "test.h"
#include "text/edit.h"
#include "workspace/kind.h"

namespace {

namespace fs = std::filesystem;
using s1::rules::Fix;
using s1::rules::Report;
using s1::rules::Rule;

// A text read once, as the rules see it.
struct Subject {
  explicit Subject(std::string text) : source(std::move(text)), file(parse(source)), model(file) {}

  static s1::dockerfile::File parse(const s1::Source& source) {
    s1::dockerfile::File file = s1::dockerfile::File::parse(source);
    s1::dockerfile::parse_scripts(file);
    return file;
  }

  s1::Source source;
  s1::dockerfile::File file;
  s1::model::Dockerfile model;
};

// What may not become more through a fix: findings by rule, diagnostics by code.
std::map<std::string_view, int> faults(const Subject& subject) {
  std::map<std::string_view, int> count;
  for (const Rule* rule : s1::rules::all())
    count[rule->id] = static_cast<int>(s1::test::run_rule(*rule, subject.model).size());
  const auto add = [&](const std::vector<s1::Diagnostic>& diagnostics) {
    for (const s1::Diagnostic& diagnostic : diagnostics) ++count[diagnostic.code];
  };
  add(subject.file.diagnostics);
  for (const s1::model::Run& run : subject.model.runs) add(run.script->diagnostics);
  return count;
}

std::multiset<std::string> comments(const Subject& subject) {
  std::multiset<std::string> texts;
  for (const s1::Comment& comment : subject.file.comments) texts.emplace(comment.text);
  for (const s1::model::Run& run : subject.model.runs)
    for (const s1::Comment& comment : run.script->comments) texts.emplace(comment.text);
  return texts;
}

std::string with_crlf(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

// The edits of the reports in their order, without those that touch one before.
std::vector<s1::Edit> together(const std::vector<Report>& reports) {
  std::vector<s1::Edit> edits;
  for (const Report& report : reports) {
    std::vector<s1::Edit> more = edits;
    more.insert(more.end(), report.edits.begin(), report.edits.end());
    if (s1::apply(std::string(1 << 20, ' '), more)) edits = std::move(more);
  }
  return edits;
}

// What fixes may bring to light, as fix/prove.h has it.
const std::set<std::string_view>& advice() {
  static const std::set<std::string_view> names = [] {
    std::set<std::string_view> result;
    for (const Rule* rule : s1::rules::all())
      if (rule->severity == s1::rules::Severity::info && rule->profile != s1::rules::Profile::standard)
        result.insert(rule->id);
    return result;
  }();
  return names;
}

struct Count {
  int findings = 0, safe = 0, unsafe = 0, files = 0;
};

constexpr int kMostRounds = 10;

// The text after all fixes of the rules, applied until there are none; at most kMostRounds times.
std::string fix_all(std::string text, const std::vector<const Rule*>& rules, Fix most, int& rounds) {
  for (rounds = 0; rounds < kMostRounds; ++rounds) {
    const Subject subject(text);
    std::vector<Report> reports;
    for (const Rule* rule : rules)
      for (Report& report : s1::test::run_rule(*rule, subject.model))
        if (report.fix.value_or(rule->fix) <= most) reports.push_back(std::move(report));
    const std::vector<s1::Edit> edits = together(reports);
    if (edits.empty()) break;
    const s1::Result<std::string> fixed = s1::apply(text, edits);
    REQUIRE(fixed.has_value());
    text = *fixed;
  }
  return text;
}

void check_no_worse(const Subject& before, const std::map<std::string_view, int>& faults_before,
                    const std::string& fixed, std::string_view rule, int gone) {
  const Subject after(fixed);
  INFO("--- fixed\n" << fixed);
  for (const auto& [name, count] : faults(after)) {
    if (advice().contains(name)) continue;
    const auto found = faults_before.find(name);
    const int most = (found == faults_before.end() ? 0 : found->second) - (name == rule ? gone : 0);
    INFO(name << ": " << most << " are expected, " << count << " are there");
    CHECK(count <= most);
  }
  const std::multiset<std::string> kept = comments(after);
  CHECK(std::ranges::includes(kept, comments(before)));
}

void check_fixes(const fs::path& path, const std::string& text, std::map<std::string_view, Count>& table) {
  const Subject subject(text);
  const std::map<std::string_view, int> before = faults(subject);
  const bool lf = text.find('\r') == std::string::npos;
  std::vector<const Rule*> fixing;
  for (const Rule* rule : s1::rules::all()) {
    const std::vector<Report> reports = s1::test::run_rule(*rule, subject.model);
    Count& count = table[rule->id];
    count.findings += static_cast<int>(reports.size());
    int with_fix = 0;
    for (const Report& report : reports) {
      if (report.edits.empty()) continue;
      ++with_fix;
      const Fix grade = report.fix.value_or(rule->fix);
      CHECK((grade == Fix::safe || grade == Fix::unsafe));
      CHECK(grade <= rule->fix);
      ++(grade == Fix::safe ? count.safe : count.unsafe);
    }
    if (with_fix == 0) continue;
    ++count.files;
    fixing.push_back(rule);
    INFO(path.string() << ": " << rule->id);
    int rounds = 0;
    const std::string fixed = fix_all(text, {rule}, Fix::unsafe, rounds);
    CHECK(rounds < kMostRounds);
    CHECK(fixed != text);
    check_no_worse(subject, before, fixed, rule->id, with_fix);
    if (lf) CHECK(fix_all(with_crlf(text), {rule}, Fix::unsafe, rounds) == with_crlf(fixed));
  }
  for (const Fix most : {Fix::safe, Fix::unsafe}) {
    INFO(path.string() << ": all " << s1::rules::name(most) << " fixes at once");
    int rounds = 0;
    const std::string fixed = fix_all(text, fixing, most, rounds);
    CHECK(rounds < kMostRounds);
    if (fixed != text) check_no_worse(subject, before, fixed, {}, 0);
  }
}

void write_table(const std::map<std::string_view, Count>& table) {
  const char* const path = std::getenv("S1_FIX_TABLE");
  if (path == nullptr) return;
  std::ofstream out(path);
  out << "rule\tfindings\tsafe\tunsafe\tfiles\n";
  for (const auto& [id, count] : table)
    out << id << '\t' << count.findings << '\t' << count.safe << '\t' << count.unsafe << '\t' << count.files << '\n';
}

}  // namespace

TEST_CASE("the examples' fixes are the same with other line ends and another escape character") {
  const auto with_backtick = [](std::string_view text) {
    std::string result = "# escape=`\n";
    for (std::size_t i = 0; i < text.size(); ++i)
      result += text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '\n' ? '`' : text[i];
    return result;
  };
  int escaped = 0;
  for (const Rule* rule : s1::rules::all()) {
    if (rule->check.input == s1::rules::Check::Input::dockerfile_in_place) continue;  // in examples_test.cpp
    for (const s1::rules::Bad& bad : rule->bad) {
      if (bad.fixed.empty() || bad.text.find('\r') != std::string_view::npos) continue;
      std::string text(bad.text);
      for (const std::string_view mark : {"\xC2\xAB", "\xC2\xBB"})
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, 2);
      INFO(rule->id << "\n" << text);
      int rounds = 0;
      CHECK(fix_all(with_crlf(text), {rule}, Fix::unsafe, rounds) == with_crlf(bad.fixed));
      const bool plain = text.find('`') == std::string::npos && text.find("\\\"") == std::string::npos &&
                         bad.fixed.find("\\\"") == std::string_view::npos &&
                         bad.fixed.find("\\$") == std::string_view::npos;
      // With a backtick, a base image that nobody knows is taken for one of Windows.
      const auto findings = [&](std::string variant) {
        return s1::test::run_rule(*rule, Subject(std::move(variant)).model).size();
      };
      if (!plain || findings(with_backtick(text)) != findings(text)) continue;
      escaped += text.find("\\\n") != std::string::npos ? 1 : 0;
      CHECK(fix_all(with_backtick(text), {rule}, Fix::unsafe, rounds) == with_backtick(bad.fixed));
    }
  }
  CHECK(escaped > 5);
}

TEST_CASE("fixes on real files keep what they must") {
  const fs::path shared = s1::test::shared_dir();
  if (shared.empty()) {
    WARN("skipped: fixes on real files: there is no shared folder");
    return;
  }
  std::map<std::string_view, Count> table;
  std::set<std::string> seen;
  for (const fs::path& folder : {shared / "corpus", shared / "bench" / "cases"}) {
    std::vector<fs::path> paths;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && !entry.is_symlink()) paths.push_back(entry.path());
    std::ranges::sort(paths);
    for (const fs::path& path : paths) {
      const std::string relative = path.lexically_relative(shared).string();
      if (s1::workspace::guess_kind(relative, {}) != s1::workspace::FileKind::dockerfile) continue;
      std::string text = s1::test::read_file(path);
      if (text.size() > 200'000 || !seen.insert(text).second || seen.size() % s1::test::sample_step() != 0) continue;
      check_fixes(path, text, table);
    }
  }
  CHECK(seen.size() > 300);
  write_table(table);
}
