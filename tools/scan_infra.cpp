// SPDX-License-Identifier: Apache-2.0
// scan_infra: what infrastructure a repository has, and what is wrong with it.
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "config/read.h"
#include "engine/request.h"
#include "mcp/server.h"
#include "report/json.h"
#include "schemas.h"
#include "tools/registry.h"
#include "workspace/target.h"

namespace s1::tools {
namespace {

using mcp::Json;

// What a host takes without cutting it: Claude Code shows 50,000 characters.
constexpr std::size_t kAnswerBytes = 38'000;

std::vector<std::string> strings(const Json& arguments, const char* key) {
  return arguments.contains(key) ? arguments[key].get<std::vector<std::string>>() : std::vector<std::string>();
}

std::optional<engine::Depth> depth_of(const Json& arguments) {
  const std::string profile = arguments.value("profile", "");
  if (profile.empty()) return std::nullopt;
  return profile == "all" ? engine::Depth::all : profile == "strict" ? engine::Depth::strict : engine::Depth::standard;
}

std::optional<rules::Severity> severity_of(const Json& arguments) {
  const std::string name = arguments.value("min_severity", "");
  for (const auto severity : {rules::Severity::info, rules::Severity::low, rules::Severity::medium,
                              rules::Severity::high, rules::Severity::critical})
    if (rules::name(severity) == name) return severity;
  return std::nullopt;
}

// A client names files of the root alone.
Result<engine::Baseline> baseline_of(const workspace::Root& root, const std::string& path) {
  const Result<std::string> relative = root.relative(path, workspace::Root::From::root);
  if (!relative) return std::unexpected(relative.error());
  Result<std::string> bytes = root.read(*relative, engine::kMostBaselineBytes);
  if (!bytes) return std::unexpected(bytes.error());
  return engine::read_baseline(*std::move(bytes), *relative);
}

report::Detail detail_of(const std::string& name) {
  return name == "summary"     ? report::Detail::summary
         : name == "inventory" ? report::Detail::inventory
                               : report::Detail::findings;
}

Result<Json> run(const Json& arguments, const mcp::Call& call) {
  Result<workspace::Target> target = workspace::open_target(std::string(call.root), arguments.value("path", "."));
  if (!target) return std::unexpected(target.error());

  engine::Request request;
  request.profile = depth_of(arguments);
  request.rules = strings(arguments, "rules");
  request.platforms = strings(arguments, "platforms");
  request.min_severity = severity_of(arguments);
  request.since = arguments.value("since", "");
  if (const std::string path = arguments.value("baseline", ""); !path.empty()) {
    Result<engine::Baseline> baseline = baseline_of(target->root, path);
    if (!baseline) return std::unexpected(baseline.error());
    request.baseline = *std::move(baseline);
  }
  engine::ScanOptions options;
  options.cancelled = call.cancelled;
  options.progress = [&](std::uint64_t done, std::uint64_t total) {
    if (call.progress) call.progress(static_cast<double>(done), static_cast<double>(total), "files checked");
  };
  const std::expected<engine::Answer, std::vector<Error>> answer =
      engine::answer(target->root, target->start, request, options);
  if (!answer) return std::unexpected(config::joined(answer.error()));

  report::Page page;
  page.detail = detail_of(arguments.value("detail", "findings"));
  page.limit = arguments.value("limit", std::size_t{50});
  page.bytes = kAnswerBytes;
  page.cursor = arguments.value("cursor", "");
  page.offers = [&](std::span<const engine::Finding> findings) {
    return fix::prove_for_scan(target->root, answer->scan, findings, {{}, 0, call.cancelled});
  };
  return report::scan_to_json(answer->scan, page);
}

}  // namespace

extern constinit const mcp::Tool scan_infra{
    .name = "scan_infra",
    .title = "Scan infrastructure files",
    .description =
        "Finds the infrastructure of a repository (Dockerfiles, Compose, Kubernetes, CI, IaC), checks Dockerfiles and "
        "files "
        "against each other, and gives findings worst first, each with rule, severity, exact range and what to do. "
        "Read only. Page with next_cursor.",
    .input_schema = schemas::scan_infra_input,
    .output_schema = schemas::scan_infra_output,
    .run = run,
};

}  // namespace s1::tools
