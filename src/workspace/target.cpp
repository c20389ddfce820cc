// SPDX-License-Identifier: Apache-2.0
#include "workspace/target.h"

#include <filesystem>
#include <system_error>

namespace s1::workspace {
namespace {

Result<Target> beneath(Root root, const std::string& path, Root::From from = Root::From::working_directory) {
  Result<std::string> start = root.relative(path, from);
  if (!start) return std::unexpected(start.error());
  return Target{std::move(root), *std::move(start)};
}

}  // namespace

Result<Target> open_target(const std::string& root_option, const std::string& path) {
  Result<Root> chosen = Root::open(root_option.empty() ? "." : root_option);
  if (!chosen) return std::unexpected(chosen.error());
  if (!root_option.empty()) return beneath(*std::move(chosen), path, Root::From::root);
  Result<Target> inside = beneath(*std::move(chosen), path);
  if (inside || inside.error().code != "outside-root") return inside;

  std::error_code failed;
  const std::filesystem::path folder = std::filesystem::is_directory(path, failed)
                                           ? std::filesystem::path(path)
                                           : std::filesystem::path(path).parent_path();
  Result<Root> own = Root::open(folder.string());
  if (!own) return std::unexpected(own.error());
  return beneath(*std::move(own), path);
}

}  // namespace s1::workspace
