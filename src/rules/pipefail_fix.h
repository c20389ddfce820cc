// SPDX-License-Identifier: Apache-2.0
// How `pipefail` is turned on for a RUN that pipes without it: in the RUN, where its shell is known to have the option
// (bash, BusyBox's ash), else by a SHELL before it, where /bin/sh is dash and bash is there.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "text/edit.h"

namespace s1::rules {

class PipefailFix {
 public:
  explicit PipefailFix(const model::Dockerfile& file);

  struct Result {
    std::vector<Edit> edits;  // empty: no fix
    std::string description;
  };
  // For a RUN that the rule reports; to be called in the order of the file. All that get their option from one SHELL
  // have the same edit.
  [[nodiscard]] Result fix(const model::Run& run);

 private:
  enum class Shell : std::uint8_t { unknown, has_option, dash };

  [[nodiscard]] Shell shell_of(const model::Run& run) const;
  [[nodiscard]] Result with_shell(const model::Run& run);
  [[nodiscard]] bool may_change_shell(const model::Run& first) const;

  const model::Dockerfile& file_;
  bool small_;  // in which letters keywords are written
  int tried_ = 0;
  std::vector<bool> uses_apk_, uses_apt_;      // by stage: what the stage's own RUNs call
  std::vector<std::optional<Result>> shells_;  // by stage: the SHELL that was put there, or that none may be
};

}  // namespace s1::rules
