// SPDX-License-Identifier: Apache-2.0
#include "engine/check_file.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/excerpt.h"
#include "engine/fingerprint.h"
#include "engine/suppress.h"
#include "facts/secret_patterns.h"
#include "model/dockerfile.h"
#include "model/read.h"
#include "syntax/dockerfile/ast.h"
#include "text/source.h"

namespace s1::engine {
namespace {

// A file with more is hostile or generated; what is shown of it is enough to see that.
constexpr std::size_t kMostFindings = 2'000;

// What one rule reported about one file.
struct Reported {
  const rules::Rule* rule;
  rules::Report report;
};

class Collector final : public rules::Sink {
 public:
  explicit Collector(std::vector<Reported>& into) : into_(into) {}
  void report(rules::Report report) override { into_.push_back({rule, std::move(report)}); }
  const rules::Rule* rule = nullptr;

 private:
  std::vector<Reported>& into_;
};

void add_diagnostics(const std::string& path, const Source& source, std::span<const s1::Diagnostic> from,
                     FileResult& result) {
  for (const s1::Diagnostic& diagnostic : from)
    result.diagnostics.push_back({path, source.line_of(diagnostic.span.begin), std::string(diagnostic.code),
                                  facts::scrub(diagnostic.message), facts::scrub(diagnostic.hint)});
}

Finding make_finding(const std::string& path, const Source& source, const Reported& reported, std::uint32_t ordinal) {
  const rules::Report& report = reported.report;
  Finding finding;
  finding.rule = reported.rule;
  finding.confidence = report.confidence.value_or(reported.rule->confidence);
  finding.path = path;
  finding.span = report.span;
  finding.begin = source.position(report.span.begin);
  finding.end = source.position(report.span.end);
  finding.resource = facts::scrub(report.resource);
  finding.message = facts::scrub(report.message);
  if (report.only_aliases.empty())
    finding.aliases.assign(reported.rule->aliases.begin(), reported.rule->aliases.end());
  else
    finding.aliases = report.only_aliases;
  finding.edits = report.edits;
  finding.fix_description = facts::scrub(report.fix_description);
  finding.fix = report.edits.empty() ? rules::Fix::none : report.fix.value_or(reported.rule->fix);
  finding.fingerprint = fingerprint(reported.rule->id, path, report.resource, source.slice(report.span), ordinal);
  for (const rules::Related& related : report.related)
    finding.related.push_back({path, source.line_of(related.span.begin), facts::scrub(related.message)});
  const Excerpt excerpt = make_excerpt(source, report.span);
  finding.excerpt = excerpt.text;
  finding.excerpt_begin = excerpt.begin;
  finding.excerpt_end = excerpt.end;
  return finding;
}

void add_findings(const std::string& path, const Source& source, std::vector<Reported> reported,
                  const Suppressions& suppressions, FileResult& result) {
  const auto place = [](const Reported& each) {
    return std::tuple(each.report.span.begin, each.report.span.end, each.rule->id,
                      std::string_view(each.report.message));
  };
  std::ranges::stable_sort(reported, {}, place);
  const auto repeats = std::ranges::unique(reported, {}, place);
  reported.erase(repeats.begin(), repeats.end());

  // Equal text under one rule is told apart by its order in the file; suppressed findings count too, so that a
  // suppression renames no other.
  std::map<std::tuple<const rules::Rule*, std::string_view, std::string_view>, std::uint32_t> ordinals;
  for (const Reported& each : reported) {
    const std::uint32_t ordinal = ordinals[{each.rule, each.report.resource, source.slice(each.report.span)}]++;
    const bool suppressed = std::ranges::any_of(suppressions.list, [&](const Suppression& suppression) {
      return covers(suppression, *each.rule, each.report.span);
    });
    if (suppressed) {
      ++result.suppressed;
    } else if (result.findings.size() < kMostFindings) {
      result.findings.push_back(make_finding(path, source, each, ordinal));
    } else {
      result.diagnostics.push_back(
          {path, source.line_of(each.report.span.begin), "too-many-findings",
           "this file has over " + std::to_string(kMostFindings) + " findings; those from here on are not shown",
           "fix some, or scan for one rule at a time"});
      break;
    }
  }
}

void check_dockerfile(const std::string& path, model::FileId id, const Source& source,
                      std::span<const rules::Rule* const> rules, std::string_view today, FileResult& result) {
  dockerfile::File file = dockerfile::File::parse(source);
  dockerfile::parse_scripts(file);
  add_diagnostics(path, source, file.diagnostics, result);
  model::read_dockerfile(
      {.file = id, .path = path, .kind = workspace::FileKind::dockerfile, .source = &source, .dockerfile = &file},
      result.model);

  const model::Dockerfile facts(file);
  std::vector<Reported> reported;
  Collector collector(reported);
  for (const rules::Rule* rule : rules) {
    collector.rule = rule;
    switch (rule->check.input) {
      case rules::Check::Input::dockerfile_tree:
        rule->check.dockerfile_tree(file, collector);
        break;
      case rules::Check::Input::dockerfile:
        rule->check.dockerfile(facts, collector);
        break;
      case rules::Check::Input::model:  // once everything is read
        break;
    }
  }
  const Suppressions suppressions = read_suppressions(file.comments, today);
  add_diagnostics(path, source, suppressions.problems, result);
  add_findings(path, source, std::move(reported), suppressions, result);
}

}  // namespace

FileResult check_file(const std::string& path, model::FileId id, workspace::FileKind kind, std::string bytes,
                      std::span<const rules::Rule* const> rules, std::string_view today) {
  FileResult result;
  const Source source(std::move(bytes));
  switch (kind) {
    case workspace::FileKind::dockerfile:
      check_dockerfile(path, id, source, rules, today, result);
      break;
    default:  // named in the inventory; nothing here reads it yet
      break;
  }
  return result;
}

}  // namespace s1::engine
