// SPDX-License-Identifier: Apache-2.0
// What a user asks for, and the answer to it: the configuration under the command line, a scan, and what is taken out
// of its findings afterwards.
#pragma once
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/baseline.h"
#include "engine/config_ignores.h"
#include "engine/path_patterns.h"
#include "engine/scan.h"
#include "rules/rule.h"
#include "text/error.h"
#include "workspace/root.h"

namespace s1::engine {

// What was said outright; what was not is the configuration's to say.
struct Request {
  std::optional<Depth> profile = {};
  std::vector<std::string> rules = {};
  std::vector<std::string> platforms = {};
  std::optional<rules::Severity> min_severity = {};
  std::optional<Baseline> baseline = {};
  std::string since = {};         // a git reference; empty: everything
  bool use_config = true;         // false: as if there were no .s1-infra.yaml
  bool collect_baseline = false;  // fills Answer::baseline, and leaves no finding
};

// What holds for one scan.
struct Settings {
  Selection selection;
  workspace::Limits limits;
  rules::Severity min_severity = rules::Severity::info;
  std::optional<rules::Severity> fail_on;  // the configuration's
  bool fail_on_none = false;
  std::vector<std::pair<const rules::Rule*, rules::Severity>> severities;  // sorted by pointer
  ConfigIgnores ignores;
  PathPatterns exclude;
  config::ImagePolicy policy;
  std::vector<Diagnostic> diagnostics;
};

// Codes: "bad-config", all errors of the file at once; those of Root::read.
[[nodiscard]] std::expected<Settings, std::vector<Error>> settings_for(const workspace::Root& root,
                                                                       const Request& request, std::string_view today);

struct Answer {
  ScanResult scan;
  // From which severity on a finding fails a build; nothing: the configuration does not say, or (`fail_on_none`) never.
  std::optional<rules::Severity> fail_on;
  bool fail_on_none = false;
  workspace::Limits limits;  // those that held
  // With Request::collect_baseline: everything that is found now, and of the baseline handed in what this scan could
  // not have found (it looked at a part of the files or rules).
  Baseline baseline;
};

// `start` as for scan(); of `options` the selection, severity and limits are the request's. More than one error only
// where the configuration has several. Codes: those of settings_for(), scan() and workspace::changes_since().
[[nodiscard]] std::expected<Answer, std::vector<Error>> answer(const workspace::Root& root, std::string_view start,
                                                               const Request& request, ScanOptions options);

}  // namespace s1::engine
