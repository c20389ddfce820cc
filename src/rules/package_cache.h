// SPDX-License-Identifier: Apache-2.0
// Where package managers keep what they download: which folder a cache mount goes on, what moves it, what empties it.
#pragma once
#include <span>
#include <string_view>

#include "model/command_line.h"

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

}  // namespace s1::rules
