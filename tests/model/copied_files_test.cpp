// SPDX-License-Identifier: Apache-2.0
// Which file of the build context a path of the image is.
#include "model/copied_files.h"

#include <string>
#include <string_view>

#include "syntax/dockerfile/ast.h"
#include "test.h"
#include "workspace/temp_tree.h"

using namespace s1;

namespace {

// The file and the lines of the COPYs by which it came: "app/start 7 2"; "-" where nothing is found.
std::string found(const model::BuildFiles& context, std::string_view text, std::string_view path,
                  std::string_view before = {}) {
  const Source source{std::string(text)};
  const dockerfile::File file = dockerfile::File::parse(source);
  const dockerfile::Instruction* end = nullptr;
  for (const dockerfile::Instruction& each : file.instructions)
    if (!before.empty() && source.slice(each.header).starts_with(before)) end = &each;
  const model::CopiedFiles copied(file, context, model::kUsualWorkdir);
  const auto file_found = copied.find(*file.target(), path, end);
  if (!file_found) return "-";
  std::string result = file_found->source;
  for (const dockerfile::Instruction* each : file_found->copies)
    result += " " + std::to_string(source.position(each->header.begin).line);
  return result;
}

}  // namespace

TEST_CASE("the file that a path of the image is, and by which COPYs it came") {
  struct Row {
    std::string_view text, path, file;
  };
  const Row rows[] = {
      {"FROM a\nWORKDIR /w\nCOPY run.sh .\n", "/w/run.sh", "run.sh 3"},
      {"FROM a\nWORKDIR /w\nCOPY run.sh .\n", "/run.sh", "-"},
      {"FROM a\nCOPY run.sh start\n", "/start", "run.sh 2"},
      // The destination may be a folder that is there.
      {"FROM a\nCOPY run.sh /usr/local/bin\n", "/usr/local/bin/run.sh", "run.sh 2"},
      {"FROM a\nCOPY run.sh /start/\n", "/start", "-"},
      {"FROM a\nCOPY app /srv\n", "/srv/start", "app/start 2"},
      {"FROM a\nCOPY app /srv\n", "/srv/app/start", "-"},
      {"FROM a\nADD . /srv\n", "/srv/app/start", "app/start 2"},
      {"FROM a\nCOPY . /srv\n", "/srv/ignored.sh", "-"},
      {"FROM a\nCOPY *.sh app/* /srv/\n", "/srv/run.sh", "run.sh 2"},
      {"FROM a\nCOPY *.sh app/* /srv/\n", "/srv/start", "app/start 2"},
      // What was copied last lies on top; what may lie over it is not passed over.
      {"FROM a\nCOPY run.sh /start\nCOPY app /\n", "/start", "app/start 3"},
      {"FROM a\nCOPY run.sh /\nCOPY a $TO\n", "/run.sh", "-"},
      {"FROM a\nCOPY run.sh /\nCOPY $FROM /\n", "/run.sh", "-"},
      {"FROM a\nCOPY run.sh /\nCOPY --from=busybox / /\n", "/run.sh", "-"},
      {"FROM a\nCOPY run.sh /\nCOPY --parents app /\n", "/run.sh", "-"},
      {"FROM a\nCOPY run.sh /\nADD https://example.com/run.sh /\n", "/run.sh", "-"},
      {"FROM a\nCOPY run.sh /\nCOPY <<E /run.sh\nx\nE\n", "/run.sh", "-"},
      {"FROM a\nCOPY run.sh /\nADD https://example.com/run.sh /tmp/\n", "/run.sh", "run.sh 2"},
      // Through other stages.
      {"FROM a AS files\nCOPY app /app\nFROM a\nCOPY --from=files /app/start /x\n", "/x", "app/start 4 2"},
      {"FROM a AS files\nCOPY app /app\nFROM a\nCOPY --from=files /app/start /x/\n", "/x/start", "app/start 4 2"},
      {"FROM a AS files\nCOPY app /app\nFROM a\nCOPY --from=files /app /x\n", "/x/start", "app/start 4 2"},
      {"FROM a AS files\nCOPY app /app\nFROM files\n", "/app/start", "app/start 2"},
  };
  const test::TempTree tree;
  tree.write("run.sh", "x");
  tree.write("ignored.sh", "x");
  tree.write("app/start", "x");
  tree.write(".dockerignore", "ignored.sh\n");
  const workspace::Root root = workspace::Root::open(tree.path()).value();
  const model::BuildFiles context(root, "", "Dockerfile");
  for (const Row& row : rows) {
    INFO(row.text << row.path);
    CHECK(found(context, row.text, row.path) == row.file);
  }
  CHECK(found(context, "FROM a\nRUN make\nCOPY run.sh /\n", "/run.sh", "RUN") == "-");
  CHECK(found(context, "FROM a\nCOPY run.sh /\nRUN make\nCOPY . /\n", "/run.sh", "RUN") == "run.sh 2");
}

TEST_CASE("stages that copy of stages, over and over, do not multiply the work") {
  std::string text = "FROM a AS s0\nCOPY app /app\n";
  for (int i = 1; i < 40; ++i) {
    text += "FROM a AS s" + std::to_string(i) + "\n";
    for (int j = 0; j < 20; ++j) text += "COPY --from=s" + std::to_string(i - 1) + " /app/ /app/\n";
  }
  const test::TempTree tree;
  const workspace::Root root = workspace::Root::open(tree.path()).value();
  CHECK(found(model::BuildFiles(root, "", "Dockerfile"), text, "/app/start") == "-");
}

TEST_CASE("the working directory of containers") {
  struct Row {
    std::string_view text, of_known, of_unknown;
  };
  const Row rows[] = {
      {"FROM a\n", "/", ""},
      {"FROM a\nWORKDIR b\nWORKDIR ../c\n", "/c", ""},
      {"FROM a\nWORKDIR /b\nWORKDIR c\n", "/b/c", "/b/c"},
      {"FROM a AS x\nWORKDIR /b\nFROM x\nWORKDIR c\n", "/b/c", "/b/c"},
      {"FROM a\nWORKDIR $X\n", "", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Source source{std::string(row.text)};
    const dockerfile::File file = dockerfile::File::parse(source);
    CHECK(model::final_workdir(file, *file.target(), "/") == row.of_known);
    CHECK(model::final_workdir(file, *file.target()) == row.of_unknown);
  }
}
