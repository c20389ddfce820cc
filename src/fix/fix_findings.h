// SPDX-License-Identifier: Apache-2.0
// Fixes chosen findings: scan as the configuration says, prove the fixes file by file in rounds, and, where asked,
// write.
#pragma once
#include <cstdint>
#include <expected>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/finding.h"
#include "fix/between_files.h"
#include "fix/file_edit.h"
#include "rules/rule.h"
#include "text/error.h"
#include "workspace/root.h"

namespace s1::fix {

struct Request {
  std::vector<std::string> rules;         // ids or aliases; empty: those of the configuration's profile
  std::vector<std::string> fingerprints;  // empty: all; given together with rules, both must hold
  bool unsafe = false;                    // unsafe fixes too
  bool use_config = true;                 // false: as if there were no .s1-infra.yaml
  unsigned threads = 0;                   // 0: the cores
  std::stop_token cancelled;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // files; from any thread; may be empty
  CheckBetweenFiles check_between_files;                                  // for tests; empty: scan_between_files()
};

// A finding as it was before anything was fixed.
struct Outcome {
  std::string fingerprint;
  const rules::Rule* rule = nullptr;  // null: no finding has this fingerprint, and path and line are empty too
  std::string path;
  std::uint32_t line = 0;
  rules::Fix grade = rules::Fix::none;  // of what fixed it
  std::string why;                      // it is not fixed
};

struct FixedFile {
  FileEdit edit;
  std::string old_text;
  std::string new_text;
};

// All sorted by path and line. Each finding that was chosen is in one of the first two, once.
struct Fixes {
  std::vector<Outcome> fixed;  // by its own fix, or gone with another one's
  std::vector<Outcome> not_fixed;
  std::vector<FixedFile> files;            // those that change
  std::vector<engine::Diagnostic> unread;  // what could not be read as a whole, and why
};

// Nothing is written. What the configuration leaves out is not fixed. Errors: those of engine::answer().
[[nodiscard]] std::expected<Fixes, std::vector<Error>> find_fixes(const workspace::Root& root, std::string_view start,
                                                                  const Request& request);

// Writes all files, or, where that can be foreseen to fail, none. Codes: those of workspace::write_files().
[[nodiscard]] Result<void> write(const workspace::Root& root, std::span<const FixedFile> files);

}  // namespace s1::fix
