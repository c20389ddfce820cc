// SPDX-License-Identifier: Apache-2.0
#include "workspace/walk.h"

#include <string>
#include <vector>

#include "temp_tree.h"
#include "test.h"

using namespace s1::workspace;
using s1::test::TempTree;

namespace {

// "path kind", with "(ignored)" after it; then "!code path" of each problem.
std::vector<std::string> dump(const Inventory& inventory) {
  std::vector<std::string> lines;
  for (const File& file : inventory.files)
    lines.push_back(file.path + " " + std::string(name(file.kind)) + (file.ignored ? " (ignored)" : ""));
  for (const Problem& problem : inventory.problems) lines.push_back("!" + problem.code + " " + problem.path);
  return lines;
}

std::vector<std::string> walked(const TempTree& tree, std::string_view start = "", const Limits& limits = {}) {
  const Root root = *Root::open(tree.path());
  return dump(*walk(root, start, limits));
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a walk lists infrastructure, sorted by path") {
  const TempTree tree;
  tree.write("b/Dockerfile", "FROM a");
  tree.write("a/compose.yaml", "");
  tree.write("a.yaml", "apiVersion: v1\nkind: Pod\n");
  tree.write("a/b/c/main.tf", "");
  tree.write("README.md", "");
  tree.write("settings.yaml", "a: 1\n");
  tree.write("z.json", "{\"containerDefinitions\": []}");
  const Root root = *Root::open(tree.path());
  const Inventory inventory = *walk(root, "");
  CHECK(dump(inventory) == Lines{"a.yaml kubernetes", "a/b/c/main.tf terraform", "a/compose.yaml compose",
                                 "b/Dockerfile dockerfile", "z.json ecs-task"});
  CHECK(inventory.seen == 7);
  CHECK(inventory.complete);
  CHECK(inventory.files[0].bytes == 25);
  CHECK(dump(*walk(root, "a")) == Lines{"a/b/c/main.tf terraform", "a/compose.yaml compose"});
  CHECK(dump(*walk(root, "./a//b/")) == Lines{"a/b/c/main.tf terraform"});
}

TEST_CASE("other people's code and hidden folders are not entered, but for those that matter") {
  const TempTree tree;
  for (const char* folder : {".git", "node_modules", "a/node_modules", "vendor", "a/b/vendor", ".terraform", ".venv",
                             "__pycache__", ".tox", "bower_components", ".gradle", ".m2", ".hidden", "env/lib"})
    tree.write(std::string(folder) + "/Dockerfile", "");
  tree.write("env/pyvenv.cfg", "");
  tree.write(".github/workflows/ci.yml", "");
  tree.write(".gitlab/ci/x.yml", "");
  tree.write(".claude/vsm-state/current-task.json", "");
  tree.write(".devcontainer/Dockerfile", "");
  tree.write(".env", "");
  tree.write("a/.dockerignore", "");
  CHECK(walked(tree) == Lines{".claude/vsm-state/current-task.json vsm-state", ".devcontainer/Dockerfile dockerfile",
                              ".env env-file", ".github/workflows/ci.yml github-workflow", ".gitlab/ci/x.yml gitlab-ci",
                              "a/.dockerignore dockerignore"});
  // A folder that was named is walked.
  CHECK(walked(tree, "vendor") == Lines{"vendor/Dockerfile dockerfile"});
  CHECK(walked(tree, ".hidden") == Lines{".hidden/Dockerfile dockerfile"});
  CHECK(walked(tree, "env") == Lines{"env/lib/Dockerfile dockerfile"});
}

TEST_CASE("ignored files are listed as such, ignored folders are not entered") {
  const TempTree tree;
  tree.write(".gitignore", "build/\n*.env\n!keep.env\n/only-here.tf\nsub/deep.tf\n");
  tree.write("build/Dockerfile", "");
  tree.write("sub/build/Dockerfile", "");
  tree.write("a.env", "");
  tree.write("keep.env", "");
  tree.write("only-here.tf", "");
  tree.write("sub/only-here.tf", "");
  tree.write("sub/deep.tf", "");
  tree.write("sub/.gitignore", "!a.env\nlocal.tf\n");
  tree.write("sub/a.env", "");
  tree.write("sub/b.env", "");
  tree.write("sub/local.tf", "");
  tree.write("local.tf", "");
  tree.write("sub/.ignore", "!b.env\nkeep.env\n");
  tree.write("sub/keep.env", "");
  tree.write(".git/info/exclude", "excluded.tf\n!sub/local.tf\n");
  tree.write("sub/excluded.tf", "");
  CHECK(walked(tree) == Lines{"a.env env-file (ignored)", "keep.env env-file", "local.tf terraform",
                              "only-here.tf terraform (ignored)", "sub/a.env env-file", "sub/b.env env-file",
                              "sub/deep.tf terraform (ignored)", "sub/excluded.tf terraform (ignored)",
                              "sub/keep.env env-file (ignored)", "sub/local.tf terraform (ignored)",
                              "sub/only-here.tf terraform"});
  // Files above the start count.
  CHECK(walked(tree, "sub") == Lines{"sub/a.env env-file", "sub/b.env env-file", "sub/deep.tf terraform (ignored)",
                                     "sub/excluded.tf terraform (ignored)", "sub/keep.env env-file (ignored)",
                                     "sub/local.tf terraform (ignored)", "sub/only-here.tf terraform"});
  // What a user names is not ignored, nor is all that lies in it.
  CHECK(walked(tree, "build") == Lines{"build/Dockerfile dockerfile"});
  CHECK(walked(tree, "sub/build") == Lines{"sub/build/Dockerfile dockerfile"});
  CHECK(walked(tree, "a.env") == Lines{"a.env env-file"});
}

TEST_CASE("ignore files that are links or no files are not read") {
  const TempTree outside;
  outside.write("patterns", "*.tf\n");
  const TempTree tree;
  tree.link(".gitignore", outside / "patterns");
  tree.write("a.tf", "");
  tree.fifo("sub/.gitignore");
  tree.write("sub/b.tf", "");
  CHECK(walked(tree) ==
        Lines{"a.tf terraform", "sub/b.tf terraform", "!link-outside-root .gitignore", "!not-a-file sub/.gitignore"});
}

TEST_CASE("a file that a user names is always listed, by content if its name says nothing") {
  const TempTree tree;
  tree.write("foo.txt", "FROM alpine\n");
  tree.write("notes", "hello\n");
  tree.write("x/Dockerfile", "");
  CHECK(walked(tree, "foo.txt") == Lines{"foo.txt dockerfile"});
  CHECK(walked(tree, "notes") == Lines{"notes other"});
  CHECK(walked(tree, "x/Dockerfile") == Lines{"x/Dockerfile dockerfile"});
  CHECK(walked(tree) == Lines{"x/Dockerfile dockerfile"});
}

TEST_CASE("a walk says why it cannot begin") {
  const TempTree outside;
  const TempTree tree;
  tree.link("out", outside.path());
  tree.fifo("fifo");
  const Root root = *Root::open(tree.path());
  CHECK(walk(root, "nothing").error().code == "not-found");
  CHECK(walk(root, "..").error().code == "outside-root");
  CHECK(walk(root, "/").error().code == "outside-root");
  CHECK(walk(root, "out").error().code == "outside-root");
  CHECK(walk(root, "fifo").error().code == "not-a-file");
}

TEST_CASE("what lies in a chart is of the chart") {
  const TempTree tree;
  tree.write("chart/Chart.yaml", "");
  tree.write("chart/values.yaml", "");
  tree.write("chart/templates/plain.yaml", "apiVersion: v1\nkind: Pod\n");
  tree.write("chart/templates/empty.yaml", "");
  tree.write("chart/templates/values-map.yaml", "");
  tree.write("chart/templates/NOTES.txt", "");
  tree.write("chart/crds/crd.yaml", "apiVersion: v1\nkind: Pod\n");
  tree.write("elsewhere/templates/plain.yaml", "apiVersion: v1\nkind: Pod\n");
  const Lines in_chart = {"chart/templates/empty.yaml helm-template", "chart/templates/plain.yaml helm-template",
                          "chart/templates/values-map.yaml helm-template"};
  CHECK(walked(tree) == Lines{"chart/Chart.yaml helm-chart", "chart/crds/crd.yaml kubernetes", in_chart[0], in_chart[1],
                              in_chart[2], "chart/values.yaml helm-values",
                              "elsewhere/templates/plain.yaml kubernetes"});
  CHECK(walked(tree, "chart/templates") == in_chart);
  CHECK(walked(tree, "chart/templates/plain.yaml") == Lines{in_chart[1]});
}

TEST_CASE("links") {
  const TempTree outside;
  outside.write("Dockerfile", "FROM secret");
  const TempTree tree;
  tree.write("real/Dockerfile", "FROM a");
  tree.write("real/settings.txt", "A=b");
  tree.write(".hidden/x/Dockerfile", "");

  SECTION("one to a listed file adds nothing, one to another file is listed") {
    tree.link("Dockerfile", "real/Dockerfile");
    tree.link("b.env", "real/settings.txt");
    tree.link("a.env", "real/settings.txt");
    CHECK(walked(tree) == Lines{"a.env env-file", "real/Dockerfile dockerfile"});
    CHECK(walked(tree, "Dockerfile") == Lines{"Dockerfile dockerfile"});
  }
  SECTION("folders are not walked twice, and what is not walked is named") {
    tree.link("again", "real");
    tree.link("to-hidden", ".hidden/x");
    tree.link(".also-hidden", ".hidden");
    CHECK(walked(tree) == Lines{"real/Dockerfile dockerfile", "!link-to-folder to-hidden"});
    CHECK(walked(tree, "again") == Lines{"again/Dockerfile dockerfile"});
    CHECK(walked(tree, "again/Dockerfile") == Lines{"again/Dockerfile dockerfile"});
  }
  SECTION("loops, broken links and links that lead out are problems") {
    tree.link("real/up", "..");
    tree.link("self", "self");
    tree.link("broken", "nothing");
    tree.link("out.tf", outside / "Dockerfile");
    tree.link("out", outside.path());
    tree.link("node_modules", outside.path());
    CHECK(walked(tree) == Lines{"real/Dockerfile dockerfile", "!link-broken broken", "!link-outside-root out",
                                "!link-outside-root out.tf", "!link-loop real/up", "!link-loop self"});
  }
}
