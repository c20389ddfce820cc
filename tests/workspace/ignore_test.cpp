// SPDX-License-Identifier: Apache-2.0
#include "workspace/ignore.h"

#include "test.h"

using namespace s1::workspace;
using Verdict = IgnoreFile::Verdict;

TEST_CASE("a .gitignore") {
  struct Row {
    std::string_view file, path;
    Verdict verdict;
    bool is_folder = false;
  };
  const Row rows[] = {
      {"", "a", Verdict::none},
      {"# a\n\n", "a", Verdict::none},
      {"a", "a", Verdict::ignored},
      {"a", "x/a", Verdict::ignored},
      {"a\r\nb\r\n", "b", Verdict::ignored},
      {"\xEF\xBB\xBF"
       "a\n",
       "a", Verdict::ignored},
      {"a ", "a", Verdict::ignored},
      {"a\\ ", "a ", Verdict::ignored},
      {"a\\  ", "a ", Verdict::ignored},
      {"a\t", "a", Verdict::none},
      {" a", "a", Verdict::none},
      {"\\#a", "#a", Verdict::ignored},
      {"\\!a", "!a", Verdict::ignored},
      {"*\n!a\n", "a", Verdict::kept},
      {"!a\n*\n", "a", Verdict::ignored},
      {"a/", "a", Verdict::none},
      {"a/", "a", Verdict::ignored, true},
      {"a/", "x/a", Verdict::ignored, true},
      {"/a", "a", Verdict::ignored},
      {"/a", "x/a", Verdict::none},
      {"x/a", "x/a", Verdict::ignored},
      {"x/a", "y/x/a", Verdict::none},
      {"/x/a/", "x/a", Verdict::ignored, true},
      {"x/*", "x/a", Verdict::ignored},
      {"x/*", "x/a/b", Verdict::none},
      {"**/x/*.y", "a/x/b.y", Verdict::ignored},
      {"x/**", "x/a/b", Verdict::ignored},
      {"x/**", "x", Verdict::none, true},
      {"a**/b", "ab", Verdict::ignored},  // what is literal is compared first, and the rest begins with a `**`
      {"a**/b", "ax/y/b", Verdict::ignored},
      {"*.env\n!example.env\n", "example.env", Verdict::kept},
      {"[a\n\\\nb", "b", Verdict::ignored},
      {std::string_view("a\0b\nc", 5), "a", Verdict::ignored},
      {"!", "!", Verdict::none},
      {"/", "a", Verdict::none},
      {"//a", "a", Verdict::none},
      {"a//", "a", Verdict::none, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file, row.path, row.is_folder);
    CHECK(IgnoreFile::parse(row.file).match(row.path, row.is_folder) == row.verdict);
  }
}

TEST_CASE("a .dockerignore") {
  struct Row {
    std::string_view file, path;
    bool ignored;
  };
  const Row rows[] = {
      {"", "a", false},
      {"# a", "a", false},
      {" # a", "# a", true},  // only at the very start of a line is it a comment
      {"a", "a", true},
      {"a", "a/b/c", true},
      {"a", "x/a", false},
      {"/a", "a", true},
      {"a/", "a/b", true},
      {"./a//b/../c", "a/c", true},
      {"../a", "a", false},
      {"  a\t\r\n", "a", true},
      {"\xEF\xBB\xBF"
       "a",
       "a", true},
      {".", "a", false},
      {"/", "a", false},
      {"*", "a/b", true},
      {"*/b", "a/b/c", true},
      {"*/b", "a/x/b", false},
      {"**/b", "a/x/b", true},
      {"**/*.md\n!README.md", "README.md", false},
      {"**/*.md\n!README.md", "docs/README.md", true},
      {"*.md\n!README*.md\nREADME-secret.md", "README-secret.md", true},
      {"*.md\nREADME-secret.md\n!README*.md", "README-secret.md", false},
      {"a\n!a/keep", "a/keep", false},
      {"a\n!a/keep", "a/other", true},
      {"a\n! a/keep", "a/keep", false},
      {"**\n!src/**", "src/a/b", false},
      {"**\n!src/**", "lib/a", true},
      {"!\na", "a", true},
      {"[a\nb", "b", true},
      {"node_modules", "app/node_modules", false},
      {"**/node_modules", "app/node_modules/x.js", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file, row.path);
    CHECK(DockerIgnore::parse(row.file).ignores(row.path) == row.ignored);
  }
}
