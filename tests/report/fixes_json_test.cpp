// SPDX-License-Identifier: Apache-2.0
#include "report/fixes_json.h"

#include "test.h"
#include "text/hash.h"

namespace {

using namespace s1;
using report::Json;

fix::FixedFile created(const std::string& path, const std::string& text) {
  return {{path, fix::Create{text}}, "", text};
}

fix::FixedFile changed(const std::string& path, const std::string& text, Edit edit) {
  const std::string new_text = s1::apply(text, std::span(&edit, 1)).value();
  return {{path, fix::Change{{std::move(edit)}, hash128(text)}}, text, new_text};
}

}  // namespace

TEST_CASE("files are given with their action, their diff and, where created, their content") {
  const std::vector<fix::FixedFile> files = {
      created("a", "1\n"),
      created("big", std::string(16'001, 'x')),
      changed("b", "old\n", {{0, 3}, "new"}),
      {{"c", fix::Delete{hash128("gone\n")}}, "gone\n", ""},
      created("key", "API_TOKEN=abcdef0123456789\n"),
  };
  std::string diff;
  const Json json = report::files_to_json(files, SIZE_MAX, SIZE_MAX, diff);
  REQUIRE(json.size() == 5);
  CHECK(json[0] == Json{{"path", "a"},
                        {"action", "create"},
                        {"diff", "--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+1\n"},
                        {"content", "1\n"}});
  CHECK(json[1]["content_omitted"] == true);
  CHECK_FALSE(json[1].contains("content"));
  CHECK(json[2] == Json{{"path", "b"}, {"action", "modify"}, {"diff", "--- a/b\n+++ b/b\n@@ -1 +1 @@\n-old\n+new\n"}});
  CHECK(json[3] ==
        Json{{"path", "c"}, {"action", "delete"}, {"diff", "--- a/c\n+++ /dev/null\n@@ -1 +0,0 @@\n-gone\n"}});
  CHECK(json[4] == Json{{"path", "key"}, {"action", "create"}, {"redacted", true}});
  CHECK(diff.find("+new") < diff.find("-gone"));
  CHECK(diff.find("TOKEN") == std::string::npos);
}

TEST_CASE("content is given up to 40 kB in all, and diffs up to what is asked for") {
  std::vector<fix::FixedFile> files;
  for (const char* const name : {"a", "b", "c"}) files.push_back(created(name, std::string(15'000, 'x') + "\n"));
  std::string diff;
  const Json json = report::files_to_json(files, 40'000, SIZE_MAX, diff);
  CHECK(json[1].contains("content"));
  CHECK(json[2]["content_omitted"] == true);
  CHECK(json[0].contains("diff"));  // twice 15 kB
  CHECK(json[1]["diff_omitted"] == true);
  CHECK(diff == json[0]["diff"].get<std::string>());
}

TEST_CASE("the answer stays within its bytes, however long the paths are") {
  fix::Fixes fixes;
  const std::string folder(800, 'd');
  for (int i = 100; i < 220; ++i) {
    const std::string path = folder + std::to_string(i) + "/Dockerfile";
    fixes.files.push_back(changed(path, "old\n", {{0, 3}, "new"}));
    fixes.fixed.push_back({"v1:" + std::to_string(i), nullptr, path, 1, rules::Fix::safe, {}});
    fixes.not_fixed.push_back({"v1:x" + std::to_string(i), nullptr, path, 1, rules::Fix::none, "of " + path});
    fixes.unread.push_back({path, 0, "not-readable", "it cannot be read", "check it"});
  }
  const Json json = report::fixes_to_json(fixes, false, 38'000);
  CHECK(json.dump().size() <= 38'000);
  CHECK(json["files"].size() > 5);
  CHECK(json["omitted"]["files"] == 120 - json["files"].size());
  CHECK(json["files"][0].contains("diff"));
  CHECK(report::fixes_to_json(fixes, false)["files"].size() == 120);
}
