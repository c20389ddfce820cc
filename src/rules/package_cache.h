// SPDX-License-Identifier: Apache-2.0
// Where package managers keep what they download: which folder a cache mount goes on, what moves it, what empties it.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "model/command_line.h"
#include "model/dockerfile_run.h"

namespace s1::rules {

// A folder of a cache. `places` are tried one after the other, '|' between them: `$NAME/…` holds where the variable is
// set, `~/…` always.
struct CacheFolder {
  std::string_view places;
  bool locked = false;            // two builds at once would harm it: its lock lies elsewhere, or there is none
  std::string_view of_root = {};  // the places where root runs it, if they differ
  // The calls that read and write nothing in it. A step of these alone needs no mount on it.
  std::span<const std::string_view> unused_by = {};
};

// Something that a file of the build context says where it stands alone in it: that the cache lies elsewhere.
struct CacheSetting {
  std::string_view file;
  std::string_view text;
};

struct PackageCache {
  std::string_view name;  // as messages say it
  std::span<const std::string_view> programs;
  model::OptionSyntax options;
  std::span<const std::string_view> verbs;  // the calls that download; "" is one without operands, "*" any
  std::span<const CacheFolder> folders;
  std::string_view whole = {};                 // the folder around them that a cleanup may name
  std::span<const std::string_view> hints;     // a part of a mount's path that says that it is for this cache
  std::span<const std::string_view> off = {};  // options that leave the cache unused
  std::span<const std::string_view> off_variables = {};
  std::span<const std::string_view> moves = {};  // options that name another folder, or a use that a mount would break
  std::span<const std::string_view> offline = {};  // options that install from what an earlier step left
  std::span<const std::string_view> cleans = {};   // the calls that empty it
  std::span<const CacheSetting> settings = {};
  bool read_at_start = false;  // a container that starts the program itself reads it
  bool as_root = false;        // it works as root alone, and its folders are no one's home
};

[[nodiscard]] std::span<const PackageCache> package_caches();

// A call of one of the cache's programs.
struct CacheCall {
  const model::Call* call = nullptr;
  model::CommandLine line;            // the verb is among the operands
  const shell::Word* verb = nullptr;  // the last word of what it is asked; null: nothing
  bool downloads = false;
  bool cleans = false;
};
[[nodiscard]] std::optional<CacheCall> cache_call(const PackageCache& cache, const model::Call& call);

// A variable that an image sets, and with it where a cache lies; nothing where none is known to be set.
[[nodiscard]] std::optional<std::string_view> variable_of_image(std::string_view image, std::string_view name);

}  // namespace s1::rules
