// SPDX-License-Identifier: Apache-2.0
// create_file FOLDER NAME TEXT: what the test kills. Its exit code is 1 where the file was not created.
#include <cstdio>

#include "workspace/write_file.h"

int main(int count, char** words) {
  using namespace s1::workspace;
  if (count != 4) return 2;
  const auto root = Root::open(words[1]);
  if (!root) return 2;
  const FileWrite writes[] = {{words[2], FileWrite::Action::create, words[3], ""}};
  const s1::Result<void> done = write_files(*root, writes);
  if (done) return 0;
  std::fprintf(stderr, "%s: %s\n", done.error().code.c_str(), done.error().what.c_str());
  return 1;
}
