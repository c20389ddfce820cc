// SPDX-License-Identifier: Apache-2.0
// Hardens Dockerfiles: a choice of rules and of how far their fixes may go, not a rewriter of its own. All that is
// written is proven as every fix is.
#pragma once
#include <cstdint>
#include <expected>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "fix/fix_findings.h"
#include "rules/rule.h"
#include "text/error.h"
#include "workspace/root.h"

namespace s1::fix {

enum class Level : std::uint8_t {
  safe,         // what the text decides: behaviour stays
  recommended,  // and what keeps it as far as the repository shows; a build proves it
  all,          // and what may change it, each said
};
[[nodiscard]] std::string_view name(Level level);

struct HardenRequest {
  Level level = Level::recommended;
  std::string target;  // a stage: what it does not need is left alone; empty: everything
  bool use_config = true;
  unsigned threads = 0;  // 0: the cores
  std::stop_token cancelled;
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;  // files; from any thread; may be empty
};

// One fix that was made. `line` is that of the file as it was.
struct HardenChange {
  std::string path;
  const rules::Rule* rule = nullptr;
  Level level = Level::safe;  // from which on it is made
  std::uint32_t line = 0;
  std::string before;  // the whole lines that it touches
  std::string after;
  std::string why;
  std::vector<std::string> checked;
};

// One that was not, and the guard that does not hold. `line` is that of what breaks it.
struct HardenSkip {
  std::string path;
  const rules::Rule* rule = nullptr;
  std::uint32_t line = 0;
  std::string why;
};

struct Hardening {
  std::vector<HardenChange> changes;  // by path, in the order in which they were made
  std::vector<HardenSkip> skipped;    // by path and line
  std::vector<FixedFile> files;       // those that change, also beside the Dockerfiles
  std::uint64_t findings_before = 0;  // in the Dockerfiles, of the profile that holds
  std::uint64_t findings_after = 0;
  std::vector<engine::Diagnostic> unread;
};

// `start`: a Dockerfile or a folder. Nothing is written. Errors: those of engine::answer(); "no-dockerfile" where there
// is none; "unknown-target" where no Dockerfile has the stage.
[[nodiscard]] std::expected<Hardening, std::vector<Error>> harden(const workspace::Root& root, std::string_view start,
                                                                  const HardenRequest& request);

}  // namespace s1::fix
