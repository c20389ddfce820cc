// SPDX-License-Identifier: Apache-2.0
#include "growth.h"
#include "model/read.h"
#include "pipeline_dump.h"
#include "syntax/groovy/script.h"
#include "test.h"

namespace s1 {
namespace {

model::InfraModel read(const std::string& text, std::string_view path = "Jenkinsfile") {
  const Source source(text);
  model::Input input;
  input.path = path;
  input.source = &source;
  const groovy::Script script = groovy::read_script(source);
  input.groovy = &script;
  model::InfraModel infra;
  model::read_jenkinsfile(input, infra);
  return infra;
}

struct Row {
  std::string name;
  std::string text;
  std::string dump;
};

void check(const Row& row) {
  INFO(row.name);
  CHECK(test::dump(read(row.text)) == row.dump);
}

const Row kRows[] = {
    {"a declarative pipeline",
     "@Library('tools@v2') _\n"
     "pipeline {\n"
     "  agent { docker { image 'maven:3.9'; label 'linux' } }\n"
     "  triggers { cron('H 4 * * *'); pollSCM 'H/5 * * * *' }\n"
     "  stages {\n"
     "    stage('Build') {\n"
     "      steps {\n"
     "        sh 'mvn package'\n"
     "        stash name: 'jars', includes: 'target/*.jar'\n"
     "      }\n"
     "      post { always { archiveArtifacts artifacts: 'log.txt' } }\n"
     "    }\n"
     "    stage(\"Deploy\") {\n"
     "      agent { label 'prod' }\n"
     "      when { branch 'main' }\n"
     "      steps { unstash 'jars'; bat(script: 'deploy.cmd', label: 'go'); build job: 'smoke' }\n"
     "    }\n"
     "  }\n"
     "  post { failure { sh \"notify ${env.BUILD_URL}\" } }\n"
     "}\n",
     "jenkins on=cron on=pollSCM stage=Build stage=Deploy include=tools@v2 @2\n"
     "job Build stage=Build image=maven:3.9 runner=linux @6\n"
     "  step run=mvn package @8\n"
     "  makes jars @9\n"
     "  makes log.txt @11\n"
     "job Deploy stage=Deploy runner=prod calls=smoke @13\n"
     "  step name=go run=deploy.cmd @16\n"
     "  takes jars @16\n"
     "job post image=maven:3.9 runner=linux @19\n"
     "  step run=notify ${env.BUILD_URL}? @19\n"},
    {"parallel and matrix stages belong to the outermost one",
     "pipeline {\n"
     "  agent none\n"
     "  stages {\n"
     "    stage('Test') {\n"
     "      parallel {\n"
     "        stage('Unit') { agent any\n steps { sh 'a' } }\n"
     "        stage('Nested') { stages { stage('Deep') { steps { sh 'b' } } } }\n"
     "      }\n"
     "    }\n"
     "    stage('Matrix') { matrix { axes { axis { name 'OS'; values 'a', 'b' } }\n"
     "      stages { stage('Cell') { steps { sh 'c' } } } } }\n"
     "  }\n"
     "}\n",
     "jenkins stage=Test stage=Matrix @1\n"
     "job Unit stage=Test runner=any @6\n"
     "  step run=a @7\n"
     "job Deep stage=Test @8\n"
     "  step run=b @8\n"
     "job Cell stage=Matrix @12\n"
     "  step run=c @12\n"},
    {"a scripted pipeline",
     "properties([pipelineTriggers([cron('@daily'), upstream('a')])])\n"
     "library identifier: 'lib@1'\n"
     "def prepare(String what) {\n"
     "  sh \"prepare ${what}\"\n"
     "}\n"
     "node('linux') {\n"
     "  sh 'first'\n"
     "  stage('Build') {\n"
     "    docker.image('node:20').inside('-u root') { sh 'npm ci' }\n"
     "  }\n"
     "  stage 'Old'\n"
     "  sh 'old form'\n"
     "}\n"
     "stage('Both') {\n"
     "  parallel(\n"
     "    'left': { node('l') { sh 'l' } },\n"
     "    right: { sh 'r' },\n"
     "    failFast: true)\n"
     "}\n",
     "jenkins on=cron on=upstream stage=Build stage=Old stage=Both include=lib@1 @1\n"
     "job prepare @4\n"
     "  step run=prepare ${what}? @4\n"
     "job linux runner=linux @7\n"
     "  step run=first @7\n"
     "job Build stage=Build image=node:20 runner=linux @8\n"
     "  step run=npm ci @9\n"
     "job Old stage=Old runner=linux @11\n"
     "  step run=old form @12\n"
     "job left stage=Both runner=l @16\n"
     "  step run=l @16\n"
     "job right stage=Both @17\n"
     "  step run=r @17\n"},
    {"nothing in comments, strings and patterns opens or closes a block",
     "pipeline { // {{ stage('no') {\n"
     "  /* } sh 'no' */\n"
     "  stages { stage('A') { steps {\n"
     "    echo '} stage(\"no\") { \\' }'\n"
     "    echo \"} ${ [a: '}', b: \"${x}\"].size() } {\"\n"
     "    echo '''} '' {'''\n"
     "    echo \"\"\"} \"quoted\" ${y { -> '}' }} {\"\"\"\n"
     "    def m = x =~ /}{\\/'\"/\n"
     "    def d = $/ } $/ ' $$ /$\n"
     "    def q = 8 / 2 / 2; sh 'after /' \n"
     "  } } }\n"
     "  post { always { sh 'last' } }\n"
     "}\n",
     "jenkins stage=A @1\n"
     "job A stage=A @3\n"
     "  step run=after / @10\n"
     "job post @12\n"
     "  step run=last @12\n"},
    {"texts of scripts",
     "node {\n"
     "  sh '''a\n  b'''\n"
     "  sh \"\"\"c \\${d} ${e}\"\"\"\n"
     "  sh 'f \\'g\\' \\\\ \\u0041'\n"
     "  sh script: \"h\", returnStdout: true\n"
     "  def x = sh(script: 'i', returnStatus: true)\n"
     "  sh 'j ' + k +\n     ' l'\n"
     "  sh m\n"
     "  sh(returnStdout: true, script: '''\n n'''.stripIndent())\n"
     "  if (o) sh 'p' else sh 'q'\n"
     "  steps.sh 'r'\n"
     "  foo.stash 'no'\n"
     "  def sh = 1\n"
     "  sh \\\n   's'\n"
     "}\n",
     "jenkins @1\n"
     "job node @2\n"
     "  step run=a\\n  b @2\n"
     "  step run=c ${d} ${e}? @4\n"
     "  step run=f 'g' \\ A @5\n"
     "  step run=h @6\n"
     "  step run=i @7\n"
     "  step run=j ${k} l? @8\n"
     "  step run=m? @10\n"
     "  step run=\\n n @11\n"
     "  step run=p @13\n"
     "  step run=q @13\n"
     "  step run=r @14\n"
     "  step run=s @17\n"},
    {"images that are built",
     "pipeline {\n"
     "  agent { dockerfile { filename 'Dockerfile.ci'; dir 'ci' } }\n"
     "  stages {\n"
     "    stage('A') { steps { dir('app') { sh \"docker build -f ../x/Dockerfile -t app:${TAG} .\" } } }\n"
     "    stage('B') { steps { script {\n"
     "      app = docker.build('team/app', '-f Dockerfile.b --target run sub')\n"
     "      app.push()\n"
     "      docker.build(\"other:${TAG}\").push('latest')\n"
     "    } } }\n"
     "    stage('C') { steps { script { app.push('x'); docker.build 'third' + v, args } } }\n"
     "  }\n"
     "}\n",
     "jenkins stage=A stage=B stage=C @1\n"
     "job A stage=A @4\n"
     "  step run=docker build -f ../x/Dockerfile -t app:${TAG} .? @4\n"
     "  build context=. file=../x/Dockerfile tag=app:${TAG}? in=app reads=x/Dockerfile @4\n"
     "  build context=ci file=Dockerfile.ci in=ci reads=ci/Dockerfile.ci @2\n"
     "job B stage=B @5\n"
     "  build context=sub file=Dockerfile.b target=run tag=team/app pushes in=sub reads=Dockerfile.b @6\n"
     "  build tag=other:${TAG}? pushes in=. reads=Dockerfile @8\n"
     "job C stage=C @10\n"
     "  build tag=team/app pushes @10\n"
     "  build context=args? file=args? target=args? tag=third${v}? @10\n"},
    {"what else is checked out hides where files lie",
     "node { checkout scm\n sh 'docker build .'\n dir('x') { git url: 'https://h/r.git'\n sh 'docker build .' } }\n",
     "jenkins @1\n"
     "job node @2\n"
     "  step run=docker build . @2\n"
     "  step run=docker build . @4\n"
     "  build context=. in=. reads=Dockerfile @2\n"
     "  build context=. @4\n"},
    {"a scripted pipeline has no files of its own accord", "node { sh 'docker build .' }\n",
     "jenkins @1\njob node @1\n  step run=docker build . @1\n  build context=. @1\n"},
    {"no pipeline at all", "buildPlugin(configurations: [[platform: 'linux']])\n", "jenkins @1\n"},
    {"empty", "", "jenkins @0\n"},
    // Broken ones: what is before the break is there.
    {"an open string", "node { sh 'a'\n sh 'b\n sh 'c' }\n",
     "jenkins @1\njob node @1\n  step run=a @1\n  step run=b @2\n  step run=c @3\n"},
    {"an open block", "pipeline { stages { stage('A') { steps { sh 'a' }\n",
     "jenkins stage=A @1\njob A stage=A @1\n  step run=a @1\n"},
    {"closing brackets that nothing opened", ")]} node { sh 'a' )] }\n", "jenkins @1\njob node @1\n  step run=a @1\n"},
    {"an open text block", "node { sh 'a'\n sh '''b\n}\n",
     "jenkins @1\njob pipeline @1\n  step run=a @1\n  step run=b\\n}\\n @2\n"},
};

TEST_CASE("Jenkinsfiles become pipelines") {
  for (const Row& row : kRows) check(row);
}

TEST_CASE("a Jenkinsfile that is not in the root says nothing of where files lie") {
  const model::InfraModel infra =
      read("pipeline { stages { stage('A') { steps { sh 'docker build .' } } } }", "ci/Jenkinsfile");
  REQUIRE(infra.pipelines.at(0).jobs.at(0).builds.size() == 1);
  CHECK(infra.pipelines[0].jobs[0].builds[0].context_path.empty());
}

TEST_CASE("steps stand exactly where they are written") {
  const std::string text = "node {\n  sh(script: 'docker \\'build\\' x', label: 'l')\n}\n";
  const model::InfraModel infra = read(text);
  const model::Job& job = infra.pipelines.at(0).jobs.at(0);
  const auto slice = [&](const model::Place& place) {
    return text.substr(place.span.begin, place.span.end - place.span.begin);
  };
  CHECK(slice(job.steps.at(0).place) == "sh(script: 'docker \\'build\\' x', label: 'l')");
  CHECK(slice(job.steps.at(0).run.place) == "'docker \\'build\\' x'");
  REQUIRE(job.builds.size() == 1);
  CHECK(slice(job.builds[0].place) == "docker \\'build\\' x");
  CHECK(slice(job.builds[0].context.place) == "x");
}

TEST_CASE("reading a Jenkinsfile is linear") {
  struct Growth {
    std::string begin;
    std::string piece;
    std::string end;
  };
  const Growth rows[] = {
      {"pipeline { stages {", "stage('a') { steps { sh 'docker build -t a . && docker push a' } }\n", "} }"},
      {"", "stage('a') {", ""},
      {"", "stage('a') {", "" + test::repeat("}", 1000)},
      {"", "node('x') { dir('a') {", ""},
      {"sh ", "sh(", ""},
      {"", "sh x = sh ", ""},
      {"", "x = /a ${", ""},
      {"", "x = $/a ", ""},
      {"", "\"${", ""},
      {"", "sh \"${sh \"", ""},
      {"parallel(", "a: { sh 'b' }, ", ")"},
      {"", "'''", ""},
      {"", "/* ", ""},
      {"", "a(", ""},
      {"", "app = docker.build('a'); app.push()\n", ""},
      {"sh '''", "pushd a; docker push -a b; docker build -t c .\n", "'''"},
      {"sh '''", "cd a; ", "docker build .'''"},
      {"", "agent { docker 'a' }\n", ""},
      {"pipeline {", "agent { dockerfile { dir 'a' } }\n", "}"},
  };
  for (const Growth& row : rows) {
    INFO(row.piece);
    CHECK(test::growth([](const std::string& text) { (void)read(text); }, row.begin, row.piece, row.end) <
          test::kMostGrowth);
  }
}

}  // namespace
}  // namespace s1
