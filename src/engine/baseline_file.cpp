// SPDX-License-Identifier: Apache-2.0
// Reading and writing a baseline's file.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <tuple>
#include <utility>

#include "engine/baseline.h"
#include "syntax/json/read.h"
#include "text/scrub.h"
#include "text/utf8.h"
#include "workspace/text_file.h"

namespace s1::engine {
namespace {

Error bad(std::string_view name, std::uint32_t line, std::string what) {
  return {"bad-baseline", clean(name) + (line == 0 ? "" : ":" + std::to_string(line)), std::move(what),
          "write it anew with --update-baseline, or hand in what `scan --format json` printed"};
}

bool is_fingerprint(std::string_view text) {
  return text.size() == 35 && text.starts_with("v1:") &&
         std::ranges::all_of(text.substr(3), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

std::string text_of(const data::Value& value) {
  return value.is_string() ? std::string(value.text()) : std::string();
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const utf8::Decoded next = utf8::decode(text);
    const auto c = static_cast<unsigned char>(text.front());
    if (!next.valid)
      result += "\xEF\xBF\xBD";
    else if (c == '"' || c == '\\')
      (result += '\\') += text.front();
    else if (c < 0x20 || c == 0x7F)
      result += fmt::format("\\u{:04x}", c);
    else
      result += text.substr(0, next.length);
    text.remove_prefix(next.length);
  }
  return result + "\"";
}

}  // namespace

Result<Baseline> read_baseline(std::string bytes, std::string_view name) {
  if (bytes.size() > kMostBaselineBytes) return std::unexpected(bad(name, 0, "this baseline is over 64 MiB"));
  if (workspace::not_text(name, bytes)) return std::unexpected(bad(name, 0, "this baseline is not a text"));
  const Source source(std::move(bytes));
  const data::File file = json::read(source);
  if (!file.diagnostics.empty()) {
    const s1::Diagnostic& first = file.diagnostics.front();
    return std::unexpected(bad(name, source.line_of(first.span.begin), "this is not JSON: " + first.message));
  }
  const data::Value findings = file.root()["findings"];
  if (!findings.is_sequence())
    return std::unexpected(bad(name, 1, "this is no baseline: there is no list `findings` in it"));
  Baseline baseline;
  for (const data::Value& item : findings.items()) {
    BaselineEntry entry{text_of(item["fingerprint"]), text_of(item["rule"]),    text_of(item["path"]),
                        text_of(item["resource"]),    text_of(item["message"]), text_of(item["text"])};
    if (!is_fingerprint(entry.fingerprint))
      return std::unexpected(bad(name, item.line(), "an entry has no fingerprint that this version knows"));
    if (entry.rule.empty() || entry.path.empty())
      return std::unexpected(bad(name, item.line(), "an entry has no rule or no path"));
    baseline.push_back(std::move(entry));
  }
  return baseline;
}

std::string write_baseline(Baseline baseline) {
  std::ranges::sort(baseline, {}, [](const BaselineEntry& entry) {
    return std::tie(entry.path, entry.rule, entry.resource, entry.fingerprint);
  });
  const auto repeats = std::ranges::unique(baseline);
  baseline.erase(repeats.begin(), repeats.end());
  std::string text = "{\n  \"baseline\": \"s1-infra v1\",\n  \"findings\": [";
  std::string_view separator = "\n";
  for (const BaselineEntry& entry : baseline) {
    text += separator;
    text += fmt::format(R"(    {{"path": {}, "rule": {}, )", quoted(entry.path), quoted(entry.rule));
    if (!entry.resource.empty()) text += fmt::format(R"("resource": {}, )", quoted(entry.resource));
    text += fmt::format(R"("message": {}, )", quoted(entry.message));
    if (!entry.text.empty()) text += fmt::format(R"("text": {}, )", quoted(entry.text));
    text += fmt::format(R"("fingerprint": {}}})", quoted(entry.fingerprint));
    separator = ",\n";
  }
  return text + (baseline.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace s1::engine
