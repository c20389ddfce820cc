// SPDX-License-Identifier: Apache-2.0
// A fix that moves things about, with the guards that make it right here: what the hardener applies or says why not.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/rule.h"

namespace s1::rules {

struct Rewrite {
  std::vector<Edit> edits = {};
  std::vector<OtherFile> other_files = {};
  std::vector<std::string> checked = {};  // the guards that hold, a statement each
  std::optional<Related> hindrance = {};  // the first that does not
  bool needs_build = true;
  bool made_alone = false;

  // Says that a guard does not hold. Always false.
  bool refuse(Span span, std::string why) {
    if (!hindrance) hindrance = Related{span, std::move(why)};
    return false;
  }
  // The same, of a place in another file.
  bool refuse(Related where) {
    if (!hindrance) hindrance = std::move(where);
    return false;
  }

  // Puts it into a report: the fix where all guards hold, else the hindrance.
  void offer(Report& report, std::string description) && {
    if (hindrance) {
      report.hindrance = std::move(hindrance);
      return;
    }
    if (edits.empty() && other_files.empty()) return;
    report.edits = std::move(edits);
    report.other_files = std::move(other_files);
    report.checked = std::move(checked);
    report.needs_build = needs_build;
    report.made_alone = made_alone;
    if (needs_build) report.fix = Fix::unsafe;
    report.fix_description = std::move(description);
  }
};

}  // namespace s1::rules
