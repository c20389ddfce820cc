// SPDX-License-Identifier: Apache-2.0
// A rule run on a text by itself, for the tests of rules.
#pragma once
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/dockerfile.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::test {

struct Collect final : rules::Sink {
  void report(rules::Report report) override { reports.push_back(std::move(report)); }
  std::vector<rules::Report> reports;
};

// What the rule reports, in the order of the file. `file` has its scripts parsed, `model` is made of it.
inline std::vector<rules::Report> run_rule(const rules::Rule& rule, const model::Dockerfile& model) {
  Collect collect;
  switch (rule.check.input) {
    case rules::Check::Input::dockerfile_tree:
      rule.check.dockerfile_tree(model.tree, collect);
      break;
    case rules::Check::Input::dockerfile:
      rule.check.dockerfile(model, collect);
      break;
    case rules::Check::Input::dockerfile_in_place:
    case rules::Check::Input::model:
      break;
  }
  std::ranges::stable_sort(collect.reports, {},
                           [](const rules::Report& report) { return std::pair(report.span.begin, report.span.end); });
  return std::move(collect.reports);
}

}  // namespace s1::test
