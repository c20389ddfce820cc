// SPDX-License-Identifier: Apache-2.0
// harden_dockerfile: rewrites Dockerfiles to good practice, or shows what that would change.
#include <expected>
#include <string>
#include <vector>

#include "config/read.h"
#include "fix/harden.h"
#include "mcp/server.h"
#include "report/harden_json.h"
#include "schemas.h"
#include "tools/registry.h"
#include "workspace/target.h"

namespace s1::tools {
namespace {

using mcp::Json;

// What a host takes without cutting it: Claude Code shows 50,000 characters.
constexpr std::size_t kAnswerBytes = 38'000;

fix::Level level_of(const std::string& name) {
  return name == "safe" ? fix::Level::safe : name == "all" ? fix::Level::all : fix::Level::recommended;
}

Result<Json> run(const Json& arguments, const mcp::Call& call) {
  Result<workspace::Target> target = workspace::open_target(std::string(call.root), arguments.value("path", "."));
  if (!target) return std::unexpected(target.error());

  fix::HardenRequest request;
  request.level = level_of(arguments.value("level", "recommended"));
  request.target = arguments.value("target", "");
  request.cancelled = call.cancelled;
  request.progress = [&](std::uint64_t done, std::uint64_t total) {
    if (call.progress) call.progress(static_cast<double>(done), static_cast<double>(total), "files checked");
  };
  const std::expected<fix::Hardening, std::vector<Error>> hardening = fix::harden(target->root, target->start, request);
  if (!hardening) return std::unexpected(config::joined(hardening.error()));

  if (arguments.value("write", false))
    if (const Result<void> written = fix::write(target->root, hardening->files); !written)
      return std::unexpected(written.error());
  return report::hardening_to_json(*hardening, kAnswerBytes);
}

}  // namespace

extern constinit const mcp::Tool harden_dockerfile{
    .name = "harden_dockerfile",
    .title = "Harden Dockerfiles",
    .description =
        "Rewrites a Dockerfile to good practice with a minimal diff that keeps comments and layout: non-root user, "
        "cache and secret mounts, layer order, multi-stage, .dockerignore. Each change says what was checked; what "
        "was left says why. Changes files only with write: true.",
    .read_only = false,
    .destructive = true,
    .idempotent = true,
    .input_schema = schemas::harden_dockerfile_input,
    .output_schema = schemas::harden_dockerfile_output,
    .run = run,
};

}  // namespace s1::tools
