// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include <algorithm>
#include <vector>

#include "sample.h"
#include "test.h"
#include "text/utf8.h"

namespace {

using s1::engine::ScanResult;
using s1::rules::Severity;
using s1::test::finding;

// What is wrong with it as XML of the few forms that are written here; empty where nothing is.
std::string problem_of(std::string_view xml) {
  if (!s1::utf8::valid(xml)) return "not UTF-8";
  if (std::ranges::any_of(xml, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }))
    return "control character";
  if (xml.find("\xEF\xBF\xBE") != xml.npos || xml.find("\xEF\xBF\xBF") != xml.npos) return "noncharacter";
  for (std::size_t at = 0; (at = xml.find('&', at)) != xml.npos; ++at) {
    constexpr std::string_view known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#10;", "&#9;"};
    if (std::ranges::none_of(known, [&](std::string_view each) { return xml.substr(at).starts_with(each); }))
      return "bare ampersand";
  }
  std::vector<std::string_view> open;
  while (true) {
    const std::size_t begin = xml.find('<');
    if (begin == xml.npos) break;
    const std::size_t end = xml.find('>', begin);
    if (end == xml.npos) return "tag without an end";
    const std::string_view tag = xml.substr(begin + 1, end - begin - 1);
    xml.remove_prefix(end + 1);
    if (tag.starts_with('?')) continue;
    if (tag.find('<') != tag.npos) return "bare <";
    if (std::ranges::count(tag, '"') % 2 != 0) return "odd quotes";
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return "wrong end tag";
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  return open.empty() ? "" : "no end tag";
}

}  // namespace

TEST_CASE("JUnit has a suite a file, in which findings fail and clean files pass") {
  ScanResult scan;
  s1::test::add_file(scan, "a/Dockerfile");
  s1::test::add_file(scan, "b/Dockerfile");
  s1::test::add_file(scan, "c/Dockerfile");
  scan.files.push_back({.path = "compose.yaml", .kind = s1::workspace::FileKind::compose});  // not checked
  scan.findings = {finding(Severity::medium, "b/Dockerfile", 4, "Mode <777>"),
                   finding(Severity::medium, "b/Dockerfile", 9, "Mode <777>"),
                   finding(Severity::info, "b/Dockerfile", 10, "By the way")};
  scan.diagnostics = {{"c/Dockerfile", 0, "binary-file", "This is no text", "leave it out"}};
  const std::string_view expected = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="s1-infra" tests="5" failures="2" errors="0" skipped="1" time="0.250">
  <testsuite name="a/Dockerfile" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="a/Dockerfile" name="no findings" file="a/Dockerfile"/>
  </testsuite>
  <testsuite name="b/Dockerfile" tests="3" failures="2" errors="0" skipped="0">
    <testcase classname="b/Dockerfile" name="sample/medium-one: Mode &lt;777&gt;" file="b/Dockerfile" line="4"><failure type="medium" message="Mode &lt;777&gt;">b/Dockerfile:4:3: medium: Mode &lt;777&gt; [sample/medium-one]
   4 | a line of it
     |   ^^^^
     = help: Mend it
</failure></testcase>
    <testcase classname="b/Dockerfile" name="sample/medium-one: Mode &lt;777&gt; (2)" file="b/Dockerfile" line="9"><failure type="medium" message="Mode &lt;777&gt;">b/Dockerfile:9:3: medium: Mode &lt;777&gt; [sample/medium-one]
   9 | a line of it
     |   ^^^^
     = help: Mend it
</failure></testcase>
    <testcase classname="b/Dockerfile" name="sample/info: By the way" file="b/Dockerfile" line="10"><system-out>b/Dockerfile:10:3: info: By the way [sample/info]
  10 | a line of it
     |   ^^^^
     = help: Look at it
</system-out></testcase>
  </testsuite>
  <testsuite name="c/Dockerfile" tests="1" failures="0" errors="0" skipped="1">
    <testcase classname="c/Dockerfile" name="binary-file" file="c/Dockerfile"><skipped message="This is no text; leave it out"/></testcase>
  </testsuite>
</testsuites>
)xml";
  CHECK(s1::test::text_of(s1::report::render_junit, scan, 0.25) == expected);
}

TEST_CASE("JUnit of hostile text is well-formed XML") {
  CHECK(problem_of("<a b=\"c\"><d/>&amp;</a>").empty());
  for (const std::string_view bad :
       {"<a>", "<a></b>", "<a>&</a>", "<a b=\"></a>", "<a>\x01</a>", "<a \"<\"/>", "<a>\xFF</a>"})
    CHECK_FALSE(problem_of(bad).empty());
  const std::string xml = s1::test::text_of(s1::report::render_junit, s1::test::hostile_scan(), 0);
  CHECK(problem_of(xml) == "");
  CHECK(xml.find("<img") == std::string::npos);
}
