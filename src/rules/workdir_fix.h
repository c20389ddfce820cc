// SPDX-License-Identifier: Apache-2.0
// A `cd` at the head of a RUN written as WORKDIR, where what comes after does not depend on the working folder.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules {

class WorkdirFix {
 public:
  explicit WorkdirFix(const model::Dockerfile& file);

  // Adds the fix to the report about `cd`, a simple command of the RUN with one literal argument; none where there is
  // none that is right. Of RUNs in a row with the same cd only the first has one: after it, the others just lose
  // theirs.
  void add(Report& report, const model::Run& run, const shell::Command& cd) const;

 private:
  // What a WORKDIR before an instruction does to those after it.
  enum class Effect : std::uint8_t {
    none,     // none of them looks at the working folder before it is set again
    runtime,  // it becomes the folder in which the container starts
    breaking,
  };

  [[nodiscard]] Effect effect_on(const dockerfile::Instruction& instruction, Effect after) const;

  const model::Dockerfile& file_;
  bool small_;                              // in which letters keywords are written
  std::vector<std::string_view> first_cd_;  // by instruction: the folder of the cd with which a RUN begins
  std::vector<std::string_view> before_;    // by instruction: the WORKDIR in force; empty where that is not plain
  std::vector<Effect> after_;               // by instruction: the effect on all that comes after it
};

}  // namespace s1::rules
