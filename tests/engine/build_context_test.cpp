// SPDX-License-Identifier: Apache-2.0
// Which COPY sources are out of reach; the rules' own examples show the plain cases.
#include "engine/build_context.h"

#include "engine/scan.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using s1::model::Presence;
using s1::model::UnreachableSource;

s1::engine::ScanResult scanned(const s1::test::TempTree& tree) {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  auto scan = s1::engine::scan(*root, "", {});
  REQUIRE(scan.has_value());
  return *std::move(scan);
}

// "missing app.conf in web" or "ignored …", one line each.
std::string unreachable(const s1::test::TempTree& tree) {
  const auto scan = scanned(tree);
  std::string out;
  for (const UnreachableSource& each : scan.model.unreachable_sources)
    out += std::string(each.why == UnreachableSource::Why::missing ? "missing " : "ignored ") +
           scan.model.images[each.image].sources[each.source].path + " in " +
           (each.context.empty() ? "." : each.context) + (each.build.exists() ? "" : " (nobody says so)") + "\n";
  return out;
}

}  // namespace

TEST_CASE("each context that somebody names is looked at") {
  const s1::test::TempTree tree;
  tree.write("docker/Dockerfile", "FROM nginx:1.29\nCOPY site.conf /etc/nginx/\n");
  tree.write("docker/site.conf", "");
  tree.write("compose.yaml",
             "services:\n  a:\n    build: docker\n  b:\n    build: {context: ., dockerfile: docker/Dockerfile}\n");
  CHECK(unreachable(tree) == "missing site.conf in .\n");
}

TEST_CASE("links, leading slashes and folders are taken as the builder takes them") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile",
             "FROM nginx:1.29\nCOPY /conf/a.conf conf/ link/a.conf ../up.conf /gone /etc/\nCOPY . /srv\n");
  tree.write("conf/a.conf", "");
  tree.link("link", "conf");
  tree.write("compose.yaml", "services: {a: {build: .}}\n");
  CHECK(unreachable(tree) == "missing /gone in .\n");
}

TEST_CASE("a link that leads out of the root says nothing about what is there") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile", "FROM nginx:1.29\nCOPY out/passwd /etc/\n");
  tree.link("out", "/etc");
  CHECK(unreachable(tree).empty());
}

TEST_CASE("the Dockerfile's own ignore file comes before the context's") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile", "FROM nginx:1.29\nCOPY a.txt b.txt /\n");
  tree.write("a.txt", "");
  tree.write("b.txt", "");
  tree.write(".dockerignore", "a.txt\n");
  tree.write("compose.yaml", "services: {a: {build: .}}\n");
  CHECK(unreachable(tree) == "ignored a.txt in .\n");
  tree.write("Dockerfile.dockerignore", "b.txt\n");
  CHECK(unreachable(tree) == "ignored b.txt in .\n");
}

TEST_CASE("infrastructure beside a Dockerfile is no application, scanned or not") {
  const s1::test::TempTree tree;
  tree.write("app/Dockerfile", "FROM node:22\nCOPY server.js /\n");
  tree.write("app/compose.yaml", "services: {a: {image: 'example/a:1'}}\n");
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const auto scan = s1::engine::scan(*root, "app/Dockerfile", {});
  REQUIRE(scan.has_value());
  CHECK(scan->model.unreachable_sources.empty());
}

TEST_CASE("what an ARG of the file decides is not known, for any build may set it") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile",
             "ARG BASE=node:22\nFROM $BASE AS a\nARG WHO=root DIR=gone\nENV PORT=80 DB_PASSWORD=abc\n"
             "COPY ${DIR:-x}/a /\nEXPOSE $PORT $DB_PASSWORD\nUSER $WHO\nFROM node:22\n");
  tree.write("main.py", "");
  const auto scan = scanned(tree);
  REQUIRE(scan.model.images.size() == 2);
  const s1::model::Image& image = scan.model.images[0];
  CHECK(image.root_base.empty());
  CHECK(image.sources.empty());
  CHECK(image.user.state == s1::model::State::unknown);
  CHECK(image.user.text == "$WHO");
  REQUIRE(image.ports.size() == 2);
  CHECK(image.ports[0].is("80"));
  CHECK_FALSE(image.ports[1].known());
  CHECK(image.ports[1].text == "$DB_PASSWORD");
  CHECK(scan.model.images[1].root_base == "node:22");
}

TEST_CASE("what an ENV takes from an ARG is not known either, and no secret gets into the name of a base") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile",
             "ARG DB_PASSWORD=hunter2\nARG ALIAS=${DB_PASSWORD}\nFROM example.com/$ALIAS/node:22\nARG WHO=root\n"
             "ENV OWNER=$WHO PLAIN=80\nENV OTHER=${OWNER}\nENV OLD $WHO\nEXPOSE $PLAIN $OLD\nUSER $OTHER\n");
  const auto scan = scanned(tree);
  const s1::model::Image& image = scan.model.images.at(0);
  CHECK(image.base == "example.com/$ALIAS/node:22");
  CHECK(image.root_base.empty());
  CHECK(image.user.state == s1::model::State::unknown);
  CHECK(image.ports.at(0).is("80"));
  CHECK_FALSE(image.ports.at(1).known());
}

TEST_CASE("a context that a build or the job itself may make is not known to be missing") {
  const s1::test::TempTree tree;
  tree.write("compose.yaml", "services: {a: {build: ./dist}, b: {build: '{{name}}'}, c: {build: made/x}}\n");
  tree.write(".gitignore", "/made\n");
  tree.write(
      ".github/workflows/a.yml",
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n"
      "      - uses: actions/download-artifact@v4\n        with: {path: ctx}\n"
      "      - run: git clone https://example.com/z z\n      - run: |\n          docker build ctx\n"
      "          docker build z\n          cp -r a opt\n          docker build opt\n          docker build gone\n"
      "          docker build gone\n          mkdir late\n");
  const auto scan = scanned(tree);
  std::string missing;
  for (const s1::model::Service& service : scan.model.services)
    if (service.build && service.build->context_presence == Presence::missing)
      missing += service.build->context_path + "\n";
  for (const s1::model::Build& build : scan.model.pipelines.at(0).jobs.at(0).builds)
    if (build.context_presence == Presence::missing) missing += build.context_path + "\n";
  CHECK(missing == "gone\ngone\n");
}

TEST_CASE("what other jobs hand over is not known to be missing") {
  // "path: context context", those that are missing.
  const auto missing = [](const s1::test::TempTree& tree) {
    const auto scan = scanned(tree);
    std::string text;
    for (const auto& pipeline : scan.model.pipelines) {
      text += scan.model.paths[pipeline.place.file] + ":";
      for (const auto& job : pipeline.jobs)
        for (const s1::model::Build& build : job.builds)
          if (build.context_presence == Presence::missing) text += " " + build.context_path;
      text += "\n";
    }
    return text;
  };
  const s1::test::TempTree tree;
  tree.write(".gitlab-ci.yml",
             "early: {stage: build, script: docker build late}\n"
             "make: {stage: build, script: x, artifacts: {paths: [site/**/*.html]}}\n"
             "pack: {stage: test, script: [docker build site, docker build gone]}\n"
             "cached: {stage: test, cache: {paths: [store/]}, script: [docker build store, docker build gone2]}\n"
             "last: {stage: deploy, script: x, artifacts: {paths: [late]}}\n");
  tree.write(".github/workflows/a.yml",
             "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v4\n"
             "      - run: docker build before\n      - uses: actions/download-artifact@v4\n        with: {name: x}\n"
             "      - run: docker build ctx\n");
  tree.write("Jenkinsfile",
             "pipeline {\n  agent any\n  stages {\n    stage('A') { steps {\n      sh 'docker build one'\n"
             "      sh 'make three'\n      stash name: 's', includes: 'four/**, five'\n    } }\n"
             "    stage('B') { steps {\n      sh 'docker build three'\n      sh 'docker build four'\n"
             "      unstash 's'\n      sh 'docker build four'\n      sh 'docker build five'\n"
             "      sh 'docker build two'\n      copyArtifacts projectName: 'p'\n      sh 'docker build six'\n"
             "    } }\n  }\n}\n");
  CHECK(missing(tree) ==
        ".github/workflows/a.yml: before\n.gitlab-ci.yml: late gone gone2\nJenkinsfile: one four two\n");
  tree.write(".gitlab-ci.yml",
             "make: {stage: build, script: x, artifacts: {untracked: true}}\n"
             "pack: {stage: test, script: docker build gone}\n");
  CHECK(missing(tree).find(".gitlab-ci.yml:\n") != std::string::npos);
}

TEST_CASE("only the stages that are built are looked at") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile",
             "FROM node:22 AS test\nCOPY tests.txt /\nFROM node:22 AS build\nCOPY main.c /\nFROM node:22\n"
             "COPY --from=build /a /a\n");
  tree.write("main.py", "");
  CHECK(unreachable(tree) == "missing main.c in . (nobody says so)\n");
  tree.write("compose.yaml", "services: {a: {build: {context: ., target: test}}}\n");
  CHECK(unreachable(tree) == "missing tests.txt in .\n");
}

TEST_CASE("separators of Windows, submodules and placeholders are seen for what they are") {
  const s1::test::TempTree tree;
  tree.write("Dockerfile",
             "# escape=`\nFROM example/windows:1\nCOPY src\\a.txt src\\b.txt lib/c.txt {{name}} C:\\app\\\n");
  tree.write("src/a.txt", "");
  tree.write("lib/.keep", "");
  tree.write(".gitmodules", "[submodule \"lib\"]\n\tpath = lib\n\turl = https://example.com/lib\n");
  CHECK(unreachable(tree) == "missing src/b.txt in . (nobody says so)\n");
}

TEST_CASE("contexts and unreachable sources of one Dockerfile are bounded") {
  const s1::test::TempTree tree;
  std::string dockerfile = "FROM nginx:1.29\n";
  for (int i = 0; i < 300; ++i) dockerfile += "COPY gone" + std::to_string(i) + " /\n";
  tree.write("Dockerfile", dockerfile);
  tree.write("main.py", "");
  CHECK(scanned(tree).model.unreachable_sources.size() == 100);
  std::string compose = "services:\n";
  for (int i = 0; i < 17; ++i) {
    const std::string name = "d" + std::to_string(i);
    tree.write(name + "/main.py", "");
    compose += "  " + name + ": {build: {context: ./" + name + ", dockerfile: ../Dockerfile}}\n";
  }
  tree.write("compose.yaml", compose);
  CHECK(unreachable(tree).empty());
}

TEST_CASE("whether context and Dockerfile of a build are there") {
  const s1::test::TempTree tree;
  tree.write("web/Dockerfile", "FROM scratch\n");
  tree.folder("empty");
  tree.write("compose.yaml",
             "services:\n  a: {build: web}\n  b: {build: empty}\n  c: {build: gone}\n  d: {build: '${WHERE}'}\n"
             "  e: {build: 'https://example.com/a.git'}\n");
  const auto scan = scanned(tree);
  std::string seen;
  for (const s1::model::Service& service : scan.model.services) {
    if (!service.build) continue;
    for (const Presence presence : {service.build->context_presence, service.build->dockerfile_presence})
      seen += presence == Presence::present ? '+' : presence == Presence::missing ? '-' : '?';
    seen += ' ';
  }
  CHECK(seen == "++ +- -- ?? ?? ");
}
