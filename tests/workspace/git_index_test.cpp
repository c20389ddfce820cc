// SPDX-License-Identifier: Apache-2.0
#include "workspace/git_index.h"

#include "test.h"

using s1::workspace::IndexEntry;

TEST_CASE("a file is as the index saw it only where nothing can have come after") {
  struct stat status{};
  status.st_mtim = {100, 7};
  status.st_ctim = {100, 9};
  status.st_ino = 5;
  status.st_size = 4;
  IndexEntry entry;
  entry.modified = {100, 7};
  entry.changed = {100, 9};
  entry.inode = 5;
  entry.size = 4;
  CHECK(entry.is_clean(status, {101, 0}));
  CHECK_FALSE(entry.is_clean(status, {100, 7}));  // written with the index, and perhaps again after it
  status.st_size = 5;
  CHECK_FALSE(entry.is_clean(status, {101, 0}));
  status.st_size = 4;
  status.st_mtim.tv_nsec = 8;
  CHECK_FALSE(entry.is_clean(status, {101, 0}));
  entry.modified.nanoseconds = 0;  // kept without them
  CHECK(entry.is_clean(status, {101, 0}));
  entry.is_intended = true;
  CHECK_FALSE(entry.is_clean(status, {101, 0}));
}

TEST_CASE("bytes that are no index") {
  CHECK_FALSE(s1::workspace::parse_index("", ""));
  CHECK_FALSE(s1::workspace::parse_index("DIRC", ""));
  CHECK_FALSE(s1::workspace::parse_index(std::string("DIRC\0\0\0\2\xff\xff\xff\xff", 12) + std::string(100, '\0'), ""));
  CHECK_FALSE(s1::workspace::parse_index(std::string("DIRC\0\0\0\5\0\0\0\0", 12) + std::string(20, '\0'), ""));
  const auto none = s1::workspace::parse_index(std::string("DIRC\0\0\0\2\0\0\0\0", 12) + std::string(20, '\0'), "");
  REQUIRE(none);
  CHECK(none->empty());
}
