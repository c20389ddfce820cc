// SPDX-License-Identifier: Apache-2.0
#include "report/sarif.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "report/json_text.h"
#include "report/sarif_rule.h"
#include "report/uri.h"
#include "text/scrub.h"

namespace s1::report {
namespace {

using Json = nlohmann::ordered_json;

// GitHub refuses a file with more results, and a result with more places than it shows is cut there.
constexpr std::size_t kMostResults = 25'000;
constexpr std::size_t kMostRelated = 100;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// A sentence. Viewers follow links in a message, and a scanned file must not be able to place one.
Json message(std::string_view raw) {
  std::string text;
  for (const char c : clean(raw)) {
    if (c == '(' && text.ends_with(']')) text += ' ';
    text += c;
  }
  if (!text.empty() && std::string_view(".?!").find(text.back()) == std::string_view::npos) text += '.';
  return {{"text", std::move(text)}};
}

Json artifact(std::string_view path) {
  return {{"uri", path_uri(path)}, {"uriBaseId", "%SRCROOT%"}};
}

Json region(Position begin, Position end) {
  return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

// `line` 0: the file as a whole.
Json location(std::string_view path, std::uint32_t line) {
  Json physical = {{"artifactLocation", artifact(path)}};
  if (line != 0) physical["region"] = {{"startLine", line}};
  return {{"physicalLocation", std::move(physical)}};
}

Json location(const engine::Finding& finding) {
  Json json = {{"physicalLocation",
                {{"artifactLocation", artifact(finding.path)}, {"region", region(finding.begin, finding.end)}}}};
  if (!finding.resource.empty()) json["logicalLocations"] = Json::array({{{"name", clean(finding.resource)}}});
  return json;
}

Json related_locations(const engine::Finding& finding) {
  Json list = Json::array();
  for (const engine::RelatedPlace& place : finding.related) {
    if (list.size() == kMostRelated) break;
    Json json = {{"id", list.size() + 1}};
    json.update(location(place.path, place.line));
    json["message"] = message(place.message);
    list.push_back(std::move(json));
  }
  return list;
}

Json fix_of(const engine::Finding& finding, const fix::OfferedFix& fix) {
  Json replacements = Json::array();
  for (const fix::PlacedEdit& edit : fix.edits) {
    Json json = {{"deletedRegion", region(edit.begin, edit.end)}};
    if (!edit.text.empty()) json["insertedContent"] = {{"text", edit.text}};
    replacements.push_back(std::move(json));
  }
  return {{"description", message(fix.description.empty() ? std::string(finding.rule->help) : fix.description)},
          {"artifactChanges",
           Json::array({{{"artifactLocation", artifact(finding.path)}, {"replacements", std::move(replacements)}}})},
          {"properties", {{"grade", rules::name(fix.grade)}}}};
}

Json result_of(const engine::Finding& finding, const fix::Offer& offer, std::size_t rule_index) {
  Json json = {{"ruleId", finding.rule->id},
               {"ruleIndex", rule_index},
               {"level", sarif_level(finding.severity())},
               {"message", message(finding.message)},
               {"locations", Json::array({location(finding)})},
               // GitHub computes a primaryLocationLineHash of its own and tells alerts apart by it.
               {"partialFingerprints", {{"s1InfraFingerprint/v1", finding.fingerprint}}}};
  if (!finding.related.empty()) json["relatedLocations"] = related_locations(finding);
  if (offer.fix && !offer.fix->redacted) json["fixes"] = Json::array({fix_of(finding, *offer.fix)});
  json["properties"] = {{"severity", rules::name(finding.severity())}, {"confidence", rules::name(finding.confidence)}};
  if (!finding.aliases.empty()) json["properties"]["aliases"] = finding.aliases;
  return json;
}

Json notification(std::string_view code, const std::string& text) {
  return {{"descriptor", {{"id", code}}}, {"level", "warning"}, {"message", message(text)}};
}

void write_notifications(const engine::ScanResult& scan, const TextSink& sink) {
  ArrayWriter list(sink);
  if (scan.findings.size() > kMostResults)
    list.add(notification("results-left-out", fmt::format("{} findings, the least severe, are left out: GitHub "
                                                          "refuses a file with over {} results",
                                                          scan.findings.size() - kMostResults, kMostResults)));
  for (const engine::Diagnostic& diagnostic : scan.diagnostics) {
    std::string text = diagnostic.message;
    if (!diagnostic.hint.empty()) text += "; " + diagnostic.hint;
    Json json = notification(diagnostic.code, text);
    json["locations"] = Json::array({location(diagnostic.path, diagnostic.line)});
    list.add(json);
  }
}

// In the order of their ids, so that the index of one is found by bisection.
std::vector<const rules::Rule*> rules_of(std::span<const engine::Finding> findings) {
  std::vector<const rules::Rule*> rules;
  std::ranges::transform(findings, std::back_inserter(rules), &engine::Finding::rule);
  std::ranges::sort(rules, {}, &rules::Rule::id);
  const auto repeats = std::ranges::unique(rules);
  rules.erase(repeats.begin(), repeats.end());
  return rules;
}

// `rules`: in the order of their ids.
void write_results(std::span<const engine::Finding> findings, std::span<const fix::Offer> offers,
                   const std::vector<const rules::Rule*>& rules, const TextSink& sink) {
  ArrayWriter results(sink);
  const fix::Offer none;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto at = std::ranges::lower_bound(rules, findings[i].rule->id, {}, &rules::Rule::id);
    results.add(
        result_of(findings[i], offers.empty() ? none : offers[i], static_cast<std::size_t>(at - rules.begin())));
  }
}

Json driver(std::string_view version, const std::vector<const rules::Rule*>& rules) {
  Json descriptors = Json::array();
  for (const rules::Rule* rule : rules) descriptors.push_back(sarif_rule(*rule));
  return {{"name", "s1-infra"}, {"version", version}, {"semanticVersion", version}, {"rules", std::move(descriptors)}};
}

}  // namespace

void render_sarif(const engine::ScanResult& scan, std::string_view version, std::span<const fix::Offer> offers,
                  const TextSink& sink) {
  const std::span shown = std::span(scan.findings).first(std::min(scan.findings.size(), kMostResults));
  const std::vector<const rules::Rule*> rules = rules_of(shown);

  // The two arrays that grow with the repository are written an element at a time, so what is around them is too.
  sink("{\"$schema\":" + json_text(kSchema) + R"(,"version":"2.1.0","runs":[{"tool":)");
  sink(json_text({{"driver", driver(version, rules)}}));
  sink(R"(,"invocations":[{"executionSuccessful":)" + json_text(scan.complete) + R"(,"toolExecutionNotifications":)");
  write_notifications(scan, sink);
  sink(R"(}],"originalUriBaseIds":)");
  sink(json_text({{"%SRCROOT%", {{"description", {{"text", "The root of the scan."}}}}}}));
  sink(R"(,"columnKind":"unicodeCodePoints","results":)");
  write_results(shown, offers, rules, sink);
  sink(",\"properties\":" + json_text({{"suppressed", scan.suppressed}, {"complete", scan.complete}}) + "}]}\n");
}

}  // namespace s1::report
