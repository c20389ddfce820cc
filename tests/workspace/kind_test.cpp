// SPDX-License-Identifier: Apache-2.0
#include "workspace/kind.h"

#include <set>
#include <string>
#include <vector>

#include "test.h"

using namespace s1::workspace;

namespace {

struct Row {
  std::string_view path, head, kind;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.path, row.head);
    CHECK(name(guess_kind(row.path, row.head)) == row.kind);
  }
}

constexpr std::string_view kFrom = "FROM alpine:3.20\nRUN true\n";

}  // namespace

TEST_CASE("every kind has a name of its own and a platform of the contract") {
  const std::set<std::string_view> platforms = {
      "",          "dockerfile", "compose",   "kubernetes",     "prometheus", "ecs",    "github-actions",
      "gitlab-ci", "jenkins",    "terraform", "cloudformation", "pulumi",     "secrets"};
  std::set<std::string_view> names;
  constexpr int count = static_cast<int>(FileKind::vsm_state) + 1;
  for (int i = 0; i < count; ++i) {
    const auto kind = static_cast<FileKind>(i);
    names.insert(name(kind));
    CHECK(platforms.contains(platform(kind)));
  }
  CHECK(names.size() == count);
  CHECK(name(FileKind::github_workflow) == "github-workflow");
  CHECK(platform(FileKind::argo_rollout) == "kubernetes");
  CHECK(platform(FileKind::other).empty());
}

TEST_CASE("Dockerfiles, in any habit of naming them") {
  // Certain by name.
  for (const char* path :
       {"Dockerfile", "dockerfile", "DOCKERFILE", "a/b/Dockerfile", "Containerfile", "Dockerfile.dev", "dev.Dockerfile",
        "Dockerfile-dev", "Dockerfile_dev", "x.containerfile", "app.dockerfile", "Dockerfile.alpine3.18",
        "Dockerfile.v1", "Containerfile.prod", "dockerfile.web", "docker/Dockerfile.ci-runner"}) {
    CAPTURE(path);
    CHECK(guess_kind(path, "") == FileKind::dockerfile);
    CHECK_FALSE(needs_head(path));
  }
  // Never.
  for (const char* path :
       {"Dockerfile.md", "Dockerfile.html", "Dockerfile.j2", "Dockerfile.tmpl", "Dockerfile.template", "Dockerfile.erb",
        "Dockerfile.mustache", "Dockerfile.dev.j2", "Dockerfile.in", "Dockerfile.orig", "Dockerfile.swp", "Dockerfile~",
        "Dockerfiles", "MyDockerfile", "README", "Dockerfile.yml", "Dockerfile.json"}) {
    CAPTURE(path);
    CHECK(guess_kind(path, kFrom) != FileKind::dockerfile);
  }
  // By content.
  for (const char* path : {"Dockerfile.py", "Dockerfile.go", "Dockerfile.sh", "Dockerfile.txt", "Dockerfile-app.js",
                           "dockerfile-parser.js.map", "dev-Dockerfile", "dev_dockerfile", ".dockerfile"}) {
    CAPTURE(path);
    CHECK(needs_head(path));
    CHECK(guess_kind(path, kFrom) == FileKind::dockerfile);
    CHECK(guess_kind(path, "#!/bin/sh\ndocker build .\n") == FileKind::other);
    CHECK(guess_kind(path, "") == FileKind::other);
  }
}

TEST_CASE("the content of a Dockerfile") {
  for (const char* head : {"FROM a", "from a\n", "# syntax=docker/dockerfile:1\n\nFROM a AS b\n",
                           "ARG X=1\nARG Y\nFROM ${X}:1@sha256:00 as b\n",
                           "\xEF\xBB\xBF"
                           "FROM a\r\n",
                           "FROM --platform=$BUILDPLATFORM a AS b\n", "FROM --platform=x \\\n  a\n",
                           "ARG A=\\\nFROM-is-not-here\nFROM a", "FROM \"a\"\n", "# escape=`\nFROM a\n"}) {
    CAPTURE(head);
    CHECK(guess_kind("Dockerfile.txt", head) == FileKind::dockerfile);
  }
  for (const char* head : {"", "From the beginning of time\n", "FROM a b\n", "FROM a AS\n", "FROM a AS b c\n",
                           "RUN x\nFROM a\n", "from os import path\n", "FROM\n", "package main\n", "ARG X\n",
                           "# FROM a\n", "FROM users WHERE id = 1;\n", "From: me@example.org\n"}) {
    CAPTURE(head);
    CHECK(guess_kind("Dockerfile.txt", head) == FileKind::other);
  }
}

TEST_CASE("what is known by name alone") {
  check({
      {".dockerignore", "", "dockerignore"},
      {"Dockerfile.dockerignore", "", "dockerignore"},
      {"build/dev.Dockerfile.dockerignore", "", "dockerignore"},
      {".containerignore", "", "dockerignore"},
      {"dockerignore", "", "other"},
      {".gitignore", "", "other"},

      {"compose.yaml", "", "compose"},
      {"compose.yml", "", "compose"},
      {"docker-compose.yml", "", "compose"},
      {"docker-compose.override.yaml", "", "compose"},
      {"docker-compose-dev.yml", "", "compose"},
      {"docker-compose_test.yml", "", "compose"},
      {"compose.prod.yml", "", "compose"},
      {"podman-compose.yml", "", "compose"},
      {"docker-compose.yml.j2", "", "other"},
      {"docker-composer.yml", "", "other"},
      {"decompose.yml", "", "other"},
      {"compose.json", "", "other"},

      {"kustomization.yaml", "", "kustomization"},
      {"kustomization.yml", "", "kustomization"},
      {"Kustomization", "", "kustomization"},
      {"kustomizations.yaml", "", "other"},

      {"chart/Chart.yaml", "", "helm-chart"},
      {"chart/chart.yaml", "", "other"},
      {"chart/values.yaml", "", "helm-values"},
      {"chart/values-prod.yaml", "", "helm-values"},
      {"chart/values.prod.yml", "", "helm-values"},
      {"chart/prod-values.yaml", "", "helm-values"},
      {"chart/prod-values.yaml", "apiVersion: v1\nkind: ConfigMap\n", "kubernetes"},
      {"chart/values.schema.json", "", "other"},
      {"valuestore.yaml", "", "other"},

      {".github/workflows/ci.yml", "", "github-workflow"},
      {"a/.github/workflows/ci.yaml", "name: x", "github-workflow"},
      {".gitea/workflows/ci.yaml", "", "github-workflow"},
      {".github/workflows/README.md", "", "other"},
      {".github/workflows/ci.properties.json", "", "other"},
      {"my.github/workflows/ci.yml", "", "other"},
      {".github/dependabot.yml", "", "dependabot"},
      {".github/dependabot.yaml", "", "dependabot"},
      {"dependabot.yml", "", "other"},

      {".gitlab-ci.yml", "", "gitlab-ci"},
      {"gitlab-ci.yml", "", "gitlab-ci"},
      {".gitlab-ci.prod.yaml", "", "gitlab-ci"},
      {"ci/build.gitlab-ci.yml", "", "gitlab-ci"},
      {".gitlab/ci/build.yml", "", "gitlab-ci"},
      {"a/.gitlab/ci/deep/build.yml", "", "gitlab-ci"},
      {".gitlab-ci/build.yml", "", "gitlab-ci"},
      {".gitlab/agents/x/config.yaml", "", "other"},
      {".gitlab/ci/build.sh", "", "other"},

      {"Jenkinsfile", "", "jenkinsfile"},
      {"jenkinsfile", "", "jenkinsfile"},
      {"Jenkinsfile.release", "", "jenkinsfile"},
      {"Jenkinsfile-nightly", "", "jenkinsfile"},
      {"Jenkinsfile_x", "", "jenkinsfile"},
      {"Jenkinsfile.groovy", "", "jenkinsfile"},
      {"ci/build.jenkinsfile", "", "jenkinsfile"},
      {"ci/build.Jenkinsfile", "", "jenkinsfile"},
      {"Jenkinsfile.md", "", "other"},
      {"Jenkinsfiles", "", "other"},

      {"main.tf", "", "terraform"},
      {"main.tofu", "", "terraform"},
      {"main.tf.json", "", "terraform"},
      {"main.tofu.json", "", "terraform"},
      {"terraform.tfvars", "", "terraform-vars"},
      {"a.auto.tfvars", "", "terraform-vars"},
      {"a.auto.tfvars.json", "", "terraform-vars"},
      {"terraform.tfstate", "", "other"},
      {".terraform.lock.hcl", "", "other"},
      {"main.tf.md", "", "other"},

      {"Pulumi.yaml", "", "pulumi"},
      {"Pulumi.yml", "", "pulumi"},
      {"Pulumi.dev.yaml", "", "pulumi"},
      {"PulumiPolicy.yaml", "", "other"},
      {"pulumi.yaml", "", "other"},

      {".env", "", "env-file"},
      {".env.local", "", "env-file"},
      {".env.example", "", "env-file"},
      {".env.template", "", "env-file"},
      {".env-prod", "", "env-file"},
      {"prod.env", "", "env-file"},
      {".env.ts", "", "other"},
      {".env.d.ts", "", "other"},
      {".env.json", "", "other"},
      {".env.gpg", "", "other"},
      {".env.local.php", "", "other"},
      {".envrc", "", "other"},
      {"env", "", "other"},
      {"environment", "", "other"},

      {".claude/vsm-state/current-task.json", "", "vsm-state"},
      {"a/.claude/vsm-state/execution-log.jsonl", "", "vsm-state"},
      {".claude/settings.json", "", "other"},
      {"vsm-state/current-task.json", "", "other"},
      {".claude/vsm-state/old/current-task.json", "", "other"},
  });
}

TEST_CASE("Kubernetes and what is built on it") {
  check({
      {"a.yaml", "apiVersion: v1\nkind: Pod\n", "kubernetes"},
      {"a.yml", "kind: Deployment\napiVersion: apps/v1\n", "kubernetes"},
      {"a.yaml", "# c\n---\n# d\n---\nx: 1\n---\napiVersion: v1\nkind: List\nitems: []\n", "kubernetes"},
      {"a.yaml", "\"apiVersion\": \"v1\"\r\n'kind': 'Service'\r\n", "kubernetes"},
      {"a.yaml",
       "\xEF\xBB\xBF"
       "apiVersion: v1\nkind: Pod\n",
       "kubernetes"},
      {"a.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", "kubernetes"},
      {"a.json", "{\n  \"kind\": \"List\",\n  \"items\": [{\"kind\": \"x\"}],\n  \"apiVersion\": \"v1\"", "kubernetes"},
      {"a.yaml", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", "kubernetes"},
      {"a.yaml", "--- {\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", "kubernetes"},
      {"a.yaml", "apiVersion: example.org/v1\nkind: Widget\n", "kubernetes"},
      {"a.yaml", "apiVersion: v1\n", "other"},
      {"a.yaml", "x:\n  apiVersion: v1\n  kind: Pod\n", "other"},
      {"a.yaml", "apiVersion: v1\n---\nkind: Pod\n", "other"},
      {"a.yaml", "kind: pipeline\napiVersion: x\n", "other"},
      {"a.yaml", "apiVersion:\nkind: Pod\n", "other"},
      {"a.json", "[{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}]", "other"},
      {"a.txt", "apiVersion: v1\nkind: Pod\n", "other"},
      {"skaffold.yaml", "apiVersion: skaffold/v4beta6\nkind: Config\n", "other"},
      {"catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\n", "other"},

      {"a.yaml", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", "kustomization"},
      {"a.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n", "kustomization"},
      {"a.yaml", "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n", "kubernetes"},

      {"a.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Application\n", "argo-cd"},
      {"a.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n", "argo-cd"},
      {"a.yaml",
       "apiVersion: argoproj.io/v1alpha1\nkind: AppProject\n---\napiVersion: argoproj.io/v1alpha1\nkind: Application\n",
       "argo-cd"},
      {"a.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n", "argo-rollout"},
      {"a.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: AnalysisTemplate\n", "argo-rollout"},
      {"a.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n", "kubernetes"},
      {"a.yaml", "apiVersion: app.k8s.io/v1beta1\nkind: Application\n", "kubernetes"},
      {"a.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n---\napiVersion: v1\nkind: Service\n", "kubernetes"},

      {"a.yaml", "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\n", "external-secret"},
      {"a.yaml", "apiVersion: external-secrets.io/v1beta1\nkind: ClusterSecretStore\n", "external-secret"},
      {"a.yaml", "apiVersion: v1\nkind: Secret\n", "kubernetes"},

      {"a.yaml", "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n", "prometheus-rules"},
      {"a.yaml", "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\n", "kubernetes"},
      {"a.yaml", "groups:\n- name: x\n  rules:\n  - alert: Down\n    expr: up == 0\n", "prometheus-rules"},
      {"a.rules", "groups:\n  - name: x\n    rules:\n      - record: a:b\n        expr: a\n", "prometheus-rules"},
      {"a.json", "{\"groups\": [{\"name\": \"x\", \"rules\": [{\"alert\": \"Down\"}]}]}", "prometheus-rules"},
      {"a.yaml", "groups:\n- name: admins\n  rules:\n  - allow\n", "other"},
      {"a.yaml", "rules:\n  - alert: x\n", "other"},

      {"chart/templates/a.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n",
       "helm-template"},
      {"chart/templates/_helpers.tpl", "{{- define \"x\" -}}\n{{- end }}\n", "helm-template"},
      {"chart/templates/sub/a.yaml", "{{- if .Values.x }}\n{{- end }}", "helm-template"},
      {"chart/templates/a.yaml", "{{ include \"x\" . }}", "helm-template"},
      {"chart/templates/a.yaml", "apiVersion: v1\nkind: Pod\n", "kubernetes"},
      {"chart/templates/values-map.yaml", "a: {{ .Values.x }}", "helm-template"},
      {"templates/build.yml", "steps:\n- script: ${{ parameters.Values }} ${{ .Values }}", "other"},
      {"templates/a.yml", "x: {{ cookiecutter.name }}", "other"},
      {"roles/x/templates/a.yaml.j2", "{{ .Values.x }}", "other"},
      {"x/a.tpl", "{{ .Values.x }}", "other"},
  });
}

TEST_CASE("Compose, ECS and clouds by content") {
  check({
      {"stack.yml", "services:\n  web:\n    image: nginx\n", "compose"},
      {"stack.yml", "version: '3'\nservices:\n  web:\n    build: .\n", "compose"},
      {"stack.yml", "x-a: &a\n  b: c\nservices:\n  web:\n    <<: *a\n    ports: []\n  db:\n    image: x\n", "compose"},
      {"stack.json", "{\"services\": {\"web\": {\"image\": \"nginx\"}}}", "compose"},
      {"stack.yml", "services:\n- image: nginx\n", "other"},
      {"stack.yml", "services:\n  web:\n    class: App\\Web\n", "other"},
      {"stack.yml", "services:\n  web:\n    config:\n      image: nginx\n", "other"},
      {"stack.yml", "jobs:\n  a:\n    services:\n      db:\n        image: x\n", "other"},

      {"task.json", "{\"family\": \"a\", \"containerDefinitions\": [{\"name\": \"a\"}]}", "ecs-task"},
      {"task.yaml", "family: a\ncontainerDefinitions:\n- name: a\n", "ecs-task"},
      {"task.json", "{\"taskDefinition\": {\"family\": \"a\", \"containerDefinitions\": []}}", "ecs-task"},
      {"task.json", "{\"family\": \"a\"}", "other"},
      {"task.json", "{\"x\": {\"containerDefinitions\": []}}", "other"},

      {"a.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n", "cloudformation"},
      {"a.json", "{\"AWSTemplateFormatVersion\": \"2010-09-09\"}", "cloudformation"},
      {"a.template", "{\"Resources\": {\"B\": {\"Type\": \"AWS::S3::Bucket\"}}}", "cloudformation"},
      {"a.template", "Resources:\n  B:\n    Type: AWS::S3::Bucket\n", "cloudformation"},
      {"a.yml", "Description: x\nResources:\n  B:\n    Type: \"AWS::S3::Bucket\"\n", "cloudformation"},
      {"a.yml", "Transform: AWS::Serverless-2016-10-31\n", "cloudformation"},
      {"a.yml", "Transform:\n- AWS::LanguageExtensions\n", "cloudformation"},
      {"a.yml", "Resources:\n  B:\n    Type: Bucket\n", "other"},
      {"a.yml", "Resources:\n- AWS::S3::Bucket\n", "other"},
      {"a.template", "Hello {{ name }}\n", "other"},

      {"package.json", "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}", "other"},
  });
  CHECK_FALSE(needs_head("package.json"));
  CHECK_FALSE(needs_head("main.go"));
  CHECK_FALSE(needs_head("README.md"));
  CHECK(needs_head("a.yaml"));
  CHECK(needs_head("a.json"));
}

TEST_CASE("pipelines by content") {
  check({
      {"ci.yml", "on: push\njobs:\n  a: {}\n", "github-workflow"},
      {"ci.yml", "name: x\n\"on\":\n  push:\njobs:\n  a:\n    runs-on: x\n", "github-workflow"},
      {"ci.yml", "'on': [push]\r\njobs:\r\n", "github-workflow"},
      {"ci.json", "{\"on\": \"push\", \"jobs\": {}}", "github-workflow"},
      {"ci.yml", "jobs:\n  a: {}\n", "other"},
      {"ci.yml", "on: push\n", "other"},
      {"ci.yml", "x:\n  on: push\n  jobs: {}\n", "other"},

      {"action.yml", "name: x\nruns:\n  using: composite\n", "github-action"},
      {"a/action.yaml", "name: x\nruns:\n  using: node20\n  main: x.js\n", "github-action"},
      {"b/other.yml", "runs:\n  using: composite\n", "github-action"},
      {"action.yml", "name: x\n", "other"},
      {"action.yml", "runs:\n- a\n", "other"},

      {"x/dependabot.yml", "version: 2\nupdates:\n- package-ecosystem: npm\n", "dependabot"},
      {"x/dependabot.yml", "version: 2\nupdates: []\n", "other"},

      {"ci/build.yml", "stages: [a]\nbuild:\n  script: make\n", "gitlab-ci"},
      {"ci/build.yml", "build:\n  stage: a\n  script:\n  - make\n", "gitlab-ci"},
      {"ci/build.yml", "spec:\n  inputs:\n    a:\n---\nbuild:\n  script: make\n  rules: []\n", "gitlab-ci"},
      {"ci/build.yml", ".base:\n  image: x\nbuild:\n  extends: .base\n  needs: []\n", "gitlab-ci"},
      {"ci/build.yml", "include:\n  - local: a.yml\n", "gitlab-ci"},
      {"ci/build.yml", "include:\n  - template: a.yml\n", "gitlab-ci"},
      {"ci/build.yml", "include:\n  - a.yml\n", "other"},
      {"ci/build.yml", "include:\n  - path: a.yml\n", "other"},
      {"ci/build.yml", "build:\n  script: make\n", "other"},
      {"azure-pipelines.yml", "stages:\n- stage: a\n  jobs:\n  - job: x\n    steps:\n    - script: make\n", "other"},
      {".travis.yml", "language: go\nscript: make\n", "other"},
      {".circleci/config.yml", "version: 2.1\njobs:\n  a:\n    script: x\n    image: y\n", "other"},
      {"legacy.yml", "web:\n  extends: base\n  image: x\n  ports: []\n", "other"},
      {"package.yml", "scripts:\n  build: x\n", "other"},

      {"ci/a.groovy", "#!groovy\npipeline {\n  agent any\n}\n", "jenkinsfile"},
      {"ci/a.groovy", "node('x') {\n  stage('a') {\n  }\n}\n", "jenkinsfile"},
      {"ci/a.groovy", "node {\n  checkout scm\n}\n", "jenkinsfile"},
      {"ci/a.groovy", "timeout(1) {\n  node {\n    stage 'a'\n  }\n}\n", "jenkinsfile"},
      {"ci/a.groovy", "@Library('x') _\nbuild()\n", "jenkinsfile"},
      {"vars/a.groovy", "def call() {\n  sh 'x'\n}\n", "other"},
      {"src/A.groovy", "class A { def pipeline = 1 }\n", "other"},
      {"src/B.groovy", "def f() {\n  node.stage('a')\n}\n", "other"},
      {"my-jenkinsfile", "pipeline {\n", "jenkinsfile"},
      {"my-jenkinsfile", "text\n", "other"},
      {"build.gradle", "pipeline {\n", "other"},
  });
  const std::string inputs = "name: x\ninputs:\n" + std::string(kSniffBytes, ' ');
  CHECK(guess_kind("action.yml", inputs.substr(0, kSniffBytes)) == FileKind::github_action);
}

TEST_CASE("Quadlet units") {
  check({
      {"a.container", "[Unit]\nDescription=x\n\n[Container]\nImage=x\n", "quadlet"},
      {"a@.container", "[Container]\r\n", "quadlet"},
      {"a.pod", "[Pod]\n", "quadlet"},
      {"a.volume", "[Volume]\n", "quadlet"},
      {"a.network", "[Network]\nSubnet=10.0.0.0/24\n", "quadlet"},
      {"a.kube", "[Kube]\n", "quadlet"},
      {"a.image", "[Image]\n", "quadlet"},
      {"a.build", "[Build]\n", "quadlet"},
      {"a.container.d/10-x.conf", "[Container]\n", "quadlet"},
      {"a.network", "[Match]\nName=eth0\n[Network]\nDHCP=yes\n", "other"},
      {"a.pod", "=head1 NAME\n", "other"},
      {"a.container", "[Pod]\n", "other"},
      {"a.container", "#[Container]\n", "other"},
      {"a.service", "[Container]\n", "other"},
      {"a.service.d/x.conf", "[Container]\n", "other"},
      {"nginx.conf", "[Container]\n", "other"},
      {"a.image", std::string_view("\x89PNG\0\0", 6), "other"},
  });
}

TEST_CASE("a file that was named for scanning is known by its content") {
  struct Text {
    std::string_view head, kind;
  };
  const Text texts[] = {
      {kFrom, "dockerfile"},
      {"apiVersion: v1\nkind: Pod\n", "kubernetes"},
      {"{\"AWSTemplateFormatVersion\": \"x\"}", "cloudformation"},
      {"services:\n  a:\n    image: b\n", "compose"},
      {"pipeline {\n}\n", "jenkinsfile"},
      {"[Container]\nImage=x\n", "quadlet"},
      {"hello\n", "other"},
      {"", "other"},
  };
  for (const Text& text : texts) {
    CAPTURE(text.head);
    CHECK(name(guess_kind_of_content(text.head)) == text.kind);
  }
}

TEST_CASE("no text makes guessing slow or unsafe") {
  std::vector<std::string> texts;
  for (const std::string_view unit : {"a:\n",
                                      "{",
                                      "[",
                                      "\"",
                                      "'",
                                      "{\"a\":",
                                      "---\n",
                                      "\\",
                                      " ",
                                      "a: {",
                                      "FROM \\\n",
                                      "{{",
                                      "groups:\n- rules: ",
                                      "services:\n",
                                      "#",
                                      "\xFF",
                                      "\r",
                                      ":",
                                      "rules:alert:",
                                      "groups: rules rules rules"}) {
    std::string text;
    while (text.size() + unit.size() <= kSniffBytes) text += unit;
    texts.push_back(text);
    texts.push_back("groups:\n- " + text.substr(0, kSniffBytes - 20));
    texts.push_back("services:\n " + text.substr(0, kSniffBytes - 20));
  }
  for (const std::string& text : texts) {
    for (const char* path :
         {"a.yaml", "a.json", "Dockerfile.txt", "a.groovy", "a.pod", "templates/a.tpl", "a.template", "action.yml"})
      (void)guess_kind(path, text);
    (void)guess_kind_of_content(text);
  }
  SUCCEED();
}
