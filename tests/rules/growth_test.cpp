// SPDX-License-Identifier: Apache-2.0
// Rules that look for a fix take time that grows with the file and not faster.
#include "growth.h"

#include <string>

#include "rules/registry.h"
#include "rules/run_rule.h"
#include "test.h"

TEST_CASE("many findings in one RUN, and many RUNs, take linear time") {
  struct Row {
    std::string_view rule, begin, piece;
  };
  const Row rows[] = {
      {"dockerfile/sudo", "FROM debian:12\nRUN true", " && sudo make"},
      {"dockerfile/npm-cache-left", "FROM node:22\nRUN true", " && npm ci"},
      {"dockerfile/cd-instead-of-workdir", "FROM debian:12\n", "RUN cd /srv/a && make\nRUN cd /srv/b && make\n"},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    const std::vector<const s1::rules::Rule*> found = s1::rules::find(row.rule);
    REQUIRE(found.size() == 1);
    const auto run = [&](const std::string& text) {
      const s1::Source source(text);
      s1::dockerfile::File file = s1::dockerfile::File::parse(source);
      s1::dockerfile::parse_scripts(file);
      (void)s1::test::run_rule(*found[0], s1::model::Dockerfile(file));
    };
    CHECK(s1::test::growth(run, row.begin, row.piece, "\n") < s1::test::kMostGrowth);
  }
}
