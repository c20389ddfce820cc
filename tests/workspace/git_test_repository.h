// SPDX-License-Identifier: Apache-2.0
// A real repository that git makes in a temporary folder, without the configuration of who runs the tests.
#pragma once
#include <string>
#include <vector>

#include "process.h"
#include "temp_tree.h"
#include "test.h"

namespace s1::test {

class GitRepository : public TempTree {
 public:
  GitRepository() { git({"init", "-q", "-b", "main"}); }

  std::string git(std::vector<std::string> words, const std::string& folder = {}) const {
    std::vector<std::string> all = {"/usr/bin/env", "git", "-C", folder.empty() ? path() : folder};
    for (const char* setting : {"user.name=T", "user.email=t@example.com", "commit.gpgsign=false"})
      all.insert(all.end(), {"-c", setting});
    all.insert(all.end(), words.begin(), words.end());
    const Outcome outcome = run({all, {}, {}, {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"}});
    INFO(words[0] << ": " << outcome.err);
    REQUIRE(outcome.exit_code == 0);
    return outcome.out;
  }
  void commit(const std::string& message = "x") const {
    git({"add", "-A"});
    git({"commit", "-q", "--allow-empty", "-m", message});
  }
};

}  // namespace s1::test
