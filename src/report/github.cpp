// SPDX-License-Identifier: Apache-2.0
#include "report/github.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "report/counted.h"
#include "text/scrub.h"

namespace s1::report {
namespace {

// How many annotations of a kind GitHub shows of one step; the others stay in the log.
constexpr std::size_t kShown = 10;

enum class Command : std::uint8_t { error, warning, notice };
constexpr std::array<std::string_view, 3> kNames = {"error", "warning", "notice"};

Command command_of(rules::Severity severity) {
  if (severity >= rules::Severity::high) return Command::error;
  return severity == rules::Severity::medium ? Command::warning : Command::notice;
}

// What the runner decodes again: a line end would end the command, a '%' would be read as an escape.
std::string message(std::string_view text) {
  std::string result;
  for (const char c : clean(text)) {
    if (c == '%')
      result += "%25";
    else if (c == '\r')
      result += "%0D";
    else if (c == '\n')
      result += "%0A";
    else
      result += c;
  }
  return result;
}

// In a property ':' and ',' too, which end it.
std::string property(std::string_view text) {
  std::string result;
  for (const char c : message(text)) {
    if (c == ':')
      result += "%3A";
    else if (c == ',')
      result += "%2C";
    else
      result += c;
  }
  return result;
}

std::string finding_command(const engine::Finding& finding, Command command) {
  std::string place = fmt::format("file={},line={},endLine={}", property(finding.path), finding.begin.line,
                                  std::max(finding.begin.line, finding.end.line));
  // The runner refuses columns of a range of several lines.
  if (finding.begin.line == finding.end.line)
    place += fmt::format(",col={},endColumn={}", finding.begin.column, finding.end.column);
  return fmt::format("::{} {},title={}::{}\n", kNames[static_cast<std::size_t>(command)], place,
                     property(fmt::format("{} ({})", finding.rule->id, rules::name(finding.severity()))),
                     message(fmt::format("{}\n{}", finding.message, finding.rule->help)));
}

std::string diagnostic_command(const engine::Diagnostic& diagnostic) {
  std::string place = "file=" + property(diagnostic.path);
  if (diagnostic.line != 0) place += fmt::format(",line={}", diagnostic.line);
  std::string text = diagnostic.message;
  if (!diagnostic.hint.empty()) text += "\n" + diagnostic.hint;
  return fmt::format("::notice {},title={}::{}\n", place, property(diagnostic.code), message(text));
}

}  // namespace

void render_github(const engine::ScanResult& scan, const TextSink& sink) {
  if (!scan.complete) sink("::warning title=s1-infra::The scan is incomplete; the notices say what was left out\n");
  std::array<std::size_t, kNames.size()> counts{};
  for (const engine::Finding& finding : scan.findings) {
    const Command command = command_of(finding.severity());
    ++counts[static_cast<std::size_t>(command)];
    sink(finding_command(finding, command));
  }
  for (const engine::Diagnostic& diagnostic : scan.diagnostics) sink(diagnostic_command(diagnostic));
  counts[static_cast<std::size_t>(Command::notice)] += scan.diagnostics.size();

  std::string out = fmt::format("s1-infra: {}; {} looked at", counted(scan.findings.size(), "finding"),
                                counted(scan.files.size(), "infrastructure file"));
  if (scan.suppressed != 0) out += fmt::format("; {} suppressed", scan.suppressed);
  if (std::ranges::any_of(counts, [](std::size_t count) { return count > kShown; }))
    out += fmt::format(". GitHub shows {} annotations of each kind for a step; all of them are in this log", kShown);
  sink(out + "\n");
}

}  // namespace s1::report
