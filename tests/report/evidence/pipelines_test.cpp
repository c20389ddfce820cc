// SPDX-License-Identifier: Apache-2.0
// Stages, triggers, artifacts, permissions and secrets of pipelines.
#include "report/evidence/repository.h"

using s1::test::Lines;
using s1::test::SmallRepository;

TEST_CASE("a workflow of GitHub") {
  const SmallRepository repository(R"(--- .github/workflows/ci.yml ---
name: CI
on:
  push: {branches: [main]}
  pull_request:
permissions:
  contents: read
jobs:
  deploy:
    needs: [build, test]
    runs-on: ubuntu-latest
    environment: production
    permissions: {id-token: write, contents: read}
    steps:
      - uses: aws-actions/configure-aws-credentials@ff717079ee2060e4bcee96c4779b553acc87447c
        with: {role-to-assume: "${{ secrets.AWS_ROLE }}"}
      # ${{ secrets.NOT_THIS }}
      - run: echo "${{ secrets.AWS_ROLE }} ${{ vars.secrets }} ${{ steps.x.outputs.secrets.y }}"
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
      - uses: docker/build-push-action@ca052bb54ab0790a636c9b5f226502c73d547a25
        with: {push: true, context: ., tags: "ghcr.io/acme/web:${{ github.sha }}"}
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02
        with: {name: dist, path: dist}
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02
        with: {name: "dist-${{ github.sha }}", path: dist}
  test:
    runs-on: ubuntu-latest
    steps:
      - run: |
          npm ci
          npm test -- --coverage
          npm run test:${{ matrix.kind }}
          npm testify
)");
  CHECK(repository.claims("ci_cd.pipeline_stages") == Lines{"build @.github/workflows/ci.yml:18",
                                                            "test @.github/workflows/ci.yml:28",
                                                            "deploy @.github/workflows/ci.yml:8"});
  CHECK(repository.claims("ci_cd.triggers") ==
        Lines{"workflow CI runs on push and pull_request @.github/workflows/ci.yml:3"});
  CHECK(repository.claims("ci_cd.artifacts") ==
        Lines{"dist, kept by job build of workflow CI @.github/workflows/ci.yml:24",
              "image ghcr.io/acme/web, pushed by job build of workflow CI @.github/workflows/ci.yml:22"});
  CHECK(repository.claims("security.access_control") ==
        Lines{"workflow CI may read contents @.github/workflows/ci.yml:6",
              "job deploy of workflow CI may write id-token and read contents @.github/workflows/ci.yml:12",
              "job deploy of workflow CI can get short-lived cloud credentials by OIDC @.github/workflows/ci.yml:12"});
  CHECK(repository.claims("security.secrets_management") ==
        Lines{"workflow CI takes from the CI system's secrets AWS_ROLE @.github/workflows/ci.yml:15"});
  CHECK(repository.claims("security.hardening") ==
        Lines{"workflow CI pins all its actions to commits @.github/workflows/ci.yml:1",
              "workflow CI gives its jobs no permission to write unless they say so @.github/workflows/ci.yml:6"});
  CHECK(repository.claims("handoff.testing_notes") ==
        Lines{"`npm test -- --coverage`, run by job test of workflow CI @.github/workflows/ci.yml:33"});
  CHECK(repository.claims("handoff.operational_notes") ==
        Lines{"job deploy of workflow CI deploys to the environment production @.github/workflows/ci.yml:11"});
}

TEST_CASE("near misses of a workflow: a tag for a commit, a permission to write") {
  const SmallRepository repository(R"(--- .github/workflows/ci.yml ---
on: [push]
permissions: {contents: write}
jobs:
  a:
    runs-on: ubuntu-latest
    environment: ${{ inputs.where }}
    steps:
      - uses: actions/checkout@v4
      - uses: ./local
)");
  CHECK(repository.claims("security.hardening").empty());
  CHECK(repository.claims("handoff.operational_notes").empty());
}

TEST_CASE("a pipeline of GitLab: stages that have jobs, in the order they run") {
  const SmallRepository repository(R"(--- .gitlab-ci.yml ---
stages: [build, test, unused, deploy]
workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
deploy:
  stage: deploy
  environment: {name: production}
  id_tokens: {VAULT_ID_TOKEN: {aud: "https://vault.example.com"}}
  script: [deploy --token "$DEPLOY_TOKEN" --user $CI_REGISTRY_USER]
unit:
  stage: test
  script: [go test ./...]
  artifacts: {paths: [report.xml, "$OUT/x"]}
compile:
  stage: build
  script: [make]
)");
  CHECK(repository.claims("ci_cd.pipeline_stages") ==
        Lines{"build @.gitlab-ci.yml:14", "test @.gitlab-ci.yml:10", "deploy @.gitlab-ci.yml:5"});
  CHECK(repository.claims("ci_cd.artifacts") ==
        Lines{"report.xml, kept by job unit of GitLab pipeline .gitlab-ci.yml @.gitlab-ci.yml:13"});
  CHECK(repository.claims("security.secrets_management") ==
        Lines{"GitLab pipeline .gitlab-ci.yml takes from the CI system's secrets DEPLOY_TOKEN @.gitlab-ci.yml:9"});
  CHECK(repository.claims("security.access_control") ==
        Lines{"job deploy of GitLab pipeline .gitlab-ci.yml gets the OIDC token VAULT_ID_TOKEN @.gitlab-ci.yml:8"});
  CHECK(repository.claims("handoff.testing_notes") ==
        Lines{"`go test ./...`, run by job unit of GitLab pipeline .gitlab-ci.yml @.gitlab-ci.yml:12"});
}

TEST_CASE("a Jenkinsfile") {
  const SmallRepository repository(R"(--- Jenkinsfile ---
pipeline {
  agent any
  triggers { cron('H 2 * * *') }
  stages {
    stage('Build') { steps { sh 'make' ; stash name: 'out', includes: 'out/**' } }
    stage("${NAME}") { steps { sh 'true' } }
    stage('Deploy') {
      environment { KEY = credentials('deploy-key') }
      steps {
        // credentials('not-this')
        withCredentials([string(credentialsId: 'token', variable: 'T')]) { sh './deploy' }
        archiveArtifacts artifacts: 'log.txt'
      }
    }
  }
}
)");
  CHECK(repository.claims("ci_cd.pipeline_stages") == Lines{"Build @Jenkinsfile:5", "Deploy @Jenkinsfile:7"});
  CHECK(repository.claims("ci_cd.triggers") == Lines{"Jenkins pipeline Jenkinsfile runs on cron @Jenkinsfile:3"});
  CHECK(repository.claims("ci_cd.artifacts") ==
        Lines{"out, kept by job Build of Jenkins pipeline Jenkinsfile @Jenkinsfile:5",
              "log.txt, kept by job Deploy of Jenkins pipeline Jenkinsfile @Jenkinsfile:12"});
  CHECK(repository.claims("security.secrets_management") ==
        Lines{"Jenkins pipeline Jenkinsfile takes from the CI system's secrets token and deploy-key @Jenkinsfile:11"});
}

TEST_CASE("stages and commands are found on the lines that have them") {
  const SmallRepository repository(R"(--- Jenkinsfile ---
pipeline {
  stages {
    stage('Checks') {
      parallel {
        stage('Unit') { steps { sh 'make' ; stash name: line ; archiveArtifacts([artifacts: results]) } }
      }
    }
  }
}
--- .gitlab-ci.yml ---
include: [/ci/none.yml, {local: ci/more.yml}, {project: acme/ci, file: /scan.yml}]
unit:
  stage: test
  script:
    - echo now make test
    - make test
--- ci/more.yml ---
lint: &lint scan
stages:
  - test
  - "scan"
)");
  CHECK(repository.claims("ci_cd.pipeline_stages") ==
        Lines{"test @.gitlab-ci.yml:2", "scan @ci/more.yml:4", "Checks @Jenkinsfile:3"});
  CHECK(repository.claims("ci_cd.artifacts").empty());
  CHECK(repository.claims("handoff.testing_notes") ==
        Lines{"`make test`, run by job unit of GitLab pipeline .gitlab-ci.yml @.gitlab-ci.yml:6"});
}

TEST_CASE("of several pipelines each stage is told once, in order") {
  const SmallRepository repository(R"(--- .github/workflows/a.yml ---
on: push
jobs:
  build: {runs-on: x, steps: [{run: make}]}
  deploy: {runs-on: x, needs: build, steps: [{run: make}]}
--- .github/workflows/b.yml ---
on: push
jobs:
  build: {runs-on: x, steps: [{run: make}]}
  scan: {runs-on: x, steps: [{run: make}]}
)");
  CHECK(repository.claims("ci_cd.pipeline_stages") == Lines{"build @.github/workflows/a.yml:3",
                                                            "deploy @.github/workflows/a.yml:4",
                                                            "scan @.github/workflows/b.yml:4"});
}
