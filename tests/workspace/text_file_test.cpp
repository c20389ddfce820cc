// SPDX-License-Identifier: Apache-2.0
#include "workspace/text_file.h"

#include <string>

#include "test.h"

TEST_CASE("what is not text, and why") {
  const auto code = [](const std::string& bytes) {
    const auto error = s1::workspace::not_text("x", bytes);
    return error ? error->code : "";
  };
  CHECK(code("").empty());
  CHECK(code("FROM a\n").empty());
  CHECK(code("\xef\xbb\xbf"
             "FROM a\n")
            .empty());
  CHECK(code("# caf\xe9\n").empty());
  CHECK(code(std::string("\xff\xfe"
                         "F\0R\0",
                         6)) == "not-utf8");
  CHECK(code(std::string("\xfe\xff\0F", 4)) == "not-utf8");
  CHECK(code(std::string("\0\0\xfe\xff\0\0\0F", 8)) == "not-utf8");
  CHECK(code(std::string("\x7f"
                         "ELF\2\1\1\0",
                         8)) == "binary-file");
  CHECK(code(std::string(8191, 'a') + std::string(1, '\0')) == "binary-file");
  CHECK(code(std::string(8192, 'a') + std::string(1, '\0')).empty());
}
