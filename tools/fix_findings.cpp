// SPDX-License-Identifier: Apache-2.0
// fix_findings: applies the fixes of chosen findings, or shows what they would change.
#include "fix/fix_findings.h"

#include <expected>
#include <vector>

#include "config/read.h"
#include "mcp/server.h"
#include "report/fixes_json.h"
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

Result<Json> run(const Json& arguments, const mcp::Call& call) {
  Result<workspace::Target> target = workspace::open_target(std::string(call.root), arguments.value("path", "."));
  if (!target) return std::unexpected(target.error());

  fix::Request request;
  request.rules = strings(arguments, "rules");
  request.fingerprints = strings(arguments, "fingerprints");
  request.unsafe = arguments.value("unsafe", false);
  request.cancelled = call.cancelled;
  request.progress = [&](std::uint64_t done, std::uint64_t total) {
    if (call.progress) call.progress(static_cast<double>(done), static_cast<double>(total), "files checked");
  };
  const std::expected<fix::Fixes, std::vector<Error>> fixes = fix::find_fixes(target->root, target->start, request);
  if (!fixes) return std::unexpected(config::joined(fixes.error()));

  const bool write = arguments.value("write", false);
  if (write)
    if (const Result<void> written = fix::write(target->root, fixes->files); !written)
      return std::unexpected(written.error());
  return report::fixes_to_json(*fixes, write && !fixes->files.empty(), kAnswerBytes);
}

}  // namespace

extern constinit const mcp::Tool fix_findings{
    .name = "fix_findings",
    .title = "Fix findings",
    .description =
        "Fixes findings of scan_infra with minimal edits, each proven: the file still parses, the finding is gone, no "
        "new one came. Gives the diff; changes files only with write: true. Safe fixes keep behaviour; unsafe ones "
        "only if asked for.",
    .read_only = false,
    .destructive = true,
    .idempotent = true,
    .input_schema = schemas::fix_findings_input,
    .output_schema = schemas::fix_findings_output,
    .run = run,
};

}  // namespace s1::tools
