// SPDX-License-Identifier: Apache-2.0
// scan_infra: what infrastructure a repository has, and what is wrong with it.
#include "engine/scan.h"
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

engine::Depth depth_of(const std::string& profile) {
  return profile == "all" ? engine::Depth::all : profile == "strict" ? engine::Depth::strict : engine::Depth::standard;
}

rules::Severity severity_of(const std::string& name) {
  for (const auto severity :
       {rules::Severity::low, rules::Severity::medium, rules::Severity::high, rules::Severity::critical})
    if (rules::name(severity) == name) return severity;
  return rules::Severity::info;
}

report::Detail detail_of(const std::string& name) {
  return name == "summary"     ? report::Detail::summary
         : name == "inventory" ? report::Detail::inventory
                               : report::Detail::findings;
}

Result<Json> run(const Json& arguments, const mcp::Call& call) {
  Result<workspace::Target> target = workspace::open_target(std::string(call.root), arguments.value("path", "."));
  if (!target) return std::unexpected(target.error());

  engine::ScanOptions options;
  options.selection = {depth_of(arguments.value("profile", "default")), strings(arguments, "rules"),
                       strings(arguments, "platforms")};
  options.min_severity = severity_of(arguments.value("min_severity", "info"));
  options.cancelled = call.cancelled;
  options.progress = [&](std::uint64_t done, std::uint64_t total) {
    if (call.progress) call.progress(static_cast<double>(done), static_cast<double>(total), "files checked");
  };
  const Result<engine::ScanResult> scan = engine::scan(target->root, target->start, options);
  if (!scan) return std::unexpected(scan.error());

  report::Page page;
  page.detail = detail_of(arguments.value("detail", "findings"));
  page.limit = arguments.value("limit", std::size_t{50});
  page.bytes = kAnswerBytes;
  page.cursor = arguments.value("cursor", "");
  return report::scan_to_json(*scan, page);
}

}  // namespace

extern constinit const mcp::Tool scan_infra{
    .name = "scan_infra",
    .title = "Scan infrastructure files",
    .description =
        "Finds the infrastructure files of a repository (Dockerfiles, Compose, Kubernetes, CI, IaC), checks the "
        "Dockerfiles, and gives "
        "findings worst first, each with rule, severity, exact range and what to do. Read only. Page with next_cursor.",
    .input_schema = schemas::scan_infra_input,
    .output_schema = schemas::scan_infra_output,
    .run = run,
};

}  // namespace s1::tools
