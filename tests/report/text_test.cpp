// SPDX-License-Identifier: Apache-2.0
#include "report/text.h"

#include <sstream>

#include "report/formats.h"
#include "sample.h"
#include "test.h"

using s1::engine::ScanResult;
using s1::rules::Severity;
using s1::test::finding;

TEST_CASE("text shows related places, help and the fix") {
  auto each = finding(Severity::medium, "a", 4, "One");
  each.related = {{"b", 2, "It is there"}};
  s1::fix::Offer offer;
  offer.fix = s1::fix::OfferedFix{.grade = s1::rules::Fix::safe, .description = "Use COPY", .edits = {}};
  CHECK(s1::report::finding_text(each, offer) == R"(a:4:3: medium: One [sample/medium-one]
   4 | a line of it
     |   ^^^^
     = b:2: It is there
     = help: Mend it
     = fix: Use COPY (safe)
)");
  CHECK(s1::report::finding_text(each).ends_with("= help: Mend it\n"));
}

TEST_CASE("no line of text begins with what a CI runner takes for a command") {
  ScanResult scan;
  scan.findings = {finding(Severity::low, "::error::x/Dockerfile", 1, "One\n::error::m")};
  scan.findings[0].related = {{"a", 1, "There\n::error::r"}};
  scan.diagnostics = {{"::error::y", 0, "too-large", "It is too large\n::error::m", "split it\n::error::h"}};
  scan.fixed = {{"v1:0", "r\n::error::r", " ::error::z\n::error::p", "", "Gone\n::error::m", ""}};
  const std::string text = s1::test::text_of(s1::report::render_text, scan, s1::report::TextOptions{});
  CHECK(text.starts_with("./::error::x/Dockerfile:1:3"));
  CHECK(text.find("\n./::error::y: note") != std::string::npos);
  CHECK(text.find("\n./ ::error::z ::error::p: fixed: Gone ::error::m [r ::error::r]") != std::string::npos);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    line.erase(0, line.find_first_not_of(" \t"));
    CHECK_FALSE(line.starts_with("::"));
  }
}

TEST_CASE("every form is found by its name, and gives something for a scan without findings") {
  for (const s1::report::Format& format : s1::report::formats()) {
    REQUIRE(s1::report::find_format(format.name) == &format);
    CHECK_FALSE(
        s1::test::text_of(format.render, ScanResult(), s1::report::Circumstances{.version = "1", .link_base = {}})
            .empty());
  }
  CHECK(s1::report::find_format("yaml") == nullptr);
  CHECK(s1::report::formats().front().name == "text");
}
