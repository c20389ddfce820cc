// SPDX-License-Identifier: Apache-2.0
#include "report/html/rules_section.h"

#include <algorithm>
#include <string>
#include <vector>

#include "report/counted.h"
#include "report/html/parts.h"
#include "report/html/prose.h"
#include "report/suppress_forms.h"

namespace s1::report::html {
namespace {

Markup article(const rules::Rule& rule, std::size_t count) {
  Markup out;
  out.add(
      "<details class=\"rule\" id=\"rule-{0}\" open>\n<summary><h3>{0}</h3> <span>{1}</span> "
      "<span class=\"aside\">{2}</span></summary>\n",
      rule.id, rule.title, counted(count, "finding"));
  out.add(prose(rule.docs)).add("<p><strong>What to do</strong> {}</p>\n", phrase(rule.help));
  out.add("<p class=\"aside\">Severity {}, confidence {}.", rules::name(rule.severity), rules::name(rule.confidence));
  if (!rule.aliases.empty()) out.add(" Also known as ").add(codes(rule.aliases)).add(".");
  out.add("</p>\n");
  if (!rule.references.empty()) {
    out.add("<p>Read more:</p>\n<ul class=\"links\">\n");
    for (const std::string_view address : rule.references) out.add("<li>{}</li>\n", web_link(address));
    out.add("</ul>\n");
  }
  std::string forms;
  for (const std::string& form : suppress_forms(rule)) forms += form + "\n";
  if (!forms.empty())
    out.add("<p>To silence it where it is right:</p>\n<pre class=\"source\" tabindex=\"0\"><code>{}</code></pre>\n",
            forms);
  return out.add("</details>\n");
}

}  // namespace

void add_rules(const Statistics& statistics, const TextSink& sink) {
  if (statistics.concerns.empty()) return;
  sink(section_begin("rules", "Rules", statistics.concerns.size()).text());
  std::vector<Concern> by_id = statistics.concerns;
  std::ranges::sort(by_id, {}, [](const Concern& concern) { return concern.first->rule->id; });
  for (const Concern& concern : by_id) sink(article(*concern.first->rule, concern.count).text());
  sink(section_end().text());
}

}  // namespace s1::report::html
