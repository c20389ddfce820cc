// SPDX-License-Identifier: Apache-2.0
#include "cli/link_base.h"

#include <cstdlib>

namespace s1::cli {
namespace {

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

}  // namespace

std::string link_base() {
  const std::string server = environment("GITHUB_SERVER_URL");
  if (const std::string repository = environment("GITHUB_REPOSITORY"), commit = environment("GITHUB_SHA");
      !repository.empty() && !commit.empty())
    return (server.empty() ? "https://github.com" : server) + "/" + repository + "/blob/" + commit + "/";
  if (const std::string project = environment("CI_PROJECT_URL"), commit = environment("CI_COMMIT_SHA");
      !project.empty() && !commit.empty())
    return project + "/-/blob/" + commit + "/";
  return {};
}

}  // namespace s1::cli
