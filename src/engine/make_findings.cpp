// SPDX-License-Identifier: Apache-2.0
#include "engine/make_findings.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "engine/coverage.h"
#include "engine/excerpt.h"
#include "engine/fingerprint.h"
#include "facts/secret_patterns.h"
#include "text/one_line.h"

namespace s1::engine {
namespace {

// A file with more is hostile or generated; what is shown of it is enough to see that.
constexpr std::size_t kMostFindings = 2'000;

// Names in a file may hold line ends; what is said of them is a sentence on a line.
std::string shown(std::string_view text) {
  return one_line(facts::scrub(text));
}

RelatedPlace related_place(const ParsedFile& file, const rules::Related& related, const Locate& locate_elsewhere) {
  RelatedPlace place;
  if (related.file == rules::kThisFile || related.file == file.id)
    place = {file.path, file.source.line_of(related.span.begin), related.message};
  else if (locate_elsewhere)
    place = locate_elsewhere(related);
  else  // one file is checked by itself, as a proof does
    place = {{}, related.line, related.message};
  place.message = shown(place.message);
  return place;
}

Finding make_finding(const ParsedFile& file, const Reported& reported, std::uint32_t ordinal,
                     const Locate& locate_elsewhere) {
  const Source& source = file.source;
  const rules::Report& report = reported.report;
  Finding finding;
  finding.rule = reported.rule;
  finding.confidence = report.confidence.value_or(reported.rule->confidence);
  finding.path = file.path;
  finding.span = report.span;
  finding.begin = source.position(report.span.begin);
  finding.end = source.position(report.span.end);
  finding.resource = shown(report.resource);
  finding.message = shown(report.message);
  if (report.only_aliases.empty())
    finding.aliases.assign(reported.rule->aliases.begin(), reported.rule->aliases.end());
  else
    finding.aliases = report.only_aliases;
  finding.edits = report.edits;
  finding.fix_description = shown(report.fix_description);
  finding.other_files = report.other_files;
  finding.needs_build = report.needs_build;
  finding.made_alone = report.made_alone;
  for (const std::string& each : report.checked) finding.checked.push_back(shown(each));
  if (report.hindrance) finding.hindrance = related_place(file, *report.hindrance, locate_elsewhere);
  finding.fix =
      report.edits.empty() && report.other_files.empty() ? rules::Fix::none : report.fix.value_or(reported.rule->fix);
  finding.fingerprint = fingerprint(reported.rule->id, file.path, report.resource, source.slice(report.span), ordinal);
  for (const rules::Related& related : report.related)
    finding.related.push_back(related_place(file, related, locate_elsewhere));
  Excerpt excerpt = make_excerpt(source, report.span);
  finding.excerpt = std::move(excerpt.text);
  finding.excerpt_begin = excerpt.begin;
  finding.excerpt_end = excerpt.end;
  return finding;
}

// In the order of the file, each once.
void sort_and_merge(std::vector<Reported>& reported) {
  const auto place = [](const Reported& each) {
    return std::tuple(each.report.span.begin, each.report.span.end, each.rule->id,
                      std::string_view(each.report.message));
  };
  std::ranges::stable_sort(reported, {}, place);
  const auto repeats = std::ranges::unique(reported, {}, place);
  reported.erase(repeats.begin(), repeats.end());
}

}  // namespace

MadeFindings make_findings(const ParsedFile& file, std::vector<Reported> reported, const Suppressions& suppressions,
                           const Locate& locate_elsewhere) {
  MadeFindings made;
  sort_and_merge(reported);
  // Equal text under one rule is told apart by its order in the file; suppressed findings count too, so that a
  // suppression renames no other.
  std::map<std::tuple<const rules::Rule*, std::string_view, std::string_view>, std::uint32_t> ordinals;
  Coverage coverage(suppressions);
  for (const Reported& each : reported) {
    const rules::Report& report = each.report;
    const std::uint32_t ordinal = ordinals[{each.rule, report.resource, file.source.slice(report.span)}]++;
    if (coverage.covers(*each.rule, report.span)) {
      ++made.suppressed;
    } else if (made.findings.size() < kMostFindings) {
      made.findings.push_back(make_finding(file, each, ordinal, locate_elsewhere));
    } else {
      made.diagnostics.push_back(
          {file.path, file.source.line_of(report.span.begin), "too-many-findings",
           "this file has over " + std::to_string(kMostFindings) + " findings; those from here on are not shown",
           "fix some, or scan for one rule at a time"});
      break;
    }
  }
  return made;
}

}  // namespace s1::engine
