// SPDX-License-Identifier: Apache-2.0
// Source, fixes and the inventory's cells on the page.
#include "html_page.h"
#include "report/html/excerpt.h"
#include "report/html/json_cell.h"
#include "sample.h"
#include "test.h"

using s1::rules::Severity;
using s1::test::finding;

namespace {

std::string code_of(const s1::report::html::Markup& markup) {
  return s1::test::between(markup.text(), "<code>", "</code>");
}

std::string diff_of(const s1::engine::Finding& finding, std::vector<s1::fix::PlacedEdit> edits) {
  return code_of(s1::report::html::diff(finding, {s1::rules::Fix::safe, "Do it", std::move(edits), false}));
}

}  // namespace

TEST_CASE("an excerpt marks its span, counted in code points") {
  s1::engine::Finding each = finding(Severity::low, "a", 7, "x");
  each.excerpt = "é<b> c";
  each.excerpt_begin = 2;
  each.excerpt_end = 5;
  CHECK(code_of(s1::report::html::excerpt(each)) == "<span class=\"number\">7</span>é<mark>&lt;b&gt;</mark> c");
  each.excerpt_end = 99;
  CHECK(code_of(s1::report::html::excerpt(each)) == "<span class=\"number\">7</span>é<mark>&lt;b&gt; c</mark>");
}

TEST_CASE("a fix of the finding's line is shown as that line before and after") {
  s1::engine::Finding each = finding(Severity::low, "a", 7, "x");
  each.excerpt = "ADD é b";
  CHECK(diff_of(each, {{"a", {7, 1}, {7, 4}, "COPY"}, {"a", {7, 8}, {7, 8}, "/"}}) ==
        "<del>- ADD é b</del>\n<ins>+ COPY é b/</ins>\n");
  CHECK(diff_of(each, {{"a", {7, 8}, {7, 8}, "\nUSER 1"}}) ==
        "<del>- ADD é b</del>\n<ins>+ ADD é b</ins>\n<ins>+ USER 1</ins>\n");
}

TEST_CASE("what a fix changes beyond the finding's line is an ellipsis, and so is a masked or cut line") {
  s1::engine::Finding each = finding(Severity::low, "a", 7, "x");
  each.excerpt = "RUN up";
  CHECK(diff_of(each, {{"b<", {2, 1}, {2, 1}, "x\n"}}) == "<span class=\"hunk\">b&lt;:2</span>\n<ins>+ x</ins>\n");
  CHECK(diff_of(each, {{"a", {7, 7}, {8, 5}, " \\\n  &&"}}) ==
        "<span class=\"hunk\">a:7-8</span>\n<del>- RUN up</del>\n<del>- …</del>\n<ins>+ RUN up \\</ins>\n<ins>+   "
        "&amp;&amp; "
        "…</ins>\n");
  CHECK(diff_of(each, {{"a", {7, 1}, {8, 1}, ""}}) == "<span class=\"hunk\">a:7</span>\n<del>- RUN up</del>\n");
  CHECK(diff_of(each, {{"a", {3, 4}, {3, 9}, "new"}}) ==
        "<span class=\"hunk\">a:3</span>\n<del>- …</del>\n<ins>+ … new …</ins>\n");
  for (const std::string& line : {std::string("ENV A=[masked] B"), std::string(240, 'x')}) {
    each.excerpt = line;
    CHECK(diff_of(each, {{"a", {7, 1}, {7, 4}, "ARG"}}) ==
          "<span class=\"hunk\">a:7</span>\n<del>- …</del>\n<ins>+ ARG …</ins>\n");
  }
}

TEST_CASE("fields of the inventory are shown as text, however they are nested") {
  using nlohmann::ordered_json;
  const auto cell = [](const char* json) { return s1::report::html::json_cell(ordered_json::parse(json), {}).text(); };
  CHECK(cell(R"("a<b")") == "a&lt;b");
  CHECK(cell("true") == "yes");
  CHECK(cell("3") == "3");
  CHECK(cell(R"(["a", "b"])") == "a, b");
  CHECK(cell(R"([{"kind": "service", "name": "web", "path": "c.yaml", "line": 4}])") ==
        "<ul><li>service web <code>c.yaml<span class=\"line\">:4</span></code></li></ul>");
  CHECK(cell(R"({"name": "a", "ports": ["80", "81"]})") == "a, <span class=\"key\">ports</span> 80, 81");
  CHECK(cell(R"([1,2,3,4,5,6,7,8,9,10,11,12,13])") == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 1 more");
  std::string deep(200, '[');
  CHECK(cell((deep + std::string(200, ']')).c_str()) == "…");
}
