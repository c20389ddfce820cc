// SPDX-License-Identifier: Apache-2.0
#include "report/html/document.h"

#include <algorithm>
#include <string>
#include <vector>

#include "facts/secret_patterns.h"
#include "report/counted.h"
#include "report/html/parts.h"
#include "report/html/prose.h"

namespace s1::report::html {
namespace {

constexpr std::size_t kMostItems = 200;  // of one list of the report
constexpr std::size_t kMostTaskLetters = 240;

// The fields of the fixed form, one after the other, in groups.
class Form {
 public:
  explicit Form(const Document& work) : work_(work) {}

  void group(std::string_view title) {
    end();
    out_.add("<section class=\"card\"><h3>{}</h3>\n<dl>\n", title);
    is_open_ = true;
  }
  void field(std::string_view path, std::string_view title, const std::string& text) {
    begin(path, title);
    if (text.empty())
      out_.add("<p class=\"none\">Nothing found</p>");
    else
      out_.add(sentences(facts::scrub(text)));
    out_.add("</dd>\n");
  }
  void field(std::string_view path, std::string_view title, const std::vector<std::string>& items,
             bool in_order = false) {
    begin(path, title);
    if (items.empty()) {
      out_.add("<p class=\"none\">Nothing found</p></dd>\n");
      return;
    }
    out_.add(in_order ? Markup().add("<ol>\n") : Markup().add("<ul>\n"));
    const std::size_t shown = std::min(items.size(), kMostItems);
    for (std::size_t i = 0; i < shown; ++i) out_.add("<li>{}</li>\n", phrase(facts::scrub(items[i])));
    if (shown != items.size()) out_.add("<li>and {} more</li>\n", items.size() - shown);
    out_.add(in_order ? Markup().add("</ol></dd>\n") : Markup().add("</ul></dd>\n"));
  }
  Markup take() {
    end();
    return std::move(out_);
  }

 private:
  void begin(std::string_view path, std::string_view title) {
    out_.add("<dt>{}", title);
    if (std::ranges::any_of(work_.gaps, [&](const Gap& gap) { return gap.field == path; }))
      out_.add(" <a class=\"gap\" href=\"#gaps\">gap</a>");
    out_.add("</dt><dd>");
  }
  void end() {
    if (is_open_) out_.add("</dl></section>\n");
    is_open_ = false;
  }

  const Document& work_;
  Markup out_;
  bool is_open_ = false;
};

Markup claims(const std::vector<Evidence>& list, std::string_view link_base) {
  Markup out;
  out.add("<ul class=\"claims\">\n");
  const std::size_t shown = std::min(list.size(), kMostItems);
  for (std::size_t i = 0; i < shown; ++i) {
    out.add("<li>{}", phrase(facts::scrub(list[i].claim)));
    if (!list[i].path.empty())
      out.add(" <span class=\"place\">{}</span>", place(link_base, list[i].path, list[i].line));
    out.add("</li>\n");
  }
  if (shown != list.size()) out.add("<li>and {} more</li>\n", list.size() - shown);
  return out.add("</ul>\n");
}

// "Deployment configuration, Environment variables, Scaling"
std::string titles_for(std::string_view audience, const std::vector<ViewSection>& views) {
  std::string titles;
  for (const ViewSection& view : views)
    if (view.audience == audience) titles += (titles.empty() ? "" : ", ") + facts::scrub(view.title);
  return titles;
}

std::string bounded(std::string text) {
  if (text.size() <= kMostTaskLetters) return text;
  std::size_t end = kMostTaskLetters;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

}  // namespace

std::string_view name_of(Status status) {
  constexpr std::string_view names[] = {"completed", "partial", "blocked"};
  return names[static_cast<std::size_t>(status)];
}

std::string title_of(const Document& work) {
  const std::string task = facts::scrub(work.task);
  return task.empty() ? "Infrastructure report" : bounded(task);
}

Markup document_header(const Document& work) {
  Markup out;
  const SpecialistReport& report = work.report;
  out.add("<h1>{}</h1>\n", title_of(work));
  out.add(
      "<p class=\"status\"><span class=\"state {0}\"><svg class=\"shape\" aria-hidden=\"true\"><use "
      "href=\"#state-{0}\"/></svg>{0}</span> · ",
      name_of(report.status));
  if (!work.gaps.empty()) out.add("<a href=\"#gaps\">{}</a> · ", counted(work.gaps.size(), "gap"));
  out.add("{} created, {} modified", counted(report.implementation.files_created.size(), "file"),
          report.implementation.files_modified.size());
  if (!report.implementation.resources_provisioned.empty())
    out.add(" · {} declared", counted(report.implementation.resources_provisioned.size(), "new resource"));
  out.add(" · <a href=\"#evidence\">{} of evidence</a></p>\n", counted(work.evidence.size(), "piece"));
  return out;
}

Markup gaps_section(const Document& work) {
  Markup out;
  if (work.gaps.empty()) return out;
  out.add(section_begin("gaps", "Gaps", work.gaps.size()));
  out.add("<p class=\"lead\">What is missing, and how to close it.</p>\n<ul class=\"gaps\">\n");
  for (const Gap& gap : work.gaps) {
    out.add("<li><code>{}</code><p>{}</p>", gap.field, facts::scrub(gap.why));
    if (!gap.how_to_close.empty())
      out.add("<p class=\"close\"><strong>To close it:</strong> {}</p>", facts::scrub(gap.how_to_close));
    out.add("</li>\n");
  }
  return out.add("</ul>\n").add(section_end());
}

Markup report_section(const Document& work) {
  const SpecialistReport& report = work.report;
  Form form(work);
  form.group("Implementation");
  form.field("implementation.files_created", "Files created", report.implementation.files_created);
  form.field("implementation.files_modified", "Files modified", report.implementation.files_modified);
  form.field("implementation.resources_provisioned", "Resources declared as new",
             report.implementation.resources_provisioned);
  form.group("Architecture");
  form.field("architecture.overview", "Overview", report.architecture.overview);
  form.field("architecture.components", "Components", report.architecture.components);
  form.field("architecture.data_flow", "Data flow", report.architecture.data_flow);
  form.group("CI/CD");
  form.field("ci_cd.pipeline_stages", "Pipeline stages", report.ci_cd.pipeline_stages, true);
  form.field("ci_cd.triggers", "Triggers", report.ci_cd.triggers);
  form.field("ci_cd.artifacts", "Artifacts", report.ci_cd.artifacts);
  form.group("Security");
  form.field("security.secrets_management", "Secrets management", report.security.secrets_management);
  form.field("security.access_control", "Access control", report.security.access_control);
  form.field("security.hardening", "Hardening", report.security.hardening);
  form.group("Monitoring");
  form.field("monitoring.metrics", "Metrics", report.monitoring.metrics);
  form.field("monitoring.alerts", "Alerts", report.monitoring.alerts);
  form.field("monitoring.logging", "Logging", report.monitoring.logging);
  form.group("Handoff");
  form.field("handoff.operational_notes", "Operational notes", report.handoff.operational_notes);
  form.field("handoff.runbooks", "Runbooks", report.handoff.runbooks);
  form.field("handoff.testing_notes", "How to test", report.handoff.testing_notes);

  Markup out = section_begin("report", "Report");
  if (!work.base.empty())
    out.add("<p class=\"lead\">Files are compared with <code>{}</code>.</p>\n", facts::scrub(work.base));
  return out.add("<div class=\"cards\">\n").add(form.take()).add("</div>\n").add(section_end());
}

Markup views_section(const Document& work, std::string_view link_base) {
  Markup out;
  if (work.views.empty()) return out;
  out.add(section_begin("views", "By audience"));
  // One audience was asked for; of several each finds its own.
  const bool is_one =
      std::ranges::all_of(work.views, [&](const ViewSection& view) { return view.audience == work.views[0].audience; });
  Markup end;
  end.add("</div>\n");
  if (!is_one) end.add("</details>\n");
  const std::string* audience = nullptr;  // whose cards are open
  for (const ViewSection& view : work.views) {
    if (audience == nullptr || *audience != view.audience) {
      if (audience != nullptr) out.add(end);
      audience = &view.audience;
      Markup title;
      title.add("<h3 class=\"audience\">{}</h3>", audience->empty() ? "everyone" : facts::scrub(*audience));
      if (is_one)
        out.add("{}\n", title);
      else
        out.add("<details class=\"group\" open>\n<summary>{} <span class=\"aside\">{}</span></summary>\n", title,
                titles_for(view.audience, work.views));
      out.add("<div class=\"cards even\">\n");
    }
    out.add("<section class=\"card\"><h4>{}</h4>\n", facts::scrub(view.title));
    if (view.claims.empty())
      out.add("<p class=\"none\">{}</p>\n", view.none.empty() ? "Nothing found" : facts::scrub(view.none));
    else
      out.add(claims(view.claims, link_base));
    out.add("</section>\n");
  }
  return out.add(end).add(section_end());
}

Markup unverified_section(const Document& work) {
  Markup out;
  if (work.unverified.empty()) return out;
  out.add(section_begin("unverified", "Not verified", work.unverified.size()));
  out.add("<p class=\"lead\">What the host said and no file shows.</p>\n<ul class=\"claims\">\n");
  const std::size_t shown = std::min(work.unverified.size(), kMostItems);
  for (std::size_t i = 0; i < shown; ++i)
    out.add("<li>{} <code>{}</code></li>\n", facts::scrub(work.unverified[i].claim), work.unverified[i].field);
  if (shown != work.unverified.size()) out.add("<li>and {} more</li>\n", work.unverified.size() - shown);
  return out.add("</ul>\n").add(section_end());
}

Markup evidence_section(const Document& work, std::string_view link_base) {
  constexpr std::size_t most_rows = 1'000;
  Markup out = section_begin("evidence", "Evidence", work.evidence.size());
  if (work.evidence.empty()) return out.add("<p class=\"none\">None.</p>\n").add(section_end());
  out.add(
      "<details class=\"group whole\" open>\n<summary><h3>Every claim, and what shows it</h3></summary>\n"
      "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Evidence\"><table class=\"sortable "
      "searchable\">\n"
      "<caption class=\"unseen\">Evidence</caption>\n<thead><tr><th scope=\"col\">Field</th><th "
      "scope=\"col\">Claim</th>"
      "<th scope=\"col\">Shown by</th></tr></thead>\n");
  const std::size_t shown = std::min(work.evidence.size(), most_rows);
  for (std::size_t i = 0; i < shown; ++i) {
    const Evidence& each = work.evidence[i];
    out.add("<tbody><tr><td><code>{}</code></td><td>{}</td>", each.field == "view" ? each.topic : each.field,
            phrase(facts::scrub(each.claim)));
    out.add("<td class=\"place\" data-key=\"{}:{:08}\">{}</td></tr></tbody>\n", each.path, each.line,
            each.path.empty() ? Markup() : place(link_base, each.path, each.line));
  }
  out.add("</table></div>\n");
  if (shown != work.evidence.size())
    out.add("<p class=\"note\">{} more are left out here.</p>\n", work.evidence.size() - shown);
  return out.add("</details>\n").add(section_end());
}

}  // namespace s1::report::html
