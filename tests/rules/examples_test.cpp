// SPDX-License-Identifier: Apache-2.0
// Holds every rule to its own declaration: a bad example fires exactly on its marks, a good one is silent, a fix gives
// `fixed` byte for byte and what it gives parses and is silent; and the declaration itself is whole.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "engine/request.h"
#include "engine/scan.h"
#include "engine/select.h"
#include "model/dockerfile.h"
#include "rules/registry.h"
#include "rules/rule.h"
#include "rules/run_rule.h"
#include "syntax/dockerfile/ast.h"
#include "test.h"
#include "text/edit.h"
#include "workspace/root.h"
#include "workspace/temp_tree.h"

namespace {

using s1::Span;
using s1::rules::Report;
using s1::rules::Rule;

constexpr std::string_view kOpen = "\xC2\xAB", kClose = "\xC2\xBB";

struct Marked {
  std::string text;
  std::vector<Span> spans;
};

// Takes «…» out of a text; marks may nest.
Marked unmark(std::string_view marked) {
  Marked result;
  std::vector<std::uint32_t> open;
  while (!marked.empty()) {
    if (marked.starts_with(kOpen)) {
      open.push_back(static_cast<std::uint32_t>(result.text.size()));
      marked.remove_prefix(kOpen.size());
    } else if (marked.starts_with(kClose) && !open.empty()) {
      result.spans.push_back({open.back(), static_cast<std::uint32_t>(result.text.size())});
      open.pop_back();
      marked.remove_prefix(kClose.size());
    } else {
      result.text += marked.front();
      marked.remove_prefix(1);
    }
  }
  std::ranges::sort(result.spans, {}, [](Span span) { return std::pair(span.begin, span.end); });
  return result;
}

std::vector<Report> run(const Rule& rule, const std::string& text) {
  const s1::Source source(text);
  s1::dockerfile::File file = s1::dockerfile::File::parse(source);
  s1::dockerfile::parse_scripts(file);
  return s1::test::run_rule(rule, s1::model::Dockerfile(file));
}

bool is_between_files(const Rule& rule) {
  using Input = s1::rules::Check::Input;
  return rule.check.input == Input::model || rule.check.input == Input::dockerfile_in_place;
}

// An example of several files, each named on a line `--- path ---`; without such a line it is a Dockerfile.
std::map<std::string, std::string> files_of(std::string_view example) {
  std::map<std::string, std::string> files;
  if (!example.empty() && !example.starts_with("--- ")) return {{"Dockerfile", std::string(example)}};
  std::string* current = nullptr;
  while (!example.empty()) {
    const std::size_t end = std::min(example.find('\n'), example.size() - 1) + 1;
    const std::string_view line = example.substr(0, end);
    example.remove_prefix(end);
    if (line.starts_with("--- ") && line.ends_with(" ---\n"))
      current = &files[std::string(line.substr(4, line.size() - 9))];
    else if (current != nullptr)
      *current += line;
  }
  return files;
}

// Where findings stand: "path: text".
using Places = std::multiset<std::string>;

std::vector<s1::engine::Finding> scan_for(const Rule& rule, const s1::test::TempTree& tree) {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  s1::engine::ScanOptions options;
  options.selection.rules = {std::string(rule.id)};
  auto scan = s1::engine::scan(*root, "", options);
  REQUIRE(scan.has_value());
  return std::move(scan->findings);
}

// What all fixes make of the files; nothing where there is none.
std::map<std::string, std::string> fixed_files(const std::vector<s1::engine::Finding>& findings,
                                               const std::map<std::string, std::string>& texts) {
  std::map<std::string, std::vector<s1::Edit>> edits;
  std::map<std::string, std::string> result;
  const auto add = [&](const std::string& path, const std::vector<s1::Edit>& more) {
    for (const s1::Edit& edit : more)
      if (std::ranges::find(edits[path], edit) == edits[path].end()) edits[path].push_back(edit);
  };
  for (const auto& finding : findings) {
    add(finding.path, finding.edits);
    for (const s1::rules::OtherFile& other : finding.other_files)
      if (other.text)
        result[other.path] = *other.text;
      else
        add(other.path, other.edits);
  }
  for (const auto& [path, list] : edits) {
    if (list.empty()) continue;
    const s1::Result<std::string> fixed = s1::apply(texts.at(path), list);
    REQUIRE(fixed.has_value());
    result[path] = *fixed;
  }
  return result;
}

bool is_dockerfile(std::string_view path) {
  return path.ends_with("Dockerfile");
}

std::string with_crlf(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

// Writes the files to a folder of their own and scans it for the rule. `fixed`: those that its fixes change or make, as
// they are then; whether there are any is returned. `crlf`: the Dockerfiles are to have such line ends.
bool check_between_files(const Rule& rule, std::string_view example, std::string_view fixed, bool is_bad,
                         bool crlf = false) {
  const auto with_ends = [&](const std::string& path, const std::string& text) {
    return crlf && is_dockerfile(path) ? with_crlf(text) : text;
  };
  const s1::test::TempTree tree;
  Places expected;
  std::map<std::string, std::string> texts;
  for (const auto& [path, marked] : files_of(example)) {
    const Marked file = unmark(with_ends(path, marked));
    tree.write(path, file.text);
    for (const Span span : file.spans)
      expected.insert(path + ":" + std::to_string(span.begin) + "-" + std::to_string(span.end));
    texts[path] = file.text;
  }
  REQUIRE_FALSE(texts.empty());
  CHECK(expected.empty() != is_bad);

  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const auto answer = s1::engine::answer(*root, "", {.rules = {std::string(rule.id)}}, {});  // with a configuration
  REQUIRE(answer.has_value());
  const s1::engine::ScanResult* const scan = &answer->scan;
  Places found;
  std::string shown;
  for (const auto& finding : scan->findings) {
    found.insert(finding.path + ":" + std::to_string(finding.span.begin) + "-" + std::to_string(finding.span.end));
    shown += "\n  " + finding.path + ": \"" + texts[finding.path].substr(finding.span.begin, finding.span.size()) +
             "\": " + finding.message;
    CHECK_FALSE(finding.message.ends_with('.'));
    for (const auto& related : finding.related) CHECK(related.line != 0);
    CHECK(finding.fix <= rule.fix);
  }
  for (const auto& diagnostic : scan->diagnostics)
    shown += "\n  diagnostic: " + diagnostic.path + ": " + diagnostic.message;
  INFO("--- found" << (shown.empty() ? "\n  (nothing)" : shown));
  CHECK(found == expected);
  CHECK(scan->diagnostics.empty());
  const std::map<std::string, std::string> changed = fixed_files(scan->findings, texts);
  for (const auto& [path, text] : files_of(fixed)) {
    INFO("--- fixed: " << path);
    REQUIRE(changed.contains(path));
    CHECK(changed.at(path) == with_ends(path, text));
  }
  CHECK(changed.size() == files_of(fixed).size());
  for (const auto& [path, text] : changed) tree.write(path, text);
  if (!changed.empty()) {
    std::string left;
    for (const auto& finding : scan_for(rule, tree)) left += "\n  " + finding.message;
    INFO("--- after the fix" << left);
    CHECK(left.empty());
  }
  return !changed.empty();
}

std::string shown(const std::string& text, const std::vector<Report>& reports) {
  std::string out;
  for (const Report& report : reports)
    out += "\n  \"" + text.substr(report.span.begin, report.span.size()) + "\": " + report.message;
  return out.empty() ? "\n  (nothing)" : out;
}

void check_message(const Rule& rule, const Report& report) {
  INFO(rule.id << ": message: " << report.message);
  CHECK_FALSE(report.message.empty());
  CHECK_FALSE(report.message.ends_with('.'));
  CHECK(report.message.find('\n') == std::string::npos);
  for (const std::string_view alias : report.only_aliases) {
    INFO("alias " << alias);
    CHECK(std::ranges::find(rule.aliases, alias) != rule.aliases.end());
  }
}

}  // namespace

TEST_CASE("bad examples fire exactly on their marks, and fixes give what they promise") {
  for (const Rule* rule : s1::rules::all()) {
    bool fixes = false;
    for (const s1::rules::Bad& bad : rule->bad) {
      if (is_between_files(*rule)) {
        INFO(rule->id << "\n--- bad\n" << bad.text);
        fixes |= check_between_files(*rule, bad.text, bad.fixed, true);
        if (rule->check.input == s1::rules::Check::Input::dockerfile_in_place &&
            bad.text.find('\r') == std::string_view::npos) {
          INFO("with CRLF");
          (void)check_between_files(*rule, bad.text, bad.fixed, true, true);
        }
        continue;
      }
      const Marked marked = unmark(bad.text);
      const std::vector<Report> reports = run(*rule, marked.text);
      INFO(rule->id << "\n--- bad\n" << bad.text << "\n--- found" << shown(marked.text, reports));
      CHECK_FALSE(marked.spans.empty());
      std::vector<Span> spans;
      std::vector<s1::Edit> edits;
      for (const Report& report : reports) {
        spans.push_back(report.span);
        CHECK(std::ranges::is_sorted(report.edits, {}, [](const s1::Edit& edit) { return edit.span.begin; }));
        for (const s1::Edit& edit : report.edits)  // findings may share an edit: one SHELL, one ARG for several
          if (std::ranges::find(edits, edit) == edits.end()) edits.push_back(edit);
        check_message(*rule, report);
        CHECK(report.edits.empty() == report.fix_description.empty());
      }
      CHECK(spans == marked.spans);
      CHECK(edits.empty() == bad.fixed.empty());
      if (edits.empty()) continue;
      fixes = true;
      const s1::Result<std::string> fixed = s1::apply(marked.text, edits);
      REQUIRE(fixed.has_value());
      CHECK(*fixed == bad.fixed);
      const std::vector<Report> after = run(*rule, *fixed);
      INFO("--- after the fix" << shown(*fixed, after));
      CHECK(after.empty());
    }
    INFO(rule->id);
    CHECK(fixes == (rule->fix != s1::rules::Fix::none));
  }
}

TEST_CASE("good examples are silent and parse") {
  for (const Rule* rule : s1::rules::all()) {
    for (const std::string_view good : rule->good) {
      if (is_between_files(*rule)) {
        INFO(rule->id << "\n--- good\n" << good);
        (void)check_between_files(*rule, good, {}, false);
        continue;
      }
      const std::vector<Report> reports = run(*rule, std::string(good));
      INFO(rule->id << "\n--- good\n" << good << "\n--- found" << shown(std::string(good), reports));
      CHECK(reports.empty());
    }
  }
}

TEST_CASE("every declaration is whole") {
  std::set<std::string_view> ids;
  for (const Rule* rule : s1::rules::all()) {
    INFO(rule->id);
    CHECK(ids.insert(rule->id).second);
    CHECK(std::ranges::find(s1::engine::platforms(), s1::rules::platform(*rule)) != s1::engine::platforms().end());
    CHECK(rule->id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-/") == std::string_view::npos);
    for (const std::string_view line : {rule->title, rule->help}) {
      INFO(line);
      CHECK_FALSE(line.empty());
      CHECK(line.size() <= 120);
      CHECK_FALSE(line.ends_with('.'));
      CHECK(line.find('\n') == std::string_view::npos);
    }
    CHECK(rule->docs.size() > 80);
    CHECK_FALSE(rule->bad.empty());
    CHECK_FALSE(rule->good.empty());
    // Who cannot be given a fix is told what is left to decide.
    CHECK((rule->docs.find("There is no fix: ") != std::string_view::npos) == (rule->fix == s1::rules::Fix::none));
    if (rule->fix == s1::rules::Fix::unsafe) CHECK(rule->docs.find("unsafe") != std::string_view::npos);
    std::set<std::string_view> aliases(rule->aliases.begin(), rule->aliases.end());
    CHECK(aliases.size() == rule->aliases.size());
  }
  CHECK(ids.size() >= 25);
}

TEST_CASE("aliases are ids that the peers really have") {
  const auto catalogue = s1::test::shared_dir() / "catalogue";
  if (!std::filesystem::is_directory(catalogue)) {
    WARN("skipped: aliases against the catalogue: there is no shared folder");
    return;
  }
  std::set<std::string> known;
  for (const auto& entry : std::filesystem::directory_iterator(catalogue)) {
    std::istringstream rows(s1::test::read_file(entry.path()));
    for (std::string row; std::getline(rows, row);) {
      const std::size_t tab = row.find('\t');
      if (tab != std::string::npos) known.insert(row.substr(tab + 1, row.find('\t', tab + 1) - tab - 1));
    }
  }
  for (const Rule* rule : s1::rules::all())
    for (const std::string_view alias : rule->aliases) {
      INFO(rule->id << ": " << alias);
      CHECK((known.contains(std::string(alias)) || alias.starts_with("SC")));
    }
}
