// SPDX-License-Identifier: Apache-2.0
#include "workspace/names.h"

#include "test.h"

using namespace s1::workspace;

TEST_CASE("names that no output could hold exactly are told apart") {
  for (const char* name : {"Dockerfile", "Dockerfile ä", "名前.yml", "a b", "a\\b", "-"}) CHECK(is_readable_name(name));
  for (const char* name : {"a\nb", "a\tb", "\x1b[31m", "a\x7f", "\xC2\x85", "\xFF", "caf\xE9", "\xC0\xAF",
                           "a\xE2\x80\xAE"
                           "b",
                           "a\xE2\x80\x8B"
                           "b"})
    CHECK_FALSE(is_readable_name(name));
}

TEST_CASE("paths are shown without what cannot be seen") {
  CHECK(for_display("a/Dockerfile") == "a/Dockerfile");
  CHECK(for_display("ä/名前") == "ä/名前");
  CHECK(for_display("a\nb\tc") == "a\\u{a}b\\u{9}c");
  CHECK(for_display("\x1b[31mred") == "\\u{1b}[31mred");
  CHECK(for_display("a\xE2\x80\xAE"
                    "b") == "a\\u{202e}b");
  CHECK(for_display("caf\xE9!\xFF") == "caf\\xe9!\\xff");
}

TEST_CASE("paths are normalised by name") {
  CHECK(normalised("") == "");
  CHECK(normalised(".") == "");
  CHECK(normalised("./a//b/") == "a/b");
  CHECK(normalised("a/../b") == "b");
  CHECK(normalised("a/b/../../c") == "c");
  CHECK(normalised("..a/b..") == "..a/b..");
  CHECK_FALSE(normalised(".."));
  CHECK_FALSE(normalised("a/../../b"));
  CHECK_FALSE(normalised("/a"));
}
