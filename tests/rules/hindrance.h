// SPDX-License-Identifier: Apache-2.0
// Why a rule offers no fix, for the tests of the guards.
#pragma once
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>

#include "engine/scan.h"
#include "test.h"
#include "workspace/root.h"
#include "workspace/temp_tree.h"

namespace s1::test {

// Of the rule's first finding; empty where it has a fix. `files`: `--- path ---` before each but the first, which is
// the Dockerfile. `closed`: one that its owner alone may read.
inline std::string hindrance_of(std::string_view rule, std::string_view files, std::string_view closed = {}) {
  const TempTree tree;
  std::string path = "Dockerfile";
  std::string text;
  std::istringstream lines{std::string(files)};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("--- ") && line.ends_with(" ---")) {
      tree.write(path, text);
      path = line.substr(4, line.size() - 8);
      text.clear();
    } else {
      text += line + "\n";
    }
  }
  tree.write(path, text);
  if (!closed.empty()) std::filesystem::permissions(tree / closed, std::filesystem::perms::owner_read);
  const auto root = workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  engine::ScanOptions options;
  options.selection.rules = {std::string(rule)};
  const auto scan = engine::scan(*root, "", options);
  REQUIRE(scan.has_value());
  REQUIRE_FALSE(scan->findings.empty());
  const engine::Finding& finding = scan->findings.front();
  CHECK(finding.hindrance.has_value() == finding.edits.empty());
  return finding.hindrance ? finding.hindrance->message : std::string();
}

}  // namespace s1::test
