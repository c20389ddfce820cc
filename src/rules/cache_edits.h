// SPDX-License-Identifier: Apache-2.0
// The edits that put cache mounts on a RUN, and take away what would leave them unused.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rules/cache_step.h"
#include "rules/rewrite.h"

namespace s1::rules {

// What in a RUN leaves a mounted cache unused or empties it.
struct CacheObstacle {
  enum class Kind : std::uint8_t {
    option,   // --no-cache-dir
    clean,    // npm cache clean
    removal,  // rm of the folder or what is in it: of a mount point itself it fails
    above,    // rm of a folder around it: the mount point in it cannot go
  } kind{};
  const CacheCall* call = nullptr;  // of option and clean
  const model::Call* removal = nullptr;
  const shell::Word* word = nullptr;  // the option, or what is removed
  Span span;
};
// `step` has its folders.
[[nodiscard]] std::vector<CacheObstacle> cache_obstacles(const PackageCache& cache, const CacheStep& step);
// False where one cannot be taken away.
bool remove_obstacles(const PackageCache& cache, const CacheStep& step, std::vector<Edit>& edits, Rewrite& rewrite);

// `mounts`: whole flags. `keep_archives`: the RUN also takes away Debian's docker-clean, which empties apt's cache.
bool add_mounts(const model::Run& run, const std::vector<std::string>& mounts, bool keep_archives,
                std::vector<Edit>& edits, Rewrite& rewrite);
// By instruction: docker-clean was taken away before.
[[nodiscard]] std::vector<bool> archives_kept(const model::Dockerfile& file);

}  // namespace s1::rules
