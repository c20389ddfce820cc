// SPDX-License-Identifier: Apache-2.0
#include "workspace/glob.h"

#include <chrono>

#include "test.h"
#include "workspace/ignore.h"

using s1::workspace::Glob;
using s1::workspace::glob_match;

TEST_CASE("gitignore's glob") {
  struct Row {
    std::string_view pattern, path;
    bool matches;
  };
  const Row rows[] = {
      {"", "", true},
      {"a", "a", true},
      {"a", "b", false},
      {"a", "", false},
      {"*", "", true},
      {"*", "abc", true},
      {"*", "a/b", false},
      {"*.log", "a.log", true},
      {"*.log", "a.log.1", false},
      {"*.log", "d/a.log", false},
      {"a*b*c", "axxbyyc", true},
      {"a*b*c", "axxbyy", false},
      {"?", "a", true},
      {"?", "/", false},
      {"?", "", false},
      {"a?c", "abc", true},
      {"??", "\xC3\xA9", true},  // bytes, as git has it
      {"**", "a/b/c", true},
      {"**/a", "a", true},
      {"**/a", "x/y/a", true},
      {"**/a", "xa", false},
      {"a/**", "a/b/c", true},
      {"a/**", "a/", true},
      {"a/**", "a", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/xb", false},
      {"a**b", "axb", true},
      {"a**b", "a/b", false},
      {"a/***/b", "a/x/y/b", true},
      {"**/a/**/b", "x/a/y/a/z/b", true},
      {"**/*.c", "a/b/c.c", true},
      {"[abc]", "b", true},
      {"[abc]", "d", false},
      {"[a-c]", "b", true},
      {"[!a-c]", "d", true},
      {"[^a-c]", "b", false},
      {"[]]", "]", true},
      {"[]-a]", "_", true},
      {"[a-]", "-", true},
      {"[--0]", ".", true},
      {"[c-a]", "b", false},
      {"[c-a]", "c", true},
      {"[!a]", "/", false},
      {"[\\]]", "]", true},
      {"[a\\-c]", "-", true},
      {"[a\\-c]", "b", false},
      {"[[:digit:]]", "5", true},
      {"[[:digit:]x]", "x", true},
      {"[![:alpha:]]", "5", true},
      {"[[:space:]]", "\t", true},
      {"[[:punct:]]", "~", true},
      {"[[:nothing:]]", "n", false},
      {"[[:]", ":", true},
      {"[[:]", "[", true},
      {"[a", "a", false},
      {"[a", "[a", false},
      {"[", "[", false},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"\\a", "a", true},
      {"a\\", "a\\", false},
      {"a\\", "a", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern, row.path);
    CHECK(glob_match(row.pattern, row.path) == row.matches);
  }
}

TEST_CASE("Docker's glob") {
  struct Row {
    std::string_view pattern, path;
    bool matches;
  };
  const Row rows[] = {
      {"a", "a", true},
      {"*", "abc", true},
      {"*", "a/b", false},
      {"**", "a/b", true},
      {"**/a", "a", true},
      {"**/a", "x/y/a", true},
      {"**/a", "xa", false},
      {"**.log", "a.log", true},
      {"**.log", "x/a.log", true},
      {"**a*", "xab", false},
      {"**a*", "x/ab", true},
      {"a**b", "ab", true},
      {"a**b", "ax/yb", false},
      {"a**b", "ax/y/b", true},
      {"a/**", "a/b/c", true},
      {"a**", "abc/d", true},
      {"**a**b", "a/x/ab", true},
      {"x**a**b", "xa/xx/ab", true},
      {"x**a**b", "xq/a/q/b", true},
      {"?", "\xC3\xA9", true},  // code points, as Go has it
      {"[\xC3\xA0-\xC3\xAA]", "\xC3\xA9", true},
      {"[^a]", "b", true},
      {"[^a]", "a", false},
      {"a[^b]c", "a/c", true},
      {"[!a]", "!", true},
      {"[]a]", "]", false},
      {"[-a]", "a", false},
      {"[a-]", "a", false},
      {"[b-a]", "a", false},
      {"a]", "a]", true},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"a\\", "a", false},
      {"a.(b)+$", "a.(b)+$", true},
      {"a.b", "axb", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern, row.path);
    CHECK(Glob(row.pattern, Glob::Language::dockerignore).matches(row.path) == row.matches);
  }
}

TEST_CASE("GitLab's glob of includes") {
  struct Row {
    std::string_view pattern, text;
    bool matches;
  };
  const Row rows[] = {
      {"ci/*.yml", "ci/a.yml", true},
      {"ci/*.yml", "ci/deep/a.yml", false},
      {"ci/**.yml", "ci/a.yml", true},
      {"ci/**.yml", "ci/deep/er/a.yml", true},
      {"ci/**/*.yml", "ci/deep/er/a.yml", true},
      {"ci/**/*.yml", "ci/a.yml", false},
      {"ci/[a]?.yml", "ci/[a]?.yml", true},
      {"ci/[a].yml", "ci/a.yml", false},
      {"*.yml", "a.yml", true},
      {"*.yml", "ci/a.yml", false},
      {"**", "ci/a.yml", true},
  };
  for (const Row& row : rows) {
    INFO(row.pattern << " " << row.text);
    CHECK(Glob(row.pattern, Glob::Language::gitlab_include).matches(row.text) == row.matches);
  }
}

TEST_CASE("a glob is matched without going back") {
  std::string stars, folders, path;
  for (int i = 0; i < 100; ++i) {
    stars += "*a";
    folders += "**/a/";
    path += "a/a";
  }
  const std::string text(20'000, 'a');
  const auto begin = std::chrono::steady_clock::now();
  for (const auto language :
       {Glob::Language::gitignore, Glob::Language::dockerignore, Glob::Language::gitlab_include}) {
    CHECK_FALSE(Glob(stars + "b", language).matches(text));
    CHECK_FALSE(Glob(folders + "b", language).matches(path));
    CHECK(Glob(stars, language).matches(text));
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}
