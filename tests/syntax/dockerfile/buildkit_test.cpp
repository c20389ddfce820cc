// SPDX-License-Identifier: Apache-2.0
// BuildKit's own parser files: dump() must give its results byte for byte, and what it refuses is `rejected`.
#include <iostream>

#include "syntax/dockerfile/ast.h"
#include "test.h"

namespace s1::dockerfile {
namespace {

TEST_CASE("agrees with BuildKit's parser on its test files") {
  const std::filesystem::path shared = test::shared_dir();
  if (shared.empty()) {
    std::cout << "skipped: agrees with BuildKit's parser on its test files: no shared folder\n";
    return;
  }
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "buildkit-parser" / "testfiles")) {
    INFO(entry.path().filename().string());
    const Source source(test::read_file(entry.path() / "Dockerfile"));
    const File file = File::parse(source);
    CHECK_FALSE(file.rejected);
    CHECK(dump(file) == test::read_file(entry.path() / "result"));
    CHECK(print(file) == source.bytes());
    ++files;
  }
  CHECK(files >= 32);
  std::size_t refused = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "buildkit-parser" / "testfiles-negative")) {
    INFO(entry.path().filename().string());
    const Source source(test::read_file(entry.path() / "Dockerfile"));
    const File file = File::parse(source);
    CHECK(file.rejected);
    CHECK_FALSE(file.diagnostics.empty());
    CHECK(print(file) == source.bytes());
    ++refused;
  }
  CHECK(refused >= 4);
}

}  // namespace
}  // namespace s1::dockerfile
