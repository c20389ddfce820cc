// SPDX-License-Identifier: Apache-2.0
#include "report/github.h"

#include <map>
#include <vector>

#include "sample.h"
#include "test.h"

namespace {

using s1::engine::ScanResult;
using s1::rules::Severity;
using s1::test::finding;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end == std::string::npos ? end : end + 1;
  }
  return lines;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

// A command as the runner reads it: properties up to the next "::", then the message; escapes decoded, '%' last.
struct Command {
  std::string name;
  std::map<std::string, std::string> properties;
  std::string message;
};

Command read(const std::string& line) {
  REQUIRE(line.starts_with("::"));
  const std::size_t end = line.find("::", 2);
  REQUIRE(end != std::string::npos);
  const std::string head = line.substr(2, end - 2);
  Command command{head.substr(0, head.find(' ')), {}, {}};
  for (std::string rest = head.substr(head.find(' ') + 1); !rest.empty();) {
    const std::string pair = rest.substr(0, rest.find(','));
    rest.erase(0, pair.size() + 1);
    std::string value = pair.substr(pair.find('=') + 1);
    for (const auto& [from, to] : {std::pair{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}})
      value = replaced(value, from, to);
    command.properties[pair.substr(0, pair.find('='))] = value;
  }
  command.message = line.substr(end + 2);
  for (const auto& [from, to] : {std::pair{"%0D", "\r"}, {"%0A", "\n"}, {"%25", "%"}})
    command.message = replaced(command.message, from, to);
  return command;
}

}  // namespace

TEST_CASE("findings are annotations by severity, and a summary ends the log") {
  ScanResult scan;
  s1::test::add_file(scan, "a");
  scan.findings = {finding(Severity::critical, "a", 1, "One"), finding(Severity::high, "a", 2, "Two"),
                   finding(Severity::medium, "a", 3, "Three, and: 100%"), finding(Severity::low, "a", 4, "Four"),
                   finding(Severity::info, "a", 5, "Five")};
  scan.findings[1].end = {6, 2};
  scan.diagnostics = {{"b", 0, "too-large", "It is too large", "split it"}};
  scan.suppressed = 2;
  CHECK(s1::test::text_of(s1::report::render_github, scan) ==
        "::error file=a,line=1,endLine=1,col=3,endColumn=7,title=sample/critical (critical)::One%0ADrop everything\n"
        "::error file=a,line=2,endLine=6,title=sample/high (high)::Two%0AClose it\n"
        "::warning file=a,line=3,endLine=3,col=3,endColumn=7,title=sample/medium-one (medium)::Three, and: "
        "100%25%0AMend it\n"
        "::notice file=a,line=4,endLine=4,col=3,endColumn=7,title=sample/low (low)::Four%0ATidy it\n"
        "::notice file=a,line=5,endLine=5,col=3,endColumn=7,title=sample/info (info)::Five%0ALook at it\n"
        "::notice file=b,title=too-large::It is too large%0Asplit it\n"
        "s1-infra: 5 findings; 1 infrastructure file looked at; 2 suppressed\n");
}

TEST_CASE("the log says that GitHub shows ten of a kind, where there are more") {
  ScanResult scan;
  scan.findings.assign(10, finding(Severity::high, "a", 1, "One"));
  CHECK(s1::test::text_of(s1::report::render_github, scan).find("GitHub shows") == std::string::npos);
  scan.findings.push_back(finding(Severity::high, "a", 1, "One"));
  CHECK(s1::test::text_of(s1::report::render_github, scan).find("GitHub shows 10 annotations") != std::string::npos);
}

TEST_CASE("an incomplete scan is a warning") {
  ScanResult scan;
  scan.complete = false;
  CHECK(s1::test::text_of(s1::report::render_github, scan)
            .starts_with("::warning title=s1-infra::The scan is incomplete"));
}

TEST_CASE("hostile text makes no command of its own, and the runner reads the path back") {
  const std::vector<std::string> lines =
      lines_of(s1::test::text_of(s1::report::render_github, s1::test::hostile_scan()));
  REQUIRE(lines.size() == 7);  // five findings, a diagnostic, the summary
  for (std::size_t i = 0; i < 6; ++i) {
    const Command command = read(lines[i]);
    INFO(lines[i]);
    CHECK(command.properties.at("file") == s1::test::kHostilePath);
    CHECK(command.properties.size() == (i < 5 ? 6 : 2));
    CHECK(command.message.starts_with("@all <img src=x>"));
    CHECK(lines[i].find('\x1b') == std::string::npos);
    CHECK(lines[i].find('\r') == std::string::npos);
    CHECK(lines[i].find("\xE2\x80\xAE") == std::string::npos);
  }
}
