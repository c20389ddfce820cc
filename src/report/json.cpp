// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>

#include "engine/select.h"
#include "report/inventory.h"
#include "report/json_text.h"
#include "report/suppress_forms.h"
#include "text/hash.h"

namespace s1::report {
namespace {

// ---- Cursors: "c1:" offset ":" hash of everything that is paged
// -------------------------------------------------------------------------------------------

std::string hash_of(const engine::ScanResult& scan) {
  std::string all;
  for (const engine::Finding& finding : scan.findings) all += finding.fingerprint;
  for (const workspace::File& file : scan.files) all += file.path + '\n';
  return hash128(all).substr(0, 16);
}

std::string make_cursor(std::size_t offset, const std::string& hash) {
  return "c1:" + std::to_string(offset) + ":" + hash;
}

Result<std::size_t> read_cursor(const std::string& cursor, const std::string& hash) {
  if (cursor.empty()) return 0;
  std::size_t offset = 0;
  const char* const last = cursor.data() + cursor.size();
  if (cursor.starts_with("c1:")) {
    const auto [end, error] = std::from_chars(cursor.data() + 3, last, offset);
    if (error == std::errc() && end != last && *end == ':') {
      if (std::string_view(end + 1, last) == hash) return offset;
      return std::unexpected(Error{"stale-cursor", "cursor",
                                   "the repository or the arguments changed since this cursor was given",
                                   "scan again without a cursor"});
    }
  }
  return std::unexpected(Error{"bad-arguments", "cursor", "this is not a cursor",
                               "hand back next_cursor of the answer before as it is, or leave it out"});
}

// ---- Parts of the answer
// ----------------------------------------------------------------------------------------------------------------------------------

Json summary_of(const engine::ScanResult& scan) {
  Json by_severity = {{"critical", 0}, {"high", 0}, {"medium", 0}, {"low", 0}, {"info", 0}};
  std::map<std::string_view, std::size_t> platforms;
  std::map<std::string_view, std::size_t> rules;
  for (const engine::Finding& finding : scan.findings) {
    const std::string severity(rules::name(finding.severity()));
    by_severity[severity] = by_severity[severity].get<std::size_t>() + 1;
    ++platforms[rules::platform(*finding.rule)];
    ++rules[finding.rule->id];
  }
  Json by_platform = Json::object();
  for (const auto& [platform, count] : platforms) by_platform[std::string(platform)] = count;
  // The commonest rules first; equal counts by name.
  std::vector<std::pair<std::string_view, std::size_t>> sorted(rules.begin(), rules.end());
  std::ranges::stable_sort(sorted, std::greater{}, [](const auto& each) { return each.second; });
  Json by_rule = Json::object();
  for (const auto& [rule, count] : sorted) by_rule[std::string(rule)] = count;

  std::map<std::string_view, std::size_t> kinds;
  for (const workspace::File& file : scan.files) ++kinds[workspace::name(file.kind)];
  Json by_kind = Json::object();
  for (const auto& [kind, count] : kinds) by_kind[std::string(kind)] = count;

  Json summary = {{"files", scan.files.size()}, {"findings", scan.findings.size()}, {"suppressed", scan.suppressed},
                  {"by_severity", by_severity}, {"by_platform", by_platform},       {"by_rule", by_rule},
                  {"by_kind", by_kind},         {"complete", scan.complete}};
  if (scan.baselined != 0) summary["baselined"] = scan.baselined;
  if (scan.unchanged != 0) summary["unchanged"] = scan.unchanged;
  if (!scan.fixed.empty()) summary["fixed"] = scan.fixed.size();
  return summary;
}

Json fixed_to_json(const engine::BaselineEntry& entry) {
  Json json = {
      {"rule", entry.rule}, {"path", entry.path}, {"message", entry.message}, {"fingerprint", entry.fingerprint}};
  if (!entry.resource.empty()) json["resource"] = entry.resource;
  return json;
}

// Keeps the length of what was put in, so that the answer can end before it grows too long.
class Budget {
 public:
  explicit Budget(std::size_t bytes) : left_(bytes) {}
  // Whether `json` still fits; takes its length if so.
  bool take(const Json& json) {
    if (left_ == SIZE_MAX) return true;
    const std::size_t length = json_text(json).size() + 1;
    if (length > left_) return false;
    left_ -= length;
    return true;
  }

 private:
  std::size_t left_;
};

// Puts what stands at `from` and after it into arrays, section after section, while the limit and the budget allow;
// gives where it stopped, SIZE_MAX where that was the end.
std::size_t fill(Json& json, const std::vector<Section>& sections, std::size_t from, std::size_t limit,
                 Budget& budget) {
  std::size_t begin = 0;  // of the section, in all of them together
  std::size_t at = from;
  for (const Section& section : sections) {
    Json& array = json[section.key];
    array = Json::array();
    for (; at >= begin && at - begin < section.size; ++at) {
      if (at - from == limit) break;
      Json item = section.encode(at - begin);
      // One item is always given, or a cursor would stand still.
      if (!budget.take(item) && at > from) {
        limit = at - from;  // and so is the end of the other sections too
        break;
      }
      array.push_back(std::move(item));
    }
    begin += section.size;
  }
  return at < begin ? at : SIZE_MAX;
}

// Diagnostics come with every answer, but never crowd out what was asked for.
Json diagnostics_of(const engine::ScanResult& scan, Budget& budget, bool all) {
  constexpr std::size_t most = 20;
  Json array = Json::array();
  for (const engine::Diagnostic& diagnostic : scan.diagnostics) {
    Json json = diagnostic_to_json(diagnostic);
    if (!all && (array.size() == most || !budget.take(json))) {
      array.push_back(
          {{"path", "."},
           {"code", "more-diagnostics"},
           {"message", std::to_string(scan.diagnostics.size() - array.size()) + " more diagnostics are not shown"},
           {"hint", "scan a smaller path to see them"}});
      break;
    }
    array.push_back(std::move(json));
  }
  return array;
}

Json fix_to_json(const fix::OfferedFix& fix) {
  Json json = {{"grade", rules::name(fix.grade)}, {"description", fix.description}};
  if (fix.redacted) {
    json["redacted"] = true;
    return json;
  }
  json["edits"] = Json::array();
  for (const fix::PlacedEdit& edit : fix.edits)
    json["edits"].push_back({{"path", edit.path},
                             {"line", edit.begin.line},
                             {"column", edit.begin.column},
                             {"end_line", edit.end.line},
                             {"end_column", edit.end.column},
                             {"text", edit.text}});
  return json;
}

}  // namespace

Json diagnostic_to_json(const engine::Diagnostic& diagnostic) {
  Json json = {{"path", diagnostic.path}, {"code", diagnostic.code}, {"message", diagnostic.message}};
  if (diagnostic.line != 0) json["line"] = diagnostic.line;
  if (!diagnostic.hint.empty()) json["hint"] = diagnostic.hint;
  return json;
}

Json finding_to_json(const engine::Finding& finding, const fix::Offer& offer) {
  Json json = {{"rule", finding.rule->id},
               {"title", finding.rule->title},
               {"severity", rules::name(finding.severity())},
               {"confidence", rules::name(finding.confidence)},
               {"platform", rules::platform(*finding.rule)},
               {"path", finding.path},
               {"line", finding.begin.line},
               {"column", finding.begin.column},
               {"end_line", finding.end.line},
               {"end_column", finding.end.column}};
  if (!finding.resource.empty()) json["resource"] = finding.resource;
  json["message"] = finding.message;
  json["help"] = finding.rule->help;
  json["aliases"] = finding.aliases;
  json["fingerprint"] = finding.fingerprint;
  if (!finding.related.empty()) {
    Json related = Json::array();
    for (const engine::RelatedPlace& place : finding.related)
      related.push_back({{"path", place.path}, {"line", place.line}, {"message", place.message}});
    json["related"] = std::move(related);
  }
  if (offer.fix) json["fix"] = fix_to_json(*offer.fix);
  if (!offer.dropped.empty()) json["fix_dropped"] = offer.dropped;
  return json;
}

Result<Json> scan_to_json(const engine::ScanResult& scan, const Page& page) {
  const std::string hash = hash_of(scan);
  const Result<std::size_t> from = read_cursor(page.cursor, hash);
  if (!from) return std::unexpected(from.error());

  const bool all = page.detail == Detail::all;
  Json json = {{"summary", summary_of(scan)}};
  Budget budget(page.bytes);
  (void)budget.take(json);
  Json diagnostics = diagnostics_of(scan, budget, all);
  std::size_t next = SIZE_MAX;

  if (page.detail == Detail::inventory || all)
    next = fill(json["inventory"], inventory_sections(scan), *from, page.limit, budget);
  if (page.detail == Detail::findings || all) {
    const std::span<const engine::Finding> rest =
        std::span(scan.findings).subspan(std::min(*from, scan.findings.size()));
    const std::span<const engine::Finding> shown = rest.first(std::min(rest.size(), page.limit));
    const std::vector<fix::Offer> offers = page.offers ? page.offers(shown) : std::vector<fix::Offer>(shown.size());
    const std::vector<Section> findings = {{"findings", scan.findings.size(), [&](std::size_t i) {
                                              return finding_to_json(scan.findings[i], offers[i - *from]);
                                            }}};
    next = fill(json, findings, *from, page.limit, budget);
  }
  if (!scan.fixed.empty() && *from == 0) {
    const std::vector<Section> fixed = {
        {"fixed", scan.fixed.size(), [&](std::size_t i) { return fixed_to_json(scan.fixed[i]); }}};
    (void)fill(json, fixed, 0, page.limit, budget);
  }
  json["diagnostics"] = std::move(diagnostics);
  if (next != SIZE_MAX) json["next_cursor"] = make_cursor(next, hash);
  return json;
}

void render_json(const engine::ScanResult& scan, std::span<const fix::Offer> offers, const TextSink& sink) {
  sink("{\"summary\":" + json_text(summary_of(scan)) + ",\"inventory\":{");
  std::string_view separator;
  for (const Section& section : inventory_sections(scan)) {
    sink(fmt::format("{}\"{}\":", std::exchange(separator, ","), section.key));
    ArrayWriter items(sink);
    for (std::size_t i = 0; i < section.size; ++i) items.add(section.encode(i));
  }
  sink("},\"findings\":");
  const fix::Offer none;
  {
    ArrayWriter findings(sink);
    for (std::size_t i = 0; i < scan.findings.size(); ++i)
      findings.add(finding_to_json(scan.findings[i], offers.empty() ? none : offers[i]));
  }
  if (!scan.fixed.empty()) {
    sink(",\"fixed\":");
    ArrayWriter fixed(sink);
    for (const engine::BaselineEntry& entry : scan.fixed) fixed.add(fixed_to_json(entry));
  }
  sink(",\"diagnostics\":");
  {
    ArrayWriter diagnostics(sink);
    for (const engine::Diagnostic& diagnostic : scan.diagnostics) diagnostics.add(diagnostic_to_json(diagnostic));
  }
  sink("}\n");
}

Json rule_to_json(const rules::Rule& rule, bool whole) {
  const auto list = [](const auto& items) {
    Json array = Json::array();
    for (const auto& item : items) array.push_back(item);
    return array;
  };
  Json json = {{"id", rule.id},
               {"title", rule.title},
               {"help", rule.help},
               {"severity", rules::name(rule.severity)},
               {"confidence", rules::name(rule.confidence)},
               {"platforms", Json::array({rules::platform(rule)})},
               {"profile", rules::name(rule.profile)},
               {"fix", rules::name(rule.fix)},
               {"aliases", list(rule.aliases)}};
  if (!whole) return json;
  json["docs"] = rule.docs;
  json["references"] = list(rule.references);
  json["bad"] = Json::array();
  for (const rules::Bad& bad : rule.bad) json["bad"].push_back(bad.text);
  json["good"] = list(rule.good);
  json["suppress"] = suppress_forms(rule);
  return json;
}

}  // namespace s1::report
