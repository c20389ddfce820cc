// SPDX-License-Identifier: Apache-2.0
// The page as a whole: its structure, its policy, and that no text of a scanned file is more than text.
#include <cstdio>
#include <set>

#include "html_page.h"
#include "report/html/markup.h"
#include "report/html/page.h"
#include "report/html/parts.h"
#include "report/html/prose.h"
#include "sample.h"
#include "test.h"

using s1::engine::ScanResult;
using s1::report::Circumstances;
using s1::report::Document;
using s1::report::html::Markup;
using s1::rules::Severity;
using s1::test::between;
using s1::test::count_of;
using s1::test::finding;
using s1::test::tags_of;

namespace {

std::string page_of(const ScanResult& scan, const Circumstances& with = {}, const Document* work = nullptr) {
  return s1::test::text_of(s1::report::render_html, scan, with, work);
}

// A document with the same text in every place.
Document document_of(const std::string& text) {
  Document work;
  auto& report = work.report;
  report.implementation.files_created = report.implementation.files_modified =
      report.implementation.resources_provisioned = {text};
  report.architecture.components = report.ci_cd.pipeline_stages = report.security.hardening = {text};
  report.monitoring.metrics = report.monitoring.alerts = {text};
  for (std::string* const each :
       {&report.architecture.overview, &report.architecture.data_flow, &report.ci_cd.triggers, &report.ci_cd.artifacts,
        &report.security.secrets_management, &report.security.access_control, &report.monitoring.logging,
        &report.handoff.operational_notes, &report.handoff.runbooks, &report.handoff.testing_notes, &work.task,
        &work.audience, &work.base})
    *each = text;
  work.evidence = {{"ci_cd.triggers", text, text, 3}, {"view", text, "", 0, "cost"}};
  work.gaps = {{"handoff.runbooks", text, text}};
  work.unverified = {{"monitoring.logging", text}};
  work.views = {{"reviewer", text, work.evidence, ""},
                {"backend", text, {}, text},
                {"backend", text, {}, ""},
                {text, text, {}, ""}};
  return work;
}

std::string sha256_of(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() / "s1-html-test-asset";
  std::ofstream(file, std::ios::binary) << text;
  std::FILE* const pipe = ::popen(("sha256sum " + file.string()).c_str(), "r");
  REQUIRE(pipe != nullptr);
  char hex[65] = {};
  const std::size_t length = std::fread(hex, 1, 64, pipe);
  ::pclose(pipe);
  std::filesystem::remove(file);
  REQUIRE(length == 64);
  return hex;
}

std::string hex_of(std::string_view base64) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits, hex;
  for (const char c : base64.substr(0, base64.find('=')))
    for (int bit = 5; bit >= 0; --bit) bits += (digits.find(c) >> static_cast<unsigned>(bit) & 1U) != 0 ? '1' : '0';
  for (std::size_t at = 0; at + 4 <= bits.size(); at += 4)
    hex += "0123456789abcdef"[std::stoul(bits.substr(at, 4), nullptr, 2)];
  return hex.substr(0, 64);
}

}  // namespace

TEST_CASE("texts are escaped where they are put into markup, and markup is not") {
  Markup inner;
  inner.add("<b>{}</b>", "a<b");
  Markup out;
  out.add("<p title=\"{}\">{}{} {}</p>", "\"x'", inner, std::string("&\x1b\xE2\x80\xAE"), 12);
  CHECK(out.text() == "<p title=\"&quot;x&#39;\"><b>a&lt;b</b>&amp;\xEF\xBF\xBD\xEF\xBF\xBD 12</p>");
}

TEST_CASE("only an address of the web becomes a link") {
  using s1::report::html::place;
  using s1::report::html::web_link;
  CHECK(web_link("https://x.example/?a=1&b").text() ==
        "<a rel=\"noopener noreferrer\" href=\"https://x.example/?a=1&amp;b\">https://x.example/?a=1&amp;b</a>");
  CHECK(web_link("javascript:alert(1)").text() == "javascript:alert(1)");
  CHECK(place("https://x.example/", "a b/\"c", 3).text() ==
        "<a rel=\"noopener noreferrer\" href=\"https://x.example/a%20b/%22c#L3\"><code>a b/&quot;c<span "
        "class=\"line\">:3</span></code></a>");
  CHECK(place("javascript:", "a", 0).text() == "<code>a</code>");
  CHECK(place("", "a", 0).text() == "<code>a</code>");
}

TEST_CASE("the Markdown of rules becomes paragraphs, lists and code") {
  CHECK(s1::report::html::prose("One `a<b` of\ntwo\n\n- x `y`\n- z\n  more\n\nEnd ` here\n").text() ==
        "<p>One <code>a&lt;b</code> of\ntwo</p>\n<ul>\n<li>x <code>y</code></li>\n<li>z   more</li>\n</ul>\n<p>End ` "
        "here</p>\n");
}

TEST_CASE("the policy of the page lets in its own style and script, by their hashes, and nothing else") {
  const std::string page = page_of(s1::test::hostile_scan());
  CHECK(page.substr(0, 4'096).find("<meta name=\"generator\" content=\"s1-infra") != std::string::npos);
  const std::string policy = between(page, "Content-Security-Policy\" content=\"", "\"");
  const std::string style = between(policy, "style-src 'sha256-", "'");
  const std::string script = between(policy, "script-src 'sha256-", "'");
  CHECK(policy == "default-src 'none'; style-src 'sha256-" + style + "'; script-src 'sha256-" + script +
                      "'; base-uri 'none'; form-action 'none'");
  CHECK(style.size() == 44);
  CHECK(hex_of(style) == sha256_of(between(page, "<style>", "</style>")));
  CHECK(hex_of(script) == sha256_of(between(page, "<script>", "</script>")));
}

TEST_CASE("a page is well formed whatever the files hold, and holds nothing that acts or loads") {
  const Document work = document_of(s1::test::kHostileText + "\"'></p><script>alert(1)</script>");
  const ScanResult hostile = s1::test::hostile_scan();
  std::vector<s1::fix::Offer> offers(hostile.findings.size());
  for (s1::fix::Offer& offer : offers)
    offer.fix = {s1::rules::Fix::safe,
                 s1::test::kHostileText,
                 {{s1::test::kHostilePath, {2, 1}, {2, 3}, s1::test::kHostileText}},
                 false};
  const Circumstances with{.version = "1", .offers = offers, .link_base = "https://x.example/\"><img>/"};
  for (const std::string& page :
       {page_of(hostile, with, &work), page_of(hostile), page_of({}), page_of({}, {}, &work)}) {
    const auto tags = tags_of(page);
    CHECK(s1::test::nesting_fault(tags) == "");
    std::set<std::string> ids, targets;
    std::size_t scripts = 0;
    for (const s1::test::Tag& tag : tags) {
      scripts += tag.name == "script" && !tag.closes;
      CHECK(tag.name != "img");
      CHECK(tag.name != "b\">");
      for (const auto& [key, value] : tag.attributes) {
        INFO(tag.name << ' ' << key << ' ' << value);
        CHECK(!key.starts_with("on"));
        CHECK(key != "style");
        CHECK(key != "src");
        CHECK(value != "not quoted");
        if (key == "id") CHECK(ids.insert(value).second);
        if (key == "href") CHECK((value.starts_with('#') || value.starts_with("https://x.example/&quot;")));
        if (key == "href" && value.starts_with('#')) targets.insert(value.substr(1));
      }
    }
    CHECK(scripts == 1);
    for (const std::string& target : targets) {
      INFO(target);
      CHECK(ids.contains(target));
    }
    CHECK(page.find('\x1b') == std::string::npos);
    CHECK(page.find("\xE2\x80\xAE") == std::string::npos);
    CHECK(count_of(page, "<h1>") == 1);
    CHECK(count_of(page, "<main") == 1);
  }
}

TEST_CASE("the head says how bad it is, and what to do first") {
  ScanResult scan;
  s1::test::add_file(scan, "a/Dockerfile");
  CHECK(page_of(scan).find("<h1>No findings</h1>") != std::string::npos);
  scan.findings = {finding(Severity::low, "a/Dockerfile", 4, "Four")};
  CHECK(page_of(scan).find("<h1>1 finding, none critical or high</h1>") != std::string::npos);
  scan.findings.insert(scan.findings.begin(), finding(Severity::high, "a/Dockerfile", 9, "Mode 777"));
  CHECK(page_of(scan).find("<h1>2 findings, 1 high</h1>") != std::string::npos);
  CHECK(page_of(scan).find("1 infrastructure file checked, findings in 1 file.") != std::string::npos);
  scan.findings.insert(scan.findings.begin(), 2, finding(Severity::critical, "b/Dockerfile", 2, "Leaked"));
  scan.suppressed = 3;
  scan.complete = false;
  const std::string page = page_of(scan);
  CHECK(page.find("<h1>4 findings, 2 critical and 1 high</h1>") != std::string::npos);
  CHECK(page.find("3 suppressed") != std::string::npos);
  CHECK(page.find("<strong>Incomplete.</strong>") != std::string::npos);
  const std::string first = between(page, "<ol class=\"concerns\">", "</ol>");
  CHECK(first.find("Drop everything") < first.find("Close it"));
  CHECK(first.find("href=\"#f1\"") != std::string::npos);
  CHECK(first.find("and 1 place more") != std::string::npos);
  // Charts hold their numbers as text.
  CHECK(page.find("<td class=\"number\">4<span class=\"unseen\">: 2 critical, 1 high, 1 low</span></td>") !=
        std::string::npos);
}

TEST_CASE("the head counts as people say it") {
  const auto with = [](const std::vector<s1::fix::Offer>& offers) {
    Circumstances circumstances;
    circumstances.offers = offers;
    return circumstances;
  };
  ScanResult scan;
  const std::string empty = page_of(scan);
  CHECK(empty.find("<h1>No infrastructure files found</h1>") != std::string::npos);
  CHECK(empty.find("Nothing was checked") != std::string::npos);
  s1::test::add_file(scan, "a/Dockerfile");
  scan.findings = {finding(Severity::high, "a/Dockerfile", 9, "Mode 777")};
  std::vector<s1::fix::Offer> offers(1);
  offers[0].fix.emplace().grade = s1::rules::Fix::safe;
  CHECK(page_of(scan, with(offers)).find("<h1>1 high finding</h1>") != std::string::npos);
  CHECK(page_of(scan, with(offers)).find("1 finding has a proven fix</strong>, a safe one.") != std::string::npos);
  scan.findings.push_back(scan.findings[0]);
  offers.push_back(offers[0]);
  CHECK(page_of(scan, with(offers)).find("<h1>2 high findings</h1>") != std::string::npos);
  CHECK(page_of(scan, with(offers)).find("2 findings have a proven fix</strong>, all of them safe.") !=
        std::string::npos);
  offers[1].fix->grade = s1::rules::Fix::unsafe;
  CHECK(page_of(scan, with(offers)).find("fix</strong>, 1 of them safe.") != std::string::npos);
}

TEST_CASE("a long text is a list of its sentences or its parts, and code stays whole") {
  const std::string pad(160, 'x');
  const auto text_of = [](const std::string& text) { return s1::report::html::sentences(text).text(); };
  CHECK(text_of("One. Two; three.") == "<p>One. Two; three.</p>");
  CHECK(text_of("`go vet ./... && go test`, in v1. x. Two; three. " + pad) ==
        "<ul>\n<li><code>go vet ./... &amp;&amp; go test</code>, in v1. x.</li>\n<li>Two; three. " + pad +
            "</li>\n</ul>");
  CHECK(text_of("One. `a. B`, " + pad + ".") == "<ul>\n<li>One.</li>\n<li><code>a. B</code>, " + pad + ".</li>\n</ul>");
  CHECK(text_of("one; two; " + pad) == "<ul>\n<li>one</li>\n<li>two</li>\n<li>" + pad + "</li>\n</ul>");
  CHECK(text_of(pad) == "<p>" + pad + "</p>");
}

TEST_CASE("a long path breaks behind a slash") {
  const auto text_of = [](std::string_view path) { return s1::report::html::place({}, path, 3).text(); };
  CHECK(text_of("a/Dockerfile") == "<code>a/Dockerfile<span class=\"line\">:3</span></code>");
  CHECK(text_of("src/checkoutservice/deep/Dockerfile") ==
        "<code>src/<wbr>checkoutservice/<wbr>deep/Dockerfile<span class=\"line\">:3</span></code>");
}

TEST_CASE("a page of very many findings lists the worst, counts all, and says so") {
  ScanResult scan;
  scan.findings.assign(s1::report::kMostListedFindings + 5, finding(Severity::low, "a/Dockerfile", 4, "Mode 777"));
  const std::string page = page_of(scan);
  CHECK(count_of(page, "<tbody class=\"finding\"") == s1::report::kMostListedFindings);
  CHECK(page.find("The 1000 worst of 1005 are listed") != std::string::npos);
  CHECK(page.find("1005 findings") != std::string::npos);
}

TEST_CASE("the specialist's report is shown whole, with its gaps where they are") {
  Document work = document_of("some text");
  work.report.security.hardening.clear();
  work.gaps = {{"security.hardening", "Nothing hardens it", "Do it"}};
  const std::string page = page_of({}, {}, &work);
  CHECK(page.find("<h1>some text</h1>") != std::string::npos);
  CHECK(page.find("<title>some text – s1-infra</title>") != std::string::npos);
  CHECK(page.find("</svg>partial</span>") != std::string::npos);
  CHECK(page.find("<dt>Hardening <a class=\"gap\" href=\"#gaps\">gap</a></dt><dd><p class=\"none\">") !=
        std::string::npos);
  CHECK(page.find("<strong>To close it:</strong> Do it") != std::string::npos);
  const std::string report = between(page, "<section id=\"report\"", "<section id=\"findings\"");
  CHECK(count_of(report, "<dt>") == 18);
  CHECK(count_of(report, ">some text<") == 18);  // of the form's 18 fields all but one, and the base
  CHECK(count_of(page, "<summary><h3 class=\"audience\">") == 3);
  CHECK(count_of(page, "<h4>some text</h4>") == 4);
  CHECK(page.find("<summary><h3 class=\"audience\">backend</h3> <span class=\"aside\">some text, some text</span>") !=
        std::string::npos);
  CHECK(page.find("<li>some text <code>monitoring.logging</code></li>") != std::string::npos);
  work.report.architecture.data_flow = "Traffic to port 8080 goes to storefront. " + std::string(150, 'X') + "; end.";
  CHECK(page_of({}, {}, &work).find("<dd><ul>\n<li>Traffic to port 8080 goes to storefront.</li>\n<li>XXX") !=
        std::string::npos);
  work.views.resize(1);  // one audience was asked for: it is not folded
  CHECK(page_of({}, {}, &work).find("<summary><h3 class=\"audience\">") == std::string::npos);
  work.report.status = s1::report::Status::completed;
  work.task.clear();
  work.gaps.clear();
  const std::string done = page_of({}, {}, &work);
  CHECK(done.find("<h1>Infrastructure report</h1>") != std::string::npos);
  CHECK(done.find("</svg>completed</span>") != std::string::npos);
  CHECK(done.find("#gaps") == std::string::npos);
}
