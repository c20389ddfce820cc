// SPDX-License-Identifier: Apache-2.0
#include "growth.h"
#include "model/named_files.h"
#include "model/read.h"
#include "pipeline_dump.h"
#include "pipeline_input.h"
#include "test.h"

namespace s1 {
namespace {

struct File {
  std::string path;
  std::string text;
};

std::string read(const std::vector<File>& files) {
  test::PipelineFiles inputs;
  for (const File& file : files) inputs.add(file.path, file.text);
  model::InfraModel infra;
  model::read_gitlab_ci(inputs.inputs(), infra);
  return test::dump(infra);
}
std::string read(const std::string& text) {
  return read({{".gitlab-ci.yml", text}});
}

struct Row {
  std::string name;
  std::string text;
  std::string dump;
};

constexpr const char* kStages = "gitlab-ci stage=.pre stage=build stage=test stage=deploy stage=.post @1\n";

const Row kRows[] = {
    {"all that a job says",
     "image: top:1\n"
     "stages: [build, ship]\n"
     "release:\n"
     "  stage: ship\n"
     "  needs: [compile, {job: check, artifacts: true}, {project: g/p, job: other, ref: main}]\n"
     "  image: {name: alpine:3, entrypoint: ['']}\n"
     "  services: [docker:dind, {name: postgres:16, alias: db}]\n"
     "  tags: [linux, big]\n"
     "  environment: {name: production, url: https://x}\n"
     "  dependencies: [compile]\n"
     "  script: ship $CI_COMMIT_SHA\n"
     "compile:\n"
     "  stage: build\n"
     "  before_script: [a]\n"
     "  script:\n    - b\n    - |\n      c\n      d\n"
     "  after_script: [e]\n"
     "  artifacts: {paths: [out/, bin]}\n"
     "check:\n  stage: build\n  environment: review/$CI_COMMIT_REF_SLUG\n  script: [x]\n"
     "child:\n  trigger: {include: [{local: child.yml}]}\n  stage: ship\n"
     "bridge:\n  trigger: {project: g/other, branch: main}\n  stage: ship\n"
     ".hidden: {script: [no]}\n",
     "gitlab-ci stage=.pre stage=build stage=ship stage=.post @1\n"
     "job compile stage=build image=top:1 @12\n"
     "  step name=before_script run=a\\n @14\n"
     "  step name=script run=b\\nc\\nd\\n\\n @16\n"
     "  step name=after_script run=e\\n @20\n"
     "  makes out/ @21\n"
     "  makes bin @21\n"
     "job check stage=build image=top:1 environment=review/$CI_COMMIT_REF_SLUG? @22\n"
     "  step name=script run=x\\n @25\n"
     "job release stage=ship needs=compile needs=check image=alpine:3 service=docker:dind service=postgres:16 "
     "runner=linux, big environment=production @3\n"
     "  step name=script run=ship $CI_COMMIT_SHA\\n @11\n"
     "  takes check @5\n"
     "  takes compile @10\n"
     "job child stage=ship image=top:1 calls=child.yml @26\n"
     "job bridge stage=ship image=top:1 calls=g/other @29\n"},
    {"stages by default, and their order",
     "a: {stage: .post, script: x}\nb: {script: x}\nc: {stage: build, script: x}\nd: {stage: .pre, script: x}\n"
     "e: {stage: test, needs: [f], script: x}\nf: {script: x}\n",
     std::string(kStages) + "job d stage=.pre @4\n  step name=script run=x\\n @4\n"
                            "job c stage=build @3\n  step name=script run=x\\n @3\n"
                            "job b stage=test @2\n  step name=script run=x\\n @2\n"
                            "job f stage=test @6\n  step name=script run=x\\n @6\n"
                            "job e stage=test needs=f @5\n  step name=script run=x\\n @5\n"
                            "job a stage=.post @1\n  step name=script run=x\\n @1\n"},
    {"extends merges mappings, replaces lists; the last parent counts most",
     ".a: {image: {name: a, entrypoint: [x]}, tags: [a, b], script: [one], artifacts: {paths: [p]}}\n"
     ".b: {extends: .a, image: {name: b}, artifacts: {expire_in: 1d}, stage: deploy}\n"
     ".c: {image: plain, tags: [c]}\n"
     "one: {extends: .b, tags: [own]}\n"
     "two: {extends: [.b, .c]}\n"
     "three: {extends: [.c, .b]}\n",
     std::string(kStages) +
         "job one stage=deploy image=b runner=own @4\n  step name=script run=one\\n @1\n  makes p @1\n"
         "job two stage=deploy image=plain runner=c @5\n  step name=script run=one\\n @1\n  makes p @1\n"
         "job three stage=deploy image=b runner=a, b @6\n  step name=script run=one\\n @1\n  makes p @1\n"},
    {"extends in a circle ends; what is extended from elsewhere is not known",
     "a: {extends: .x, script: s}\n.x: {extends: .y, image: i}\n.y: {extends: .x}\n"
     "b: {extends: .elsewhere, script: s}\n",
     std::string(kStages) + "job a image=i runner=? @1\n  step name=script run=s\\n @1\n" +
         "job b image=? runner=? @4\n  step name=script run=s\\n @4\n"},
    {"defaults and what refuses them",
     "default: {image: d, tags: [t], before_script: [pre]}\nafter_script: [post]\n"
     "a: {script: s}\n"
     "b: {script: s, image: own, inherit: {default: false}}\n"
     "c: {script: s, inherit: {default: [tags]}}\n"
     "d: {script: s, before_script: []}\n",
     std::string(kStages) + "job a stage=test image=d runner=t @3\n  step name=before_script run=pre\\n @1\n"
                            "  step name=script run=s\\n @3\n  step name=after_script run=post\\n @2\n"
                            "job b stage=test image=own @4\n  step name=script run=s\\n @4\n"
                            "job c stage=test runner=t @5\n  step name=script run=s\\n @5\n"
                            "job d stage=test image=d runner=t @6\n  step name=script run=s\\n @6\n"
                            "  step name=after_script run=post\\n @2\n"},
    {"references",
     ".s: {script: [one, two], image: {name: i}, vars: {deep: [x]}}\n"
     ".t: {script: [!reference [.s, script], three]}\n"
     "a: {script: [!reference [.t, script], [four, [five]]], image: !reference [.s, image]}\n"
     "b: {script: !reference [.s, vars, deep]}\n"
     "c: {script: [!reference [.none, script], !reference [c, script], x], image: !reference [.s]}\n"
     "d: {script: !reference [d, script]}\n",
     std::string(kStages) +
         "job a stage=test image=i @3\n  step name=script run=one\\ntwo\\nthree\\nfour\\nfive\\n @3\n"
         "job b stage=test @4\n  step name=script run=x\\n @1\n"
         "job c stage=test @5\n  step name=script run=x\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\nx\\n @5\n"
         "job d stage=test @6\n"},
    {"triggers that workflow rules name",
     "workflow:\n  name: Pipe\n  rules:\n"
     "    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n"
     "    - if: $CI_COMMIT_TAG\n    - if: $CI_COMMIT_BRANCH == 'main'\n"
     "    - if: $CI_PIPELINE_SOURCE == 'schedule' && $X\n    - if: $CI_PIPELINE_SOURCE == 'push'\n      when: never\n"
     "    - if: $CI_MERGE_REQUEST_IID\n",
     "gitlab-ci name=Pipe on=merge_request_event on=tag on=branch on=schedule stage=.pre stage=build stage=test "
     "stage=deploy stage=.post @1\n"},
    {"a header with inputs", "spec:\n  inputs: {x: {default: 1}}\n---\na:\n  script: s\n  image: $[[ inputs.x ]]\n",
     "gitlab-ci stage=.pre stage=build stage=test stage=deploy stage=.post @4\n"
     "job a stage=test image=$[[ inputs.x ]]? @4\n  step name=script run=s\\n @5\n"},
    {"images that are built",
     "variables: {A: b}\n"
     "kaniko:\n  script:\n    - >\n      /kaniko/executor --context \"$CI_PROJECT_DIR/app\"\n"
     "      --dockerfile \"${CI_PROJECT_DIR}/app/Dockerfile\" --destination \"$CI_REGISTRY_IMAGE:1\"\n"
     "docker:\n  before_script: [cd app]\n  script:\n    - docker build -t \"$IMG\" .\n    - docker push \"$IMG\"\n"
     "  after_script: [docker build x]\n"
     "none:\n  variables: {GIT_STRATEGY: none}\n  script: [docker build .]\n",
     std::string(kStages) +
         "job kaniko stage=test @2\n"
         "  step name=script run=/kaniko/executor --context \"$CI_PROJECT_DIR/app\" --dockerfile "
         "\"${CI_PROJECT_DIR}/app/Dockerfile\" --destination \"$CI_REGISTRY_IMAGE:1\"\\n\\n @4\n"
         "  build context=$CI_PROJECT_DIR/app? file=${CI_PROJECT_DIR}/app/Dockerfile? tag=$CI_REGISTRY_IMAGE:1? pushes "
         "in=app reads=app/Dockerfile @5\n"
         "job docker stage=test @7\n"
         "  step name=before_script run=cd app\\n @8\n"
         "  step name=script run=docker build -t \"$IMG\" .\\ndocker push \"$IMG\"\\n @10\n"
         "  step name=after_script run=docker build x\\n @12\n"
         "  build context=. tag=$IMG? pushes in=app reads=app/Dockerfile @10\n"
         "  build context=x in=x reads=x/Dockerfile @12\n"
         "job none stage=test @13\n  step name=script run=docker build .\\n @15\n  build context=. @15\n"},
    {"wrong types everywhere",
     "stages: {a: b}\ninclude: [1, [], {x: y}, null]\ndefault: [a]\nimage: [x]\nworkflow: [a]\nvariables: 1\n"
     "a: {stage: [x], needs: {a: b}, script: {x: y}, tags: 1, artifacts: [x], extends: {a: b}, services: 3, trigger: "
     "[]}\n"
     "b: 1\nc: []\nd: {extends: [[], {}], inherit: 3, environment: [], image: [], artifacts: {paths: 5}}\n",
     "gitlab-ci stage=.pre stage=build stage=test stage=deploy stage=.post @1\n"
     "job a stage=test image=? runner=1 calls=? @7\n"
     "job d image=? runner=? environment=? @10\n  makes 5 @10\n"},
    {"nothing", "", ""},
    {"a list", "- a\n", ""},
    {"a job that breaks off", "a:\n  script:\n    - one\n    - \"two\n",
     std::string(kStages) + "job a stage=test @1\n  step name=script run=one\\n @3\n"},
};

TEST_CASE("GitLab configurations become pipelines") {
  for (const Row& row : kRows) {
    INFO(row.name);
    CHECK(read(row.text) == row.dump);
  }
}

TEST_CASE("local includes are merged, the file that includes on top") {
  const std::string dump =
      read({{".gitlab-ci.yml",
             "include:\n  - /ci/a.yml\n  - local: ci/sub/*.yml\n  - remote: https://h/x.yml\n"
             "  - template: Auto-DevOps.gitlab-ci.yml\n  - component: $CI_SERVER_FQDN/g/c@1\n"
             "  - {project: g/p, ref: v1, file: [/x.yml, /y.yml]}\n"
             "build: {extends: .base, script: [root]}\n"},
            {"ci/a.yml", "include: ci/deep.yml\n.base: {image: a, tags: [a]}\nbuild: {stage: build}\n"},
            {"ci/deep.yml", "include: /ci/a.yml\n.base: {image: deep}\ndeep: {script: [d]}\n"},
            {"ci/sub/b.yml", ".base: {tags: [b]}\n"},
            {"ci/other.yml", "other: {script: [no]}\n"}});
  CHECK(dump ==
        "gitlab-ci stage=.pre stage=build stage=test stage=deploy stage=.post include=/ci/a.yml include=ci/deep.yml "
        "include=/ci/a.yml include=ci/sub/*.yml include=https://h/x.yml include=template:Auto-DevOps.gitlab-ci.yml "
        "include=component:$CI_SERVER_FQDN/g/c@1? include=project:g/p@v1:/x.yml include=project:g/p@v1:/y.yml @1\n"
        "job build stage=build image=a runner=b @8\n"
        "  step name=script run=root\\n @8\n"
        "job deep stage=test image=? runner=? @3\n"
        "  step name=script run=d\\n @3\n");
}

TEST_CASE("places of what is included are those of its file") {
  test::PipelineFiles inputs;
  inputs.add(".gitlab-ci.yml", "include: b.yml\na: {extends: .t}\n");
  inputs.add("b.yml", "\n\n\n.t: {image: x, script: [docker build .]}\n");
  model::InfraModel infra;
  model::read_gitlab_ci(inputs.inputs(), infra);
  const model::Job& job = infra.pipelines.at(0).jobs.at(0);
  CHECK(job.place.file == 0);
  CHECK(job.image.place.file == 1);
  CHECK(job.image.place.line == 4);
  REQUIRE(job.builds.size() == 1);
  CHECK(job.builds[0].place.file == 1);
  CHECK(test::PlaceCheck(inputs.sizes()).holds(infra));
}

TEST_CASE("what jobs take from templates is bounded") {
  // Templates that extend two others each, eleven levels of them; and one big script in every job.
  std::string text = ".t0: {script: [\"" + test::repeat("docker x ", 20'000) + "\"]}\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = ".t" + std::to_string(i - 1);
    text += ".t" + std::to_string(i) + ": {extends: [" + before + ", " + before + "]}\n";
  }
  for (int i = 0; i < 1'000; ++i) text += "j" + std::to_string(i) + ": {extends: .t11}\n";
  test::PipelineFiles inputs;
  inputs.add(".gitlab-ci.yml", text);
  model::InfraModel infra;
  model::read_gitlab_ci(inputs.inputs(), infra);
  CHECK(infra.pipelines.at(0).jobs.size() == 1'000);
}

TEST_CASE("includes past GitLab's limit are not looked for") {
  std::string text = "include:\n";
  for (int i = 0; i < 150; ++i) text += "  - {local: gone" + std::to_string(i) + ".yml}\n";
  text += "  - {local: b.yml}\na: {script: x}\n";
  test::PipelineFiles inputs;
  inputs.add(".gitlab-ci.yml", text);
  inputs.add("b.yml", "b: {script: y}\n");
  model::InfraModel infra;
  model::read_gitlab_ci(inputs.inputs(), infra);
  CHECK(infra.pipelines.at(0).jobs.size() == 1);
}

TEST_CASE("the files that a GitLab configuration names") {
  const auto named = [](const std::string& text, const model::GitlabStart& start = {}) {
    test::PipelineFiles inputs;
    inputs.add("sub/.gitlab-ci.yml", text);
    inputs.add("sub/b.yml", "b: {script: y}\n");
    const model::NamedFiles files = model::files_named_by_gitlab_ci(inputs.inputs(), start);
    std::string out;
    for (const auto& each : files.missing) out += each.path + (each.is_pattern ? "* " : " ");
    for (const auto& each : files.merged) out += "+" + each + " ";
    for (const auto& child : files.children) {
      out += ">";
      for (const auto& each : child) out += each + " ";
    }
    return out;
  };
  CHECK(named("include: [b.yml, /c.yml, {local: 'd/**.yml'}, {local: $X.yml}, ../../out.yml, 'https://e.com/x.yml']") ==
        "sub/c.yml sub/d/**.yml* +sub/b.yml ");
  CHECK(named("include: " + std::string(300, 'a') + ".yml").empty());
  CHECK(named("include: b.yml", {.folder = ""}) == "b.yml ");
  CHECK(named("t: {trigger: {include: [{local: a.yml}, b.yml, {artifact: c.yml}]}}\nu: {trigger: {include: d.yml}}") ==
        ">sub/a.yml sub/b.yml >sub/d.yml ");
}

TEST_CASE("several files that start a pipeline are merged") {
  test::PipelineFiles inputs;
  inputs.add("a.yml", "a: {script: x}\nsame: {script: x}\n");
  inputs.add("b.yml", "b: {script: y}\nsame: {image: z}\n");
  model::InfraModel infra;
  model::read_gitlab_ci(inputs.inputs(), infra, {.files = 2});
  REQUIRE(infra.pipelines.size() == 1);
  CHECK(infra.pipelines[0].jobs.size() == 3);
}

TEST_CASE("reading a GitLab configuration is linear") {
  struct Growth {
    std::string begin;
    std::string piece;
  };
  const Growth rows[] = {
      {"", "ID: {stage: test, script: [docker build -t a ., docker push a]}\n"},
      {".t: {image: x, script: [a, b, c], tags: [x]}\n", "ID: {extends: .t}\n"},
      {"", "a: {extends: a}\n"},
      {"a:\n  script:\n", "    - !reference [a, script]\n"},
      {"include:\n", "  - {project: a, file: b}\n"},
      {"stages:\n", "  - a\n"},
  };
  for (const Growth& row : rows) {
    INFO(row.piece);
    const auto work = [](const std::string& text) { (void)read(text); };
    CHECK(test::growth(work, row.begin, row.piece, "") < test::kMostGrowth);
  }
}

}  // namespace
}  // namespace s1
