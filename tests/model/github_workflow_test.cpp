// SPDX-License-Identifier: Apache-2.0
#include "growth.h"
#include "model/read.h"
#include "pipeline_dump.h"
#include "pipeline_input.h"
#include "test.h"

namespace s1 {
namespace {

std::string read(const std::string& text, const std::string& path = ".github/workflows/ci.yml") {
  return test::dump(test::read_one(model::read_github_workflow, path, text));
}

struct Row {
  std::string name;
  std::string text;
  std::string dump;
};

const Row kRows[] = {
    {"all that a workflow says",
     "name: CI\n"
     "on:\n"
     "  push: {branches: [main]}\n"
     "  schedule: [{cron: '0 4 * * *'}]\n"
     "permissions: {contents: read, packages: write}\n"
     "jobs:\n"
     "  deploy:\n"
     "    needs: [build, lint]\n"
     "    environment: {name: production, url: https://x}\n"
     "    permissions: write-all\n"
     "    runs-on: [self-hosted, linux]\n"
     "    steps:\n"
     "      - uses: actions/download-artifact@v4\n"
     "        with: {name: app}\n"
     "      - name: All\n"
     "        uses: actions/download-artifact@v4\n"
     "  build:\n"
     "    name: Build it\n"
     "    runs-on: ubuntu-24.04\n"
     "    container: node:20\n"
     "    services: {db: {image: 'postgres:16'}, cache: {image: redis}}\n"
     "    steps:\n"
     "      - run: |\n"
     "          make\n"
     "          make test\n"
     "      - uses: actions/upload-artifact@v4\n"
     "      - uses: actions/upload-artifact@v4\n"
     "        with: {name: app, path: dist}\n"
     "  lint:\n"
     "    environment: staging\n"
     "    runs-on: {group: big, labels: [a, b]}\n"
     "    container: {image: \"lint:${{ vars.V }}\"}\n"
     "    permissions: {}\n"
     "    steps: [{run: 'lint ${{ github.sha }}', name: L}]\n"
     "  reuse:\n"
     "    needs: deploy\n"
     "    uses: org/repo/.github/workflows/x.yml@v1\n",
     "github-actions name=CI on=push on=schedule permission=contents: read permission=packages: write @1\n"
     "job build name=Build it image=node:20 service=postgres:16 service=redis runner=ubuntu-24.04 @17\n"
     "  step run=make\\nmake test\\n @23\n"
     "  step uses=actions/upload-artifact@v4 @26\n"
     "  step uses=actions/upload-artifact@v4 @27\n"
     "  makes artifact @26\n"
     "  makes app @27\n"
     "job lint image=lint:${{ vars.V }}? runner=a, b environment=staging permission={} @29\n"
     "  step name=L run=lint ${{ github.sha }}? @34\n"
     "job deploy needs=build needs=lint runner=self-hosted, linux environment=production permission=write-all @7\n"
     "  step uses=actions/download-artifact@v4 @13\n"
     "  step name=All uses=actions/download-artifact@v4 @15\n"
     "  takes app @13\n"
     "  takes  @15\n"
     "job reuse needs=deploy calls=org/repo/.github/workflows/x.yml@v1 @35\n"},
    {"triggers in a list", "on: [push, pull_request]\njobs: {}\n", "github-actions on=push on=pull_request @1\n"},
    {"one trigger", "on: push\npermissions: read-all\njobs: {}\n", "github-actions on=push permission=read-all @1\n"},
    {"jobs in a circle come last, in their order",
     "jobs:\n  a: {needs: b}\n  b: {needs: a}\n  c: {needs: [d, nowhere]}\n  d: {}\n  e: {needs: e}\n",
     "github-actions @1\njob d @5\njob c needs=d needs=nowhere @4\njob e needs=e @6\njob a needs=b @2\njob b needs=a "
     "@3\n"},
    {"an anchor is read where it is used",
     "jobs:\n  a: &job\n    runs-on: x\n    steps: &steps [{run: one}]\n  b: *job\n  c: {<<: *job, runs-on: y}\n",
     "github-actions @1\njob a runner=x @2\n  step run=one @4\njob b runner=x @5\n  step run=one @4\n"
     "job c runner=y @6\n  step run=one @4\n"},
    {"a composite action is no pipeline", "name: x\nruns:\n  using: composite\n  steps: [{run: x, shell: bash}]\n", ""},
    {"wrong types everywhere",
     "name: []\non: {push: 1, 2: 3}\npermissions: [1, {a: b}]\njobs:\n"
     "  a: 1\n  b: []\n  c: {steps: {a: b}, needs: {a: b}, runs-on: {}, container: [], services: [], uses: {}}\n"
     "  d: {steps: [1, [], {run: [], uses: {}, with: 1}, null], environment: [], permissions: 1, needs: [[], null]}\n",
     "github-actions on=push on=2 permission=1 @1\n"
     "job c image=? calls=? @7\n"
     "job d environment=? permission=1 @8\n"
     "  step uses=? run=? @8\n"},
    {"nothing", "", ""},
    {"a list", "- jobs\n", ""},
    {"jobs that are none", "on: push\njobs: [a]\n", ""},
    {"a file that breaks off", "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: \"one\n",
     "github-actions on=push @1\njob a runner=x @3\n  step run=null @6\n"},
};

TEST_CASE("GitHub workflows become pipelines") {
  for (const Row& row : kRows) {
    INFO(row.name);
    CHECK(read(row.text) == row.dump);
  }
}

// What the steps of a job build; each row's steps stand behind a checkout.
std::string builds(const std::string& steps, const std::string& job = "",
                   const std::string& path = ".github/workflows/ci.yml") {
  const std::string dump =
      read("jobs:\n  a:\n" + job + "    steps:\n      - uses: actions/checkout@v4\n" + steps, path);
  std::string result;
  for (std::size_t at = dump.find("  build"); at != std::string::npos; at = dump.find("  build", at + 1))
    result += dump.substr(at + 8, dump.rfind(" @", dump.find('\n', at)) - at - 8) + "\n";
  return result;
}

TEST_CASE("images that the buildah action builds and its sister pushes") {
  const std::string begin = "      - uses: redhat-actions/buildah-build@v2\n        with:\n          ";
  const Row rows[] = {
      {"a name, tags and a file",
       "image: web\n          tags: latest quay.io/a/web:1\n          containerfiles: ./Containerfile",
       "file=./Containerfile tag=web:latest tag=quay.io/a/web:1 in=. reads=Containerfile\n"},
      {"the older input, a context", "image: web\n          dockerfiles: app/Dockerfile\n          context: app",
       "context=app file=app/Dockerfile tag=web in=app\n"},
      {"several files", "image: web\n          containerfiles: |\n            ./A\n            ./B",
       "file=./A? tag=web in=.\n"},
      {"no file", "image: web\n          base-image: alpine", ""},
      {"a push",
       "image: web\n          tags: \"1\"\n          containerfiles: ./D\n"
       "      - uses: redhat-actions/push-to-registry@v2\n        with: {image: web, tags: \"1\", registry: quay.io}",
       "file=./D tag=web:1 pushes in=. reads=D\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(builds(begin + row.text + "\n") == row.dump);
  }
}

TEST_CASE("images that docker/build-push-action builds") {
  const std::string action = "      - uses: docker/build-push-action@v6\n        with:\n          ";
  const Row rows[] = {
      // Its own address at the commit that runs: the files are this repository's.
      {"no context", "tags: a/b:1", "tag=a/b:1 remote in=. reads=Dockerfile\n"},
      {"a file without a context", "file: ./x/Dockerfile\n          push: true",
       "file=./x/Dockerfile pushes remote in=. reads=x/Dockerfile\n"},
      {"a folder of the default context", "context: \"{{defaultContext}}:app\"\n          file: D",
       "context={{defaultContext}}:app file=D remote in=app reads=app/D\n"},
      {"a local context", "context: ./app\n          target: run\n          push: false",
       "context=./app target=run in=app reads=app/Dockerfile\n"},
      {"the file is named from the workspace", "context: app\n          file: build/Dockerfile",
       "context=app file=build/Dockerfile in=app reads=build/Dockerfile\n"},
      {"another address", "context: https://github.com/o/r.git#main\n          push: ${{ inputs.push }}",
       "context=https://github.com/o/r.git#main pushes remote\n"},
      {"the workspace by its name", "context: ${{ github.workspace }}/app",
       "context=${{ github.workspace }}/app? in=app reads=app/Dockerfile\n"},
      {"an expression", "context: ${{ matrix.dir }}\n          file: ${{ matrix.dir }}/Dockerfile",
       "context=${{ matrix.dir }}? file=${{ matrix.dir }}/Dockerfile?\n"},
      {"lines and commas of tags", "context: .\n          tags: |\n            a:1, b:2\n            c:${{ x }}\n",
       "context=. tag=a:1 tag=b:2 tag=c:${{ x }}? in=. reads=Dockerfile\n"},
      {"an output that pushes", "context: .\n          outputs: type=image,name=x,push=true",
       "context=. pushes in=. reads=Dockerfile\n"},
      {"out of the workspace", "context: ../x", "context=../x\n"},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(builds(action + row.text + "\n") == row.dump);
  }
}

TEST_CASE("where the files of a build lie") {
  const std::string run = "      - run: docker build .\n";
  CHECK(builds(run) == "context=. in=. reads=Dockerfile\n");
  CHECK(builds(run, "", "sub/.github/workflows/x.yml") == "context=. in=sub reads=sub/Dockerfile\n");
  // A workflow that lies elsewhere does not say where its repository is.
  CHECK(builds(run, "", "templates/x.yml") == "context=.\n");
  CHECK(builds("      - run: docker build .\n        working-directory: app\n") ==
        "context=. in=app reads=app/Dockerfile\n");
  CHECK(builds(run, "    defaults: {run: {working-directory: app}}\n") == "context=. in=app reads=app/Dockerfile\n");
  CHECK(builds("      - run: docker build .\n        working-directory: ${{ matrix.x }}\n") == "context=.\n");
  // Another repository's files are not known; beside them this one's are.
  const std::string other = "      - uses: actions/checkout@v4\n        with: {repository: o/r, path: other}\n";
  CHECK(builds(other + "      - run: docker build other/x && docker build x\n") ==
        "context=other/x\ncontext=x in=x reads=x/Dockerfile\n");
  CHECK(builds("      - uses: actions/checkout@v4\n        with: {ref: gh-pages}\n" + run) == "context=.\n");
  CHECK(builds("      - uses: actions/checkout@v4\n        with: {ref: '${{ github.sha }}'}\n" + run) ==
        "context=. in=. reads=Dockerfile\n");
  const std::string moved =
      "jobs: {a: {steps: [{uses: actions/checkout@v4, with: {path: src}}, {run: docker build src/b}]}}";
  CHECK(read(moved).find("in=b reads=b/Dockerfile") != std::string::npos);
  CHECK(read("jobs: {a: {steps: [{run: docker build .}]}}").find("in=") == std::string::npos);
  // Other shells are not read.
  CHECK(builds("      - run: docker build .\n        shell: pwsh\n").empty());
  CHECK(builds(run, "    runs-on: windows-latest\n").empty());
  CHECK(builds("      - run: docker build .\n        shell: bash -e {0}\n", "    runs-on: windows-latest\n") ==
        "context=. in=. reads=Dockerfile\n");
}

TEST_CASE("values of a workflow stand exactly where they are written") {
  const std::string text =
      "jobs:\n  a:\n    steps:\n      - run: |\n          cd x\n          docker build \\\n            -t \"img\" y\n"
      "      - uses: docker/build-push-action@v6\n        with: {tags: \"a:1,b:2\"}\n";
  const model::InfraModel infra = test::read_one(model::read_github_workflow, "x.yml", text);
  const auto slice = [&](const model::Place& place) {
    return text.substr(place.span.begin, place.span.end - place.span.begin);
  };
  const std::vector<model::Build>& found = infra.pipelines.at(0).jobs.at(0).builds;
  REQUIRE(found.size() == 2);
  CHECK(slice(found[0].place) == "docker build \\\n            -t \"img\" y");
  CHECK(found[0].place.line == 6);
  CHECK(slice(found[0].tags.at(0).place) == "\"img\"");
  CHECK(slice(found[0].context.place) == "y");
  CHECK(slice(found[1].tags.at(1).place) == "b:2");
}

TEST_CASE("what many jobs share is not copied without end") {
  // 2,000 jobs that alias a script of 200 kB, of a shell that is not read.
  if (test::kSanitized) return;  // 64 MB of text, a minute there
  std::string text = "jobs:\n  a: {steps: [{shell: python, run: &r \"" + test::repeat("some word ", 20'000) + "\"}]}\n";
  for (int i = 0; i < 2'000; ++i) text += "  j" + std::to_string(i) + ": {steps: [{shell: python, run: *r}]}\n";
  const model::InfraModel infra = test::read_one(model::read_github_workflow, "x.yml", text);
  REQUIRE(infra.pipelines.at(0).jobs.size() == 2'001);
  std::size_t bytes = 0;
  for (const model::Job& job : infra.pipelines[0].jobs) bytes += job.steps.at(0).run.text.size();
  CHECK(bytes < (64U << 20));
  CHECK(infra.pipelines[0].jobs.back().steps[0].run.state == model::State::unknown);
}

TEST_CASE("reading a workflow is linear") {
  for (const std::string piece :
       {"  ID: {runs-on: x, needs: [a, b], steps: [{run: docker build -t a .}, {run: docker push a}]}\n",
        "  a: {needs: a}\n", "  ID: {steps: [{uses: docker/build-push-action@v6, with: {tags: 'a,b,c'}}]}\n"}) {
    INFO(piece);
    const auto work = [](const std::string& text) { (void)read(text); };
    CHECK(test::growth(work, "jobs:\n", piece, "") < test::kMostGrowth);
  }
}

}  // namespace
}  // namespace s1
