// SPDX-License-Identifier: Apache-2.0
// Walks a root: every infrastructure file with its kind, sorted by path, and a diagnostic for all that could not be
// read. In parallel; the answer does not depend on it.
#pragma once
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "text/error.h"
#include "workspace/kind.h"
#include "workspace/parallel.h"
#include "workspace/root.h"

namespace s1::workspace {

struct Limits {
  std::uint64_t file_bytes = 4U * 1024 * 1024;
  std::uint32_t files = 1'000'000;  // entries looked at
  std::uint32_t depth = 128;        // folders within folders
};

struct File {
  std::string path;  // relative to the root, with '/'
  FileKind kind = FileKind::other;
  std::uint64_t bytes = 0;
  bool ignored = false;   // by an ignore file; may feed the model (.env), yields no findings except secrets
  bool excluded = false;  // by the configuration, which the walk does not know: set by the engine (engine/scan.h)
  friend bool operator==(const File&, const File&) = default;
};

// What was not read, and why.
struct Problem {
  std::string path;  // cleaned for display
  std::string code;  // link-outside-root, link-loop, link-broken, link-to-folder, not-a-file, no-permission,
                     // not-readable, unreadable-name, vanished, too-large, too-many-files, too-deep
  std::string message;
  std::string hint;
  friend bool operator==(const Problem&, const Problem&) = default;
};

struct Inventory {
  std::vector<File>
      files;  // of a kind other than `other` (but a file named as the start is always here), sorted by path
  std::vector<Problem> problems;  // sorted by path
  std::uint64_t seen = 0;         // regular files looked at
  bool complete = true;           // false: cancelled or a limit was reached
};

// `start` is relative to the root ("" the root itself): a folder to walk, or one file, which is never ignored.
// `threads` 0: the cores. Codes: "not-found", "outside-root", "not-a-file", "no-permission", "not-readable".
//
// Ignore files: .gitignore and .ignore of every folder from the root to the file, a deeper one before one further up
// and .ignore before .gitignore, and .git/info/exclude last. An ignored file is listed as ignored, an ignored folder is
// not entered. Where the start itself is ignored, only ignore files from it on down count. Links: one to a file in the
// root is read, and listed unless its target is; one to a folder is not followed, and named unless the folder is walked
// anyway; one that leads out is a problem.
[[nodiscard]] Result<Inventory> walk(const Root& root, std::string_view start, const Limits& limits = {},
                                     const std::stop_token& cancelled = {}, unsigned threads = 0);

}  // namespace s1::workspace
