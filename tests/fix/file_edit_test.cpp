// SPDX-License-Identifier: Apache-2.0
#include "fix/file_edit.h"

#include "test.h"
#include "text/hash.h"

using namespace s1::fix;

TEST_CASE("an edit is applied to the text that it was made for, and to no other") {
  const FileEdit change{"f", Change{{{{1, 2}, "x"}}, s1::hash128("abc")}};
  CHECK(apply(change, "abc").value() == "axc");
  CHECK(apply(change, "abd").error().code == "changed-file");
  CHECK(apply(change, "").error().code == "changed-file");
  const FileEdit remove{"f", Delete{s1::hash128("abc")}};
  CHECK(apply(remove, "abc").value().empty());
  CHECK(apply(remove, "ab").error().code == "changed-file");
  const FileEdit create{"f", Create{"new"}};
  CHECK(apply(create, "").value() == "new");
  CHECK(apply(create, "there").error().code == "changed-file");
}
