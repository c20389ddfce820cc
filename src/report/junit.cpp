// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "report/text.h"
#include "text/scrub.h"

namespace s1::report {
namespace {

// Two code points that are UTF-8 and no XML; clean() has taken out all others.
bool is_noncharacter(std::string_view text, std::size_t at) {
  const std::string_view next = text.substr(at, 3);
  return next == "\xEF\xBF\xBE" || next == "\xEF\xBF\xBF";
}

enum class In { text, attribute };

std::string xml(std::string_view raw, In in = In::attribute) {
  const std::string text = clean(raw);
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (c == '\n' && in == In::attribute)  // as it is, it would be read as a space
      result += "&#10;";
    else if (c == '\t' && in == In::attribute)
      result += "&#9;";
    else if (is_noncharacter(text, at))
      result += "\xEF\xBF\xBD", at += 2;
    else
      result += c;
  }
  return result;
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
  [[nodiscard]] std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\"", tests, failures, skipped);
  }
};

class Suite {
 public:
  explicit Suite(std::string_view path) : path_(xml(path)) {}

  void pass() { test("no findings", 0, ""); }

  void add(const engine::Finding& finding) {
    const std::string text = xml(finding_text(finding), In::text);
    std::string outcome;
    if (finding.severity() == rules::Severity::info) {
      outcome = fmt::format("<system-out>{}</system-out>", text);
    } else {
      ++counts_.failures;
      outcome = fmt::format(R"(<failure type="{}" message="{}">{}</failure>)", rules::name(finding.severity()),
                            xml(finding.message), text);
    }
    test(fmt::format("{}: {}", finding.rule->id, finding.message), finding.begin.line, outcome);
  }

  void add(const engine::Diagnostic& diagnostic) {
    ++counts_.skipped;
    std::string why = diagnostic.message;
    if (!diagnostic.hint.empty()) why += "; " + diagnostic.hint;
    test(diagnostic.code, diagnostic.line, fmt::format(R"(<skipped message="{}"/>)", xml(why)));
  }

  [[nodiscard]] std::string element() const {
    return fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", path_, counts_.attributes(), tests_);
  }

 private:
  // GitLab keeps the first of the tests that have a class and a name in common, and drops the others.
  void test(const std::string& name, std::uint32_t line, std::string_view outcome) {
    ++counts_.tests;
    const std::size_t same = ++names_[name];
    tests_ += fmt::format(R"(    <testcase classname="{0}" name="{1}" file="{0}")", path_,
                          xml(same == 1 ? name : fmt::format("{} ({})", name, same)));
    if (line != 0) tests_ += fmt::format(" line=\"{}\"", line);
    tests_ += outcome.empty() ? "/>\n" : fmt::format(">{}</testcase>\n", outcome);
  }

  std::string path_;  // as XML
  std::string tests_;
  Counts counts_;
  std::map<std::string, std::size_t> names_;
};

// What is told of a file; nothing of one that was checked and is in order.
struct Content {
  std::vector<const engine::Finding*> findings;
  std::vector<const engine::Diagnostic*> diagnostics;
};

std::map<std::string_view, Content> contents_of(const engine::ScanResult& scan) {
  std::map<std::string_view, Content> files;
  for (const engine::Finding& finding : scan.findings) files[finding.path].findings.push_back(&finding);
  for (const engine::Diagnostic& diagnostic : scan.diagnostics)
    files[diagnostic.path].diagnostics.push_back(&diagnostic);
  for (const model::FileId id : scan.checked) files.try_emplace(scan.model.paths[id]);
  return files;
}

Suite suite_of(std::string_view path, const Content& content) {
  Suite suite(path);
  for (const engine::Finding* finding : content.findings) suite.add(*finding);
  for (const engine::Diagnostic* diagnostic : content.diagnostics) suite.add(*diagnostic);
  if (content.findings.empty() && content.diagnostics.empty()) suite.pass();
  return suite;
}

}  // namespace

void render_junit(const engine::ScanResult& scan, double seconds, const TextSink& sink) {
  const std::map<std::string_view, Content> files = contents_of(scan);
  // The totals stand before the suites, which are made one at a time.
  Counts all{scan.findings.size() + scan.diagnostics.size(), 0, scan.diagnostics.size()};
  for (const engine::Finding& finding : scan.findings) all.failures += finding.severity() != rules::Severity::info;
  for (const auto& [path, content] : files) all.tests += content.findings.empty() && content.diagnostics.empty();
  sink(fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"s1-infra\" {} time=\"{:.3f}\">\n",
                   all.attributes(), seconds));
  for (const auto& [path, content] : files) sink(suite_of(path, content).element());
  sink("</testsuites>\n");
}

}  // namespace s1::report
