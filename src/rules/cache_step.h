// SPDX-License-Identifier: Apache-2.0
// A RUN that uses a package manager, and what in it would keep a mounted cache from being of use.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/cache_call.h"
#include "rules/cache_folder.h"
#include "rules/package_cache.h"

namespace s1::rules {

struct CacheStep {
  const model::Run* run = nullptr;
  std::vector<CacheCall> calls;
  bool mounted = false;  // it has a mount for this cache already
  StepUser user;
  std::vector<std::string> folders;  // of the cache's folders, in their order
  std::string whole;                 // the folder around them that a cleanup may name; empty where there is none

  [[nodiscard]] const CacheCall* first_download() const;
  [[nodiscard]] bool downloads() const { return first_download() != nullptr; }
  [[nodiscard]] const CacheCall* first_install() const;  // of more than the index
  // The first call of apt-get that installs from an index which this RUN has not fetched; null: none.
  [[nodiscard]] const CacheCall* without_index() const;
};

// Nothing where the RUN does not call the package manager.
[[nodiscard]] std::optional<CacheStep> cache_step(const PackageCache& cache, const model::Run& run);

// True where `path` is `folder` or in it.
[[nodiscard]] bool is_within(std::string_view path, std::string_view folder);
// A path in a command: `~` and $HOME put in, what says "all in it" taken off its end.
[[nodiscard]] std::string plain_path(std::string_view word, std::string_view home);

}  // namespace s1::rules
