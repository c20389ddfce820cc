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
      {"dockerfile/certificate-check-off", "FROM debian:12\nRUN true", " && npm config set strict-ssl false"},
      {"dockerfile/certificate-check-off", "FROM debian:12\nRUN curl", " -k"},
      {"dockerfile/certificate-check-off", "FROM debian:12\nRUN true", " && echo insecure | tee a"},
      {"dockerfile/certificate-check-off-by-variable", "FROM debian:12\n", "ENV GIT_SSL_NO_VERIFY=1\n"},
      {"dockerfile/certificate-check-off-by-variable", "FROM debian:12\nENV A=1", " GIT_SSL_NO_VERIFY=1"},
      {"dockerfile/unpinned-system-package", "FROM debian:12\nRUN apt-get install", " curl $A"},
      {"dockerfile/unpinned-system-package", "FROM debian:12\n", "ENV A=1\nRUN apt-get install a-$A\n"},
      {"dockerfile/apk-cache-removed-by-hand", "FROM alpine:3.20\nRUN true",
       " && apk update && apk add a && rm -rf /var/cache/apk/*"},
      {"dockerfile/debian-frontend-in-env", "FROM debian:12\n", "ENV A=1 DEBIAN_FRONTEND=noninteractive\n"},
      {"dockerfile/pointless-command", "FROM debian:12\nRUN true", " && kill 1"},
      {"dockerfile/user-without-number", "FROM debian:12\n", "RUN a && b\nUSER app\nCMD a\nFROM debian:12\n"},
      {"dockerfile/stage-name-case", "FROM debian:12\n", "FROM debian:12 AS B\nCOPY --from=B a b\n"},
      {"dockerfile/invalid-default-image", "ARG A\n", "FROM a:$A\n"},
      {"dockerfile/env-uses-itself", "FROM debian:12\nENV A=1", " B=$A"},
      {"dockerfile/empty-continuation-line", "FROM debian:12\nRUN true", " \\\n\n && a"},
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
