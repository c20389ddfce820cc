// SPDX-License-Identifier: Apache-2.0
// What Compose projects and GitLab pipelines name in their texts is read with them, whatever it is called.
#include "engine/complete_units.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/scan.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using s1::engine::UnitKind;
using s1::test::TempTree;

// As Compose files are written: so they are recognised whatever they are called.
std::string service(const std::string& name, const std::string& more = "") {
  return "services:\n  " + name + ":\n    image: " + name + "\n" + more;
}

// "kind: path path", one line a unit; a borrowed file in brackets.
std::string units_of(const TempTree& tree, std::string_view start = "") {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  auto found = s1::engine::find_files(*root, start, {}, {}, 1);
  REQUIRE(found.has_value());
  const s1::engine::FileReader reader(*root, 1'000'000, nullptr);
  std::vector<s1::engine::Unit> units = s1::engine::form_units(found->files);
  s1::engine::complete_units(*root, reader, *found, units);
  CHECK(std::ranges::is_sorted(found->files, {}, &s1::workspace::File::path));
  CHECK(found->asked.size() == found->files.size());
  std::string out;
  for (const s1::engine::Unit& unit : units) {
    out += unit.kind == UnitKind::compose_project   ? "compose:"
           : unit.kind == UnitKind::gitlab_pipeline ? "gitlab:"
                                                    : "file:";
    for (const auto id : unit.files)
      out += std::ranges::binary_search(unit.borrowed, id) ? " (" + found->files[id].path + ")"
                                                           : " " + found->files[id].path;
    out += "\n";
  }
  return out;
}

s1::engine::ScanResult scan(const TempTree& tree, std::string_view start = "") {
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  auto result = s1::engine::scan(*root, start, {});
  REQUIRE(result.has_value());
  return *std::move(result);
}

// "path: job job", one line a pipeline.
std::string pipelines(const s1::engine::ScanResult& scan) {
  std::string out;
  for (const auto& pipeline : scan.model.pipelines) {
    out += scan.model.paths[pipeline.place.file] + ":";
    for (const auto& job : pipeline.jobs) out += " " + job.id;
    out += "\n";
  }
  return out;
}

// "name image dockerfile", one line a service.
std::string services(const s1::engine::ScanResult& scan) {
  std::string out;
  for (const auto& service : scan.model.services)
    out += service.container.name + " " + service.container.image.text + " " +
           (service.build ? service.build->dockerfile_path : "-") + "\n";
  return out;
}

}  // namespace

TEST_CASE("a Compose project has what it includes, in short and long form") {
  const TempTree tree;
  tree.write("compose.yaml",
             "include:\n  - infra/base.yaml\n  - path: [jobs/jobs.yml, jobs/more.yml]\n    project_directory: .\n"
             "    env_file: jobs/vars.list\n"
             "services: {web: {image: web}}\n");
  tree.write("infra/base.yaml", "services:\n  db:\n    image: \"db:${TAG}\"\n    build: ./db\n");
  tree.write("infra/.env", "TAG=2\n");
  tree.write("jobs/jobs.yml", "services: {job: {image: \"job:${TAG}\", build: ./job}}\n");
  tree.write("jobs/more.yml", "services: {job: {user: \"1\"}}\n");
  tree.write("jobs/vars.list", "TAG=3\n");
  tree.write("other/stack.yaml", service("s"));
  CHECK(units_of(tree) ==
        "compose: compose.yaml infra/base.yaml jobs/jobs.yml jobs/more.yml infra/.env jobs/vars.list\n"
        "compose: other/stack.yaml\n");
  CHECK(services(scan(tree)) == "db db:2 infra/db/Dockerfile\njob job:3 job/Dockerfile\nweb web -\ns s -\n");
}

TEST_CASE("a Compose project has what it extends, which stays a project of its own") {
  const TempTree tree;
  tree.write("compose.yaml", "services: {web: {extends: {file: shared/common-services.yml, service: app}}}\n");
  tree.write("shared/common-services.yml", service("app", "    build: .\n"));
  CHECK(units_of(tree) == "compose: compose.yaml shared/common-services.yml\ncompose: (shared/common-services.yml)\n");
  const auto result = scan(tree);
  CHECK(services(result) == "web app shared/Dockerfile\napp app shared/Dockerfile\n");
  // Both services build from one place: it is said once.
  CHECK(std::ranges::count_if(result.findings,
                              [](const auto& each) { return each.rule->id == "compose/missing-build-file"; }) == 1);
}

TEST_CASE("Compose files that include one another, and what leads out of the root") {
  const TempTree tree;
  tree.write("in/a.yaml", "include: [b.yaml]\n" + service("a"));
  tree.write("in/b.yaml", "include: [a.yaml, ../../out.yaml, /etc/passwd, gone.yaml, Dockerfile]\n" + service("b"));
  tree.write("in/Dockerfile", "FROM scratch\n");
  CHECK(units_of(tree) == "file: in/Dockerfile\ncompose: in/a.yaml in/b.yaml\n");
  CHECK(scan(tree).model.services.size() == 2);
}

TEST_CASE("a file that Compose looks for by itself stays a project where only a variant includes it") {
  const TempTree tree;
  tree.write("compose.yaml", "services: {web: {image: web}}\n");
  tree.write("docker-compose.ci.yml", "include: [compose.yaml]\nservices: {test: {image: t}}\n");
  tree.write("part/compose.yaml", "services: {part: {image: part}}\n");
  tree.write("docker-compose.yml", "include: [part/compose.yaml]\n");
  CHECK(units_of(tree) ==
        "compose: compose.yaml\ncompose: docker-compose.ci.yml (compose.yaml)\n"
        "compose: docker-compose.yml part/compose.yaml\n");
}

TEST_CASE("a GitLab pipeline has what it includes, whatever it is called") {
  const TempTree tree;
  tree.write(".gitlab-ci.yml",
             "include: [ci/build.yml, {local: /ci/deploy.yml}, {local: 'parts/**.yml'}, {local: 'jobs/*/ci.yml'}]\n"
             "own: {script: x}\n");
  tree.write("ci/build.yml", "include: /ci/deeper/more.yml\nbuild: {needs: []}\n");
  tree.write("ci/deploy.yml", "deploy: {environment: x}\n");
  tree.write("ci/deeper/more.yml", "more: {needs: []}\n");
  tree.write("ci/never.yml", "never: {needs: []}\n");
  tree.write("parts/a.yml", "a: {needs: []}\n");
  tree.write("parts/deep/b.yml", "b: {needs: []}\n");
  tree.write("parts/deep/b.txt", "c: {needs: []}\n");
  tree.write("jobs/one/ci.yml", "one: {needs: []}\n");
  tree.write("jobs/one/deep/ci.yml", "two: {needs: []}\n");
  CHECK(units_of(tree) ==
        "gitlab: .gitlab-ci.yml ci/build.yml ci/deploy.yml parts/a.yml parts/deep/b.yml jobs/one/ci.yml "
        "ci/deeper/more.yml\n");
  const auto result = scan(tree);
  CHECK(pipelines(result) == ".gitlab-ci.yml: own one b a deploy build more\n");
  CHECK(std::ranges::find(result.files, "ci/build.yml", &s1::workspace::File::path) != result.files.end());
  // By its name alone nothing would be known of it.
  CHECK(scan(tree, "ci/build.yml").diagnostics.empty());
  CHECK(scan(tree, "ci/never.yml").diagnostics.size() == 1);
}

TEST_CASE("child pipelines are pipelines of their own") {
  const TempTree tree;
  tree.write(".gitlab-ci.yml",
             "a: {trigger: {include: ci/a.yml}}\n"
             "b: {trigger: {include: [{local: ci/b.yml}, {local: /ci/c.yml}]}}\n"
             "c: {trigger: {include: {local: ci/gone.yml}}}\n"
             "d: {trigger: {include: [{artifact: made.yml, job: a}]}}\n"
             "e: {trigger: other/project}\n");
  tree.write("ci/a.yml", "include: {local: ci/shared.yml}\na1: {extends: .shared, script: docker build ./app}\n");
  tree.write("ci/b.yml", "b1: {extends: .shared}\n");
  tree.write("ci/c.yml", "include: ci/shared.yml\nc1: {trigger: {include: ci/deep.yml}}\n");
  tree.write("ci/deep.yml", "deep: {script: x}\n");
  tree.write("ci/shared.yml", ".shared: {image: alpine}\n");
  tree.write("app/Dockerfile", "FROM scratch\n");
  CHECK(units_of(tree) ==
        "gitlab: .gitlab-ci.yml\nfile: app/Dockerfile\ngitlab: ci/a.yml ci/shared.yml\n"
        "gitlab: ci/b.yml ci/c.yml (ci/shared.yml)\ngitlab: ci/deep.yml\n");
  const auto result = scan(tree);
  CHECK(pipelines(result) == ".gitlab-ci.yml: a b c d e\nci/a.yml: a1\nci/b.yml: c1 b1\nci/deep.yml: deep\n");
  CHECK(result.model.pipelines[1].jobs[0].builds[0].dockerfile_path == "app/Dockerfile");
}

TEST_CASE("a GitLab file that nothing includes is a pipeline, of which no missing file is certain") {
  const TempTree tree;
  tree.write(".gitlab-ci.yml", "own: {script: docker build gone}\n");
  tree.write("templates/docker.gitlab-ci.yml", "build: {stage: build, script: docker build gone}\n");
  const auto result = scan(tree);
  CHECK(pipelines(result) == ".gitlab-ci.yml: own\ntemplates/docker.gitlab-ci.yml: build\n");
  std::vector<std::string> missing;
  for (const auto& finding : result.findings)
    if (finding.rule->id == "gitlab-ci/missing-build-file") missing.push_back(finding.path);
  CHECK(missing == std::vector<std::string>{".gitlab-ci.yml"});
  tree.write(".gitlab-ci.yml", "own: {trigger: {include: templates/docker.gitlab-ci.yml}}\n");
  const auto child = scan(tree);
  CHECK(std::ranges::any_of(child.findings,
                            [](const auto& each) { return each.path == "templates/docker.gitlab-ci.yml"; }));
}

TEST_CASE("what is included from an ignored file feeds the model and has no findings") {
  const TempTree tree;
  tree.write(".gitignore", "local.yaml\n");
  tree.write("compose.yaml", "include: [local.yaml]\n");
  tree.write("local.yaml", "services: {web: {build: ./gone}}\n");
  const auto result = scan(tree);
  CHECK(result.model.services.size() == 1);
  CHECK(result.findings.empty());
}

TEST_CASE("many projects that name one big file do not make the work grow with their product") {
  const TempTree tree;
  std::string big = "services:\n";
  for (int i = 0; i < 40'000; ++i) big += "  s" + std::to_string(i) + ": {image: x}\n";
  tree.write("big.yaml", big);
  for (int i = 0; i < 60; ++i)
    tree.write("p" + std::to_string(i) + "/compose.yaml",
               "services: {a: {extends: {file: ../big.yaml, service: s1}}}\n");
  const std::string units = units_of(tree);
  std::size_t uses = 0;
  for (std::size_t at = 0; (at = units.find("big.yaml", at)) != std::string::npos; ++at) ++uses;
  CHECK(uses > 10);
  CHECK(uses * big.size() <= 2 * (s1::engine::kMostBorrowed + big.size()));
}

TEST_CASE("files that name one another in a long chain are followed to a limit") {
  const TempTree tree;
  tree.write("compose.yaml", "include: [c0/c.yaml]\n");
  for (int i = 0; i < 60; ++i)
    tree.write("c" + std::to_string(i) + "/c.yaml",
               "include: [../c" + std::to_string(i + 1) + "/c.yaml]\n" + service("s" + std::to_string(i)));
  std::set<std::string> names;
  const auto result = scan(tree);
  for (const auto& each : result.model.services) names.insert(each.container.name);
  CHECK(names.size() == 60);  // what is past the limit is a project by itself
  CHECK(result.model.services.size() < 120);
}
