// SPDX-License-Identifier: Apache-2.0
#include "report/markdown.h"

#include "report/markdown_text.h"
#include "sample.h"
#include "test.h"

using s1::engine::ScanResult;
using s1::report::code_span;
using s1::report::prose;
using s1::rules::Severity;
using s1::test::finding;

namespace {

std::string render_markdown(const ScanResult& scan, std::string_view link_base = {}) {
  return s1::test::text_of(s1::report::render_markdown, scan, link_base);
}

}  // namespace

TEST_CASE("code is fenced with more backticks than it holds") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"a", "`a`"}, {"a`b", "``a`b``"}, {"`a", "`` `a ``"},     {"a``", "``` a`` ```"},     {" a ", "`  a  `"},
      {"", "`  `"}, {"a\nb", "`a b`"},  {"<b>|*_", "`<b>|*_`"}, {"\x1b", "`\xEF\xBF\xBD`"},
  };
  for (const auto& [text, code] : rows) {
    INFO(text);
    CHECK(code_span(text) == code);
  }
}

TEST_CASE("prose keeps plain words and makes code of every other") {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Mode 777 lets every user write", "Mode 777 lets every user write"},
      {"It doesn't (yet), read-only; is build meant?", "It doesn't (yet), read-only; is build meant?"},
      {"the default of nginx:1.27-alpine.", "the default of `nginx:1.27-alpine`."},
      {"see https://x.example/y, now", "see `https://x.example/y`, now"},
      {"ask @team about #12 or a/b#3", "ask `@team` about `#12` or `a/b#3`"},
      {"Write it to /srv or app/lib", "Write it to `/srv` or `app/lib`"},
      {"<img src=x onerror=y>", "`<img` `src=x` `onerror=y>`"},
      {"[a](b) ![c](d) *e* _f_ ~g~ `h`", "`[a](b)` `![c](d)` `*e*` `_f_` `~g~` `h`"},
      {"`make test` in `a b`, `go vet ./...`.", "`make test` in `a b`, `go vet ./...`."},
      {"`a`b `c\nd` `` x`", "`` `a`b `` `` `c `` `` d` `` ``` `` ``` `` x` ``"},
      {"web (nginx:1.27), a port (on 127.0.0.1). f(x)", "web (`nginx:1.27`), a port (on `127.0.0.1`). `f(x)`"},
      {"( (/a ) 1)", "`(` (`/a` `)` 1)"},
      {"www.x.example a@b.example :smile: &amp; a|b \\", "`www.x.example` `a@b.example` `:smile`: `&amp`; `a|b` `\\`"},
      {"GH-12 0123456789abcdef", "`GH-12` `0123456789abcdef`"},
      {"Größe und café", "Größe und café"},
      {"one\ntwo\t three ", "one two three"},
      {"1. 2) all 3.", "`1`. 2) all 3."},
      {"... !", "`...` `!`"},
      {"", ""},
  };
  for (const auto& [text, markdown] : rows) {
    INFO(text);
    CHECK(prose(text) == markdown);
  }
}

TEST_CASE("Markdown has a table of severities, then findings with links to their lines") {
  ScanResult scan;
  s1::test::add_file(scan, "a b/Dockerfile");
  s1::test::add_file(scan, "c");
  scan.findings = {finding(Severity::high, "a b/Dockerfile", 4, "Mode 777"), finding(Severity::low, "c", 9, "Four")};
  scan.findings[0].end.line = 6;
  scan.findings[1].related = {{"d", 2, "It is there"}};
  scan.diagnostics = {{"e", 0, "too-large", "It is too large", "split it"}};
  scan.suppressed = 1;
  scan.complete = false;
  CHECK(render_markdown(scan) == R"(## s1-infra: 2 findings

| severity | findings |
|---|---:|
| high | 1 |
| low | 1 |

2 infrastructure files looked at; 1 suppressed; 1 note; **the scan is incomplete**.

### High (1)

- [`a b/Dockerfile:4`](a%20b/Dockerfile#L4-L6) Mode 777 (`sample/high`)\
  Close it

### Low (1)

- [`c:9`](c#L9) Four (`sample/low`)\
  Tidy it
  - [`d:2`](d#L2) It is there

### Notes

- [`e`](e) It is too large (`too-large`)\
  split it
)");
  CHECK(render_markdown({}) == "## s1-infra: no findings\n\n0 infrastructure files looked at.\n");
}

TEST_CASE("Markdown is never longer than a comment, and says what it leaves out") {
  ScanResult scan;
  scan.findings.assign(5'000, finding(Severity::low, "a/Dockerfile", 4, "Mode 777"));
  const std::string findings_alone = render_markdown(scan);
  CHECK(findings_alone.size() <= s1::report::kCommentBytes);
  CHECK(findings_alone.size() > s1::report::kCommentBytes - 1'000);
  CHECK(findings_alone.find(" findings left out here") != std::string::npos);

  scan.diagnostics.assign(5'000, {std::string(4'000, '#'), 0, "odd-name", std::string(9'000, '<'), "rename it"});
  scan.diagnostics.front() = {"b", 0, "too-large", "It is too large", "split it"};
  const std::string both = render_markdown(scan);
  CHECK(both.size() <= s1::report::kCommentBytes);
  CHECK(both.find("It is too large") != std::string::npos);
  CHECK(both.find(" notes left out here") != std::string::npos);

  // One that is long by itself.
  scan.findings.assign(2, finding(Severity::low, std::string(4'000, '#'), 1, std::string(100'000, '`')));
  CHECK(render_markdown(scan).size() <= s1::report::kCommentBytes);
}

TEST_CASE("hostile text in Markdown is code, and a hostile path is a link of its own only") {
  const std::string text = render_markdown(s1::test::hostile_scan());
  CHECK(text.find(" @all") == std::string::npos);
  CHECK(text.find("`@all`") != std::string::npos);
  CHECK(text.find(" <img") == std::string::npos);
  CHECK(text.find("\x1b") == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(text.find("\n::") == std::string::npos);
  CHECK(text.find("(a%20b/%3A%3Aerror%3A%3Ax%2Cy%250A%7C%60%3Cb%3E%26%22%27%5D%28c%29%23%C3%A9/Dockerfile#L2)") !=
        std::string::npos);
  CHECK(text.find("[``a b/::error::x,y%0A|`<b>&\"'](c)#é/Dockerfile:2``]") != std::string::npos);
}
