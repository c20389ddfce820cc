// SPDX-License-Identifier: Apache-2.0
#include "report/gitlab.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <unordered_map>

#include "report/json_text.h"
#include "text/hash.h"
#include "text/scrub.h"

namespace s1::report {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_of(rules::Severity severity) {
  constexpr std::string_view names[] = {"info", "minor", "major", "critical", "blocker"};
  return names[static_cast<std::size_t>(severity)];
}

// GitLab shows one issue a fingerprint and drops the others.
class Fingerprints {
 public:
  std::string unique(const std::string& fingerprint) {
    const std::size_t before = seen_[fingerprint]++;
    return before == 0 ? fingerprint : fingerprint + ":" + std::to_string(before + 1);
  }

 private:
  std::unordered_map<std::string, std::size_t> seen_;
};

Json position(Position at) {
  return {{"line", at.line}, {"column", at.column}};
}

// Older versions of GitLab read `lines` alone, newer ones either.
Json issue_of(const engine::Finding& finding, Fingerprints& fingerprints) {
  return {{"type", "issue"},
          {"check_name", finding.rule->id},
          {"description", clean(finding.message)},
          {"fingerprint", fingerprints.unique(finding.fingerprint)},
          {"severity", severity_of(finding.severity())},
          {"location",
           {{"path", clean(finding.path)},
            {"lines", {{"begin", finding.begin.line}, {"end", finding.end.line}}},
            {"positions", {{"begin", position(finding.begin)}, {"end", position(finding.end)}}}}}};
}

Json issue_of(const engine::Diagnostic& diagnostic, Fingerprints& fingerprints) {
  std::string description = diagnostic.message;
  if (!diagnostic.hint.empty()) description += "; " + diagnostic.hint;
  const std::uint32_t line = std::max(diagnostic.line, 1U);
  return {{"type", "issue"},
          {"check_name", "diagnostic/" + diagnostic.code},
          {"description", clean(description)},
          {"fingerprint", fingerprints.unique(hash128({diagnostic.code, diagnostic.path, diagnostic.message}))},
          {"severity", severity_of(rules::Severity::info)},
          {"location", {{"path", clean(diagnostic.path)}, {"lines", {{"begin", line}, {"end", line}}}}}};
}

}  // namespace

void render_gitlab(const engine::ScanResult& scan, const TextSink& sink) {
  Fingerprints fingerprints;
  {
    ArrayWriter issues(sink);
    for (const engine::Finding& finding : scan.findings) issues.add(issue_of(finding, fingerprints));
    for (const engine::Diagnostic& diagnostic : scan.diagnostics) issues.add(issue_of(diagnostic, fingerprints));
  }
  sink("\n");
}

}  // namespace s1::report
