// SPDX-License-Identifier: Apache-2.0
// Scans made by hand, for the tests of the forms they are given in.
#pragma once
#include <string>
#include <utility>

#include "engine/scan.h"
#include "rules/rule.h"
#include "text/produce.h"

namespace s1::test {

inline void no_check(const model::InfraModel&, rules::Sink&) {}

inline constexpr std::string_view kAliases[] = {"XX1"};

consteval rules::Rule rule(std::string_view id, std::string_view help, rules::Severity severity,
                           rules::Confidence confidence, std::string_view docs) {
  return {.id = id,
          .title = "A sample",
          .help = help,
          .severity = severity,
          .confidence = confidence,
          .aliases = kAliases,
          .docs = docs,
          .bad = {},
          .good = {},
          .check = no_check};
}

// One rule a severity.
inline constexpr rules::Rule kRules[] = {
    rule("sample/info", "Look at it", rules::Severity::info, rules::Confidence::low, "First\nparagraph.\n\nSecond.\n"),
    rule("sample/low", "Tidy it", rules::Severity::low, rules::Confidence::medium, "Low.\n"),
    rule("sample/medium-one", "Mend it", rules::Severity::medium, rules::Confidence::high, "Medium.\n"),
    rule("sample/high", "Close it", rules::Severity::high, rules::Confidence::high, "High.\n"),
    rule("sample/critical", "Drop everything", rules::Severity::critical, rules::Confidence::high, "Critical.\n"),
};

// A name with what means something in a URI, in XML, in Markdown and in a workflow command; all of it may stand in a
// repository.
inline const std::string kHostilePath = "a b/::error::x,y%0A|`<b>&\"'](c)#é/Dockerfile";
// What the engine never lets through, for encoders that must not rely on it.
inline const std::string kHostileText =
    "@all <img src=x> [a](https://x.example) `b` 100% \x1b[2J\xE2\x80\xAE\x01\xEF\xBF\xBF\xFF\n::error::x\r\n]]>&amp;";

inline engine::Finding finding(rules::Severity severity, std::string path, std::uint32_t line, std::string message) {
  engine::Finding result;
  result.rule = &kRules[static_cast<std::size_t>(severity)];
  result.confidence = result.rule->confidence;
  result.path = std::move(path);
  result.begin = {line, 3};
  result.end = {line, 7};
  result.message = std::move(message);
  result.aliases.assign(result.rule->aliases.begin(), result.rule->aliases.end());
  result.fingerprint = "v1:0123456789abcdef0123456789abcdef";
  result.excerpt = "a line of it";
  result.excerpt_begin = 3;
  result.excerpt_end = 7;
  return result;
}

// Files that were checked, in the order given.
inline void add_file(engine::ScanResult& scan, std::string path) {
  scan.checked.push_back(static_cast<model::FileId>(scan.files.size()));
  scan.model.paths.push_back(path);
  scan.files.push_back({.path = std::move(path), .kind = workspace::FileKind::dockerfile});
}

inline engine::ScanResult hostile_scan() {
  engine::ScanResult scan;
  add_file(scan, kHostilePath);
  for (const auto severity : {rules::Severity::critical, rules::Severity::high, rules::Severity::medium,
                              rules::Severity::low, rules::Severity::info}) {
    engine::Finding each = finding(severity, kHostilePath, 2, kHostileText);
    each.resource = kHostileText;
    each.excerpt = kHostileText;
    each.related.push_back({kHostilePath, 1, kHostileText});
    scan.findings.push_back(std::move(each));
  }
  scan.diagnostics.push_back({kHostilePath, 0, "some-code", kHostileText, kHostileText});
  return scan;
}

// All that a writer passes on.
template <class Render, class... Arguments>
std::string text_of(Render render, const Arguments&... arguments) {
  std::string text;
  render(arguments..., TextSink([&](std::string_view piece) { text += piece; }));
  return text;
}

}  // namespace s1::test
