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

  [[nodiscard]] const Counts& counts() const { return counts_; }
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

std::map<std::string_view, Suite> suites_of(const engine::ScanResult& scan) {
  std::map<std::string_view, Suite> suites;
  const auto suite = [&](std::string_view path) -> Suite& { return suites.try_emplace(path, path).first->second; };
  for (const engine::Finding& finding : scan.findings) suite(finding.path).add(finding);
  for (const engine::Diagnostic& diagnostic : scan.diagnostics) suite(diagnostic.path).add(diagnostic);
  for (const model::FileId id : scan.checked)
    if (const std::string& path = scan.model.paths[id]; !suites.contains(path)) suite(path).pass();
  return suites;
}

}  // namespace

std::string render_junit(const engine::ScanResult& scan, double seconds) {
  Counts all;
  std::string elements;
  for (const auto& [path, suite] : suites_of(scan)) {
    all.tests += suite.counts().tests;
    all.failures += suite.counts().failures;
    all.skipped += suite.counts().skipped;
    elements += suite.element();
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"s1-infra\" {} time=\"{:.3f}\">\n{}"
      "</testsuites>\n",
      all.attributes(), seconds, elements);
}

}  // namespace s1::report
