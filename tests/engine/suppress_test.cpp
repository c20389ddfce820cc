// SPDX-License-Identifier: Apache-2.0
// Every form of suppression on a file as people write them. «+…» marks a finding that must be covered, «-…» one that
// must not.
#include <algorithm>

#include "engine/coverage.h"
#include "engine/parsed_file.h"
#include "growth.h"
#include "rules/registry.h"
#include "test.h"

namespace {

using s1::Span;
using s1::engine::Coverage;
using s1::engine::ParsedFile;
using s1::engine::read_suppressions;
using s1::engine::Suppressions;
using s1::workspace::FileKind;

void no_check(const s1::dockerfile::File&, s1::rules::Sink&) {}

constexpr std::string_view kDockerAliases[] = {"DL3002",
                                               "CKV_DOCKER_8",
                                               "DS-0002",
                                               "SC2086",
                                               "kics:67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae",
                                               "buildkit:WorkdirRelativePath"};
constexpr std::string_view kObjectAliases[] = {"CKV_K8S_20", "KSV-0001", "kube-linter:privilege-escalation-container",
                                               "kics:5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d"};
constexpr std::string_view kWorkflowAliases[] = {"zizmor:template-injection", "CKV_GHA_2",
                                                 "kics:20f14e1a-a899-4e79-9f09-b6a84cd4649b"};
constexpr std::string_view kBucketAliases[] = {"CKV_AWS_18", "AWS-0089", "cfn-nag:W35", "cfn-lint:E3012"};
constexpr std::string_view kSecretAliases[] = {"gitleaks:aws-access-token"};
constexpr std::string_view kPlainAliases[] = {"actionlint:expression"};

constexpr s1::rules::Rule rule_with(std::string_view id, s1::rules::List<std::string_view> aliases) {
  return {.id = id,
          .title = {},
          .help = {},
          .severity = s1::rules::Severity::low,
          .confidence = s1::rules::Confidence::low,
          .aliases = aliases,
          .docs = {},
          .bad = {},
          .good = {},
          .check = no_check};
}

constexpr s1::rules::Rule kDocker = rule_with("dockerfile/root-user", kDockerAliases);
constexpr s1::rules::Rule kObject = rule_with("kubernetes/privilege-escalation", kObjectAliases);
constexpr s1::rules::Rule kWorkflow = rule_with("github-actions/template-injection", kWorkflowAliases);
constexpr s1::rules::Rule kBucket = rule_with("aws/s3-without-logging", kBucketAliases);
constexpr s1::rules::Rule kSecret = rule_with("secrets/aws-access-key", kSecretAliases);
constexpr s1::rules::Rule kPlain = rule_with("github-actions/bad-expression", kPlainAliases);

struct Mark {
  Span span;
  bool covered = false;
};

struct Marked {
  std::string text;
  std::vector<Mark> marks;
};

Marked unmarked(std::string_view text) {
  constexpr std::string_view open = "«", close = "»";
  Marked result;
  while (!text.empty()) {
    if (text.starts_with(open)) {
      result.marks.push_back({{static_cast<std::uint32_t>(result.text.size()), 0}, text[open.size()] == '+'});
      text.remove_prefix(open.size() + 1);
    } else if (text.starts_with(close)) {
      const auto at = std::ranges::find(result.marks, 0U, [](const Mark& mark) { return mark.span.end; });
      REQUIRE(at != result.marks.end());
      at->span.end = static_cast<std::uint32_t>(result.text.size());
      text.remove_prefix(close.size());
    } else {
      result.text += text.front();
      text.remove_prefix(1);
    }
  }
  return result;
}

std::string codes(const Suppressions& suppressions) {
  std::string text;
  for (const s1::Diagnostic& problem : suppressions.problems)
    text += (text.empty() ? "" : " ") + std::string(problem.code);
  return text;
}

struct Case {
  std::string_view name;
  FileKind kind;
  const s1::rules::Rule& rule;
  std::string_view text;
  std::string_view problems = {};  // codes
};

void check(const Case& row) {
  INFO(row.name << "\n" << row.text);
  const Marked marked = unmarked(row.text);
  REQUIRE_FALSE(marked.marks.empty());
  const ParsedFile file(0, "file", row.kind, marked.text);
  CHECK(file.diagnostics().empty());
  const Suppressions suppressions = read_suppressions(file.input(), "2026-06-15");
  for (const Mark& mark : marked.marks) {
    INFO(marked.text.substr(mark.span.begin, mark.span.size()));
    CHECK(Coverage(suppressions).covers(row.rule, mark.span) == mark.covered);
  }
  CHECK(codes(suppressions) == row.problems);
}

}  // namespace

TEST_CASE("suppressions in Dockerfiles") {
  const Case rows[] = {
      {"ours, by an alias, to a day", FileKind::dockerfile, kDocker,
       "FROM golang:1.22 AS build\n"
       "# s1-infra: ignore[DL3002] the builder writes to /usr until=2026-06-15\n"
       "«+USER root»\nRUN go build ./...\n\n"
       "FROM debian:12\n«-USER root»\n"},
      {"ours, by a glob and among others", FileKind::dockerfile, kDocker,
       "FROM debian:12\n"
       "#s1-infra: ignore[dockerfile/sudo, dockerfile/root-*]\n"
       "#\n"
       "«+USER root»\n«-USER 0»\n"},
      {"ours, over", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# s1-infra: ignore[DL3002] until=2026-06-14\n«-USER root»\n", "expired-suppression"},
      {"ours, of a rule that there is not", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# s1-infra: ignore[dockerfile/rot-user, DL9999, no/*]\n«-USER root»\n",
       "bad-suppression bad-suppression bad-suppression"},
      {"ours, written wrong", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# s1-infra: ignore DL3002\n«-USER root»\n# s1-infra: ignore[ ]\n«-USER root»\n"
       "# s1-infra: ignore[DL3002] until=2026-02-30\n«-USER root»\n",
       "bad-suppression bad-suppression bad-suppression"},
      {"hadolint's", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# hadolint ignore=DL3008,DL3002 base images do it\n«+USER root»\n«-USER 0»\n"},
      {"hadolint's for the file", FileKind::dockerfile, kDocker,
       "# hadolint global ignore=DL3002\nFROM debian:12\n«+USER root»\n«+USER 0»\n"},
      {"hadolint's of what it does not know here", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# hadolint ignore=DL9999\n«-USER root»\n"},
      {"checkov's holds for the whole file", FileKind::dockerfile, kDocker,
       "FROM debian:12\n«+USER root»\nRUN make\n#checkov:skip=CKV_DOCKER_8: dropped by the entrypoint\nCMD "
       "[\"run\"]\n"},
      {"checkov's of another check", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# checkov:skip=CKV_DOCKER_3:there is one\n«-USER root»\n"},
      {"trivy's, several, with and without AVD-", FileKind::dockerfile, kDocker,
       "FROM debian:12\n#trivy:ignore:DS-0026 trivy:ignore:AVD-DS-0002\n«+USER root»\n"
       "# trivy:ignore:DS002\n«+USER 0»\n«-USER root»\n"},
      {"trivy's, until the day begins", FileKind::dockerfile, kDocker,
       "FROM debian:12\n#trivy:ignore:DS-0002:exp:2026-06-16\n«+USER root»\n"
       "#trivy:ignore:DS-0002:exp:2026-06-15\n«-USER 0»\n",
       "expired-suppression"},
      {"trivy's, with a star", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# trivy:ignore:ds-*\n«+USER root»\n# trivy:ignore:AVD-DS-00*\n«+USER root»\n"
       "# trivy:ignore:DS*\n«+USER root»\n# trivy:ignore:AWS-*\n«-USER root»\n# trivy:ignore:D*3002\n«-USER 0»\n"},
      {"tfsec's, everything that trivy checks", FileKind::dockerfile, kDocker,
       "FROM debian:12\n#tfsec:ignore:*\n«+USER root»\n"},
      {"trivy's, for some values alone", FileKind::dockerfile, kDocker,
       "FROM debian:12\n#trivy:ignore:DS-0002[user=root]\n«-USER root»\n#trivy:ignore:DS-0002:ws:dev\n«-USER 0»\n",
       "conditional-suppression conditional-suppression"},
      {"kics', the next line", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# kics-scan ignore-line\nRUN a && \\\n  «+b»\n«-USER root»\n"},
      {"kics', from there to the end of the stage", FileKind::dockerfile, kDocker,
       "FROM golang:1.25 AS build\n«-USER root»\n# kics-scan ignore-block needed\n«+USER root»\n«+RUN make»\n"
       "FROM debian:12\n«-USER 0»\n"},
      {"kics', for one query, in capitals, behind more signs", FileKind::dockerfile, kDocker,
       "FROM debian:12\n## KICS-SCAN because IGNORE-LINE=67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae\n«+USER root»\n"
       "# kics-scan ignore-line=b03a748a-542d-44f4-bb86-9199ab4fd2d5\n«-USER root»\n"},
      {"kics', that does not begin with its name, or whose command is none", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# see kics-scan ignore-line\n«-USER root»\n# kics-scan ignore-lines\n«-USER 0»\n"},
      {"kics', by query, for the file", FileKind::dockerfile, kDocker,
       "# syntax=docker/dockerfile:1\n\n"
       "# kics-scan disable=b03a748a-542d-44f4-bb86-9199ab4fd2d5,67FD0C4A-68cf-46d7-8c41-bc9fba7e40ae\n"
       "# the container is stopped after the scan\nFROM debian:12\n«+USER root»\n"},
      {"kics', not at the head of the file", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# kics-scan disable=67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae\n«-USER root»\n"},
      {"kics', all but one query", FileKind::dockerfile, kDocker,
       "# kics-scan enable=b03a748a-542d-44f4-bb86-9199ab4fd2d5\nFROM debian:12\n«+USER root»\n"},
      {"kics', that one query, which beats disable", FileKind::dockerfile, kDocker,
       "# kics-scan disable=67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae\n"
       "# kics-scan enable=67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae\nFROM debian:12\n«-USER root»\n"},
      {"kics', the file", FileKind::dockerfile, kDocker, "#kics-scan ignore\nFROM debian:12\n«+USER root»\n"},
      {"kics' never covers what kics does not check", FileKind::dockerfile, kPlain,
       "# kics-scan ignore\nFROM debian:12\n# kics-scan ignore-line\n«-USER root»\n"},
      {"shellcheck's", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# shellcheck disable=SC2046,SC2086 # no quotes\n«+RUN rm $FILES»\n«-RUN rm $MORE»\n"
       "# shellcheck disable=SC2000-SC2100\n«+RUN rm $FILES»\n# shellcheck disable=all\n«+RUN rm $FILES»\n"
       "# shellcheck source=lib.sh\n«-RUN rm $FILES»\n# shellcheck shell=sh disable='SC2046,2086'\n«+RUN rm $FILES»\n"},
      {"words that only begin as another tool's do", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# hadolintignore=DL3002\n«-USER root»\n# shellcheckdisable=SC2086\n«-USER root»\n"
       "# hadolint globalignore=DL3002\n«-USER root»\n"},
      {"checkov's, several, and by its maker's other names", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# cortex:skip=CKV_DOCKER_3,CKV_DOCKER_8\n«+USER root»\n"},
      {"what only ends as checkov's does", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# our:skip=CKV_DOCKER_8 checkov:skip=CKV_DOCKER_3\n«-USER root»\n"},
      {"BuildKit's", FileKind::dockerfile, kDocker,
       "# syntax=docker/dockerfile:1\n# check=skip=StageNameCasing,WorkdirRelativePath;error=true\nFROM debian:12\n"
       "«+WORKDIR app»\n"},
      {"BuildKit's, all", FileKind::dockerfile, kDocker,
       "# check=error=true;skip=all\nFROM debian:12\n«+WORKDIR app»\n"},
      {"BuildKit's, another", FileKind::dockerfile, kDocker,
       "# check=skip=StageNameCasing\nFROM debian:12\n«-WORKDIR app»\n"},
      {"semgrep's never covers what semgrep does not check", FileKind::dockerfile, kDocker,
       "FROM debian:12\n# nosemgrep\n«-USER root»\n"},
  };
  for (const Case& row : rows) check(row);
}

TEST_CASE("suppressions in Kubernetes manifests") {
  const Case rows[] = {
      {"ours, above a member and beside one", FileKind::kubernetes, kObject,
       "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n"
       "      # s1-infra: ignore[*] it is the node agent\n      securityContext:\n"
       "        «+allowPrivilegeEscalation: true»\n    - name: side\n      securityContext:\n"
       "        «-allowPrivilegeEscalation: true»\n    - name: log\n      securityContext:\n"
       "        «+allowPrivilegeEscalation: true» # s1-infra: ignore[ * ]\n"},
      {"checkov's comment, for the object that holds it", FileKind::kubernetes, kObject,
       "apiVersion: v1\nkind: Pod\nmetadata:\n  name: one\nspec:\n  # checkov:skip=CKV_K8S_20:legacy\n  containers:\n"
       "    - name: web\n      securityContext:\n        «+allowPrivilegeEscalation: true»\n  «+hostNetwork: "
       "true»\n---\n"
       "apiVersion: v1\nkind: Pod\nmetadata:\n  name: two\nspec:\n  «-hostNetwork: true»\n"},
      {"checkov's annotations, of the object and of its pod template", FileKind::kubernetes, kObject,
       "apiVersion: apps/v1\nkind: Deployment\n«+metadata»:\n  name: web\n  annotations:\n"
       "    checkov.io/skip1: CKV_K8S_14=a tag\n    checkov.io/skip2: CKV_K8S_20=I don't care about it\nspec:\n"
       "  replicas: «+1»\n---\n"
       "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  «-replicas: 1»\n  template:\n    "
       "metadata:\n"
       "      annotations: {bridgecrew.io/skip1: CKV_K8S_20}\n    spec:\n      «+hostNetwork: true»\n"},
      {"kube-linter's annotation", FileKind::kubernetes, kObject,
       "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  annotations:\n"
       "    ignore-check.kube-linter.io/privilege-escalation-container: \"the agent needs it\"\nspec:\n"
       "  «+replicas: 1»\n---\napiVersion: v1\nkind: Service\nmetadata:\n  annotations:\n"
       "    ignore-check.kube-linter.io/no-such-check: x\nspec:\n  «-ports: []»\n"},
      {"kube-linter's for every check, in a List", FileKind::kubernetes, kObject,
       "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata:\n      annotations:\n"
       "        kube-linter.io/ignore-all: managed elsewhere\n    «+spec: {}»\n"
       "  - apiVersion: v1\n    kind: Pod\n    «-spec: {}»\n"},
      {"trivy's", FileKind::kubernetes, kObject,
       "apiVersion: v1\nkind: Pod\nspec:\n  #trivy:ignore:KSV001\n  «+hostNetwork: true»\n  «-hostPID: true»\n"},
      {"kics', a line and a block", FileKind::kubernetes, kObject,
       "apiVersion: v1\nkind: Pod\nspec:\n  # kics-scan ignore-line\n  «+securityContext:»\n    «-privileged: true»\n"
       "  # kics-scan ignore-block\n  hostAliases:\n    «+- ip: 1.2.3.4»\n  «-hostPID: true»\n"},
      {"kics', the file, after ---", FileKind::kubernetes, kObject,
       "---\n# kics-scan ignore\napiVersion: v1\nkind: Pod\nspec:\n  «+hostPID: true»\n"},
      {"JSON has annotations too", FileKind::kubernetes, kObject,
       "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"annotations\": {\"checkov.io/skip1\": "
       "\"CKV_K8S_20=x\"}}, \"spec\": {«+\"hostPID\": true»}}\n"},
      {"annotations that say nothing", FileKind::kubernetes, kObject,
       "apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    checkov.io/skip1: \"*\"\n    checkov.io/skip2: [a]\n"
       "    ignore-check.kube-linter.io/: x\n    ignore-check.kube-linter.io/*: x\nspec:\n  «-hostPID: true»\n"},
  };
  for (const Case& row : rows) check(row);
}

TEST_CASE("suppressions in workflows, Compose files and for secrets") {
  const Case rows[] = {
      {"zizmor's, on any line of what it is about", FileKind::github_workflow, kWorkflow,
       "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n"
       "      - «+run: echo ${{ github.event.issue.title }}» # zizmor: ignore[template-injection, artipacked] is ours\n"
       "      - «+name: a\n        env: # zizmor: ignore[template-injection]\n          A: b»\n"
       "      - «-run: echo ${{ github.head_ref }}»\n"},
      {"zizmor's, not written exactly", FileKind::github_workflow, kWorkflow,
       "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n"
       "      - «-run: a» # zizmor:ignore[template-injection]\n      - «-run: a» #zizmor: ignore[template-injection]\n"
       "      - «-run: a» #  zizmor: ignore[template-injection]\n      - «-run: b» # zizmor: ignore "
       "template-injection\n"
       "      - «-run: c» # zizmor: ignore[template-injection]because\n      - «-run: d» # zizmor: ignore[*]\n"
       "      - «-run: e» # zizmor: ignore[artipacked template-injection]\n"},
      {"checkov's, for the job", FileKind::github_workflow, kWorkflow,
       "on: push\njobs:\n  one:\n    # checkov:skip=CKV_GHA_2:trusted\n    runs-on: x\n    steps:\n      - «+run: a»\n"
       "  two:\n    runs-on: x\n    steps:\n      - «-run: a»\n"},
      {"ours, above a job", FileKind::github_workflow, kWorkflow,
       "on: push\njobs:\n  # s1-infra: ignore[*]\n\n  one:\n    steps:\n      - «+run: a»\n  two:\n"
       "    steps:\n      - «-run: a»\n"},
      {"gitleaks', on the line of the secret", FileKind::compose, kSecret,
       "services:\n  web:\n    environment:\n      KEY: «+AKIAIOSFODNN7EXAMPLE» # gitleaks:allow\n"
       "      # gitleaks:allow\n      OTHER: «-AKIAIOSFODNN7EXAMPLF»\n"},
      {"gitleaks' is about secrets alone", FileKind::compose, kObject,
       "services:\n  web:\n    «-privileged: true» # gitleaks:allow\n"},
  };
  for (const Case& row : rows) check(row);
}

TEST_CASE("the head of a file is what stands before its first line of code, whatever its comments are") {
  const Case rows[] = {
      {"below a licence", FileKind::terraform, kObject,
       "/*\n * Licence\n */\n\n// kics-scan ignore\nresource \"a\" \"b\" {\n  «+c = 1»\n}\n"},
      {"within one", FileKind::terraform, kObject, "/* kics-scan ignore\n*/ resource \"a\" \"b\" {\n  «+c = 1»\n}\n"},
      {"below code", FileKind::terraform, kObject,
       "terraform {} /*\n*/\n// kics-scan ignore\nresource \"a\" \"b\" {\n  «-c = 1»\n}\n"},
  };
  for (const Case& row : rows) check(row);
}

TEST_CASE("kics' line is the next one of code") {
  check({"through another comment", FileKind::kubernetes, kObject,
         "apiVersion: v1\nkind: Pod\nspec:\n  # kics-scan ignore-line\n  # the agent needs it\n  «+hostPID: true»\n"
         "  «-hostIPC: true»\n"});
}

TEST_CASE("suppressions in the Metadata of CloudFormation") {
  const std::string_view head = "AWSTemplateFormatVersion: '2010-09-09'\n";
  struct Row {
    std::string_view name, text;
  };
  const Row rows[] = {
      {"checkov's",
       "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Metadata:\n      checkov:\n        skip:\n"
       "          - id: CKV_AWS_18\n            comment: it holds the logs\n    «+Properties: {}»\n"
       "  Data:\n    Type: «-AWS::S3::Bucket»\n"},
      {"cfn_nag's",
       "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Metadata:\n      cfn_nag:\n        rules_to_suppress:\n"
       "          - {id: W35, reason: it holds the logs}\n    «+Properties: {}»\n  Data: {Type: «-AWS::S3::Bucket»}\n"},
      {"cfn-lint's of a resource",
       "Resources:\n  Logs:\n    Metadata: {cfn-lint: {config: {ignore_checks: [E3012]}}}\n    «+Properties: {}»\n"
       "  Data: {Type: «-AWS::S3::Bucket»}\n"},
      {"cfn-lint's of the template, by the beginning of an id",
       "Metadata:\n  cfn-lint:\n    config:\n      ignore_checks:\n        - E30\nResources:\n  Data: {Type: "
       "«+AWS::S3::Bucket»}\n"},
      {"cfn-lint's of a resource takes no beginning of an id",
       "Resources:\n  Logs:\n    Metadata: {cfn-lint: {config: {ignore_checks: [E30]}}}\n    «-Properties: {}»\n"},
      {"cfn-lint's of another",
       "Metadata: {cfn-lint: {config: {ignore_checks: [W]}}}\nResources:\n  Data: {Type: «-AWS::S3::Bucket»}\n"},
      {"checkov's comment in the resource, and trivy's above a property",
       "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    # checkov:skip=CKV_AWS_18:it holds the logs\n"
       "    «+Properties: {}»\n  Data:\n    Type: AWS::S3::Bucket\n    # trivy:ignore:AVD-AWS-0089\n    Properties:\n"
       "      «+BucketName: data»\n    «-DeletionPolicy: Retain»\n"},
      {"Metadata that is not what it should be",
       "Metadata: [1]\nResources:\n  Logs:\n    Metadata: {checkov: {skip: x}, cfn_nag: {rules_to_suppress: [W35]}, "
       "cfn-lint: no}\n    «-Properties: {}»\n"},
  };
  for (const Row& row : rows)
    check({row.name, FileKind::cloudformation, kBucket, std::string(head) + std::string(row.text)});
  check({"JSON", FileKind::cloudformation, kBucket,
         "{\"Resources\": {\"Logs\": {\"Type\": \"AWS::S3::Bucket\", \"Metadata\": {\"checkov\": {\"skip\": [{\"id\": "
         "\"CKV_AWS_18\"}]}}, «+\"Properties\": {}»}, \"Data\": {«-\"Type\": \"AWS::S3::Bucket\"»}}}\n"});
}

TEST_CASE("a file of nothing but suppressions is read in linear time and to a limit") {
  const auto text = [](std::size_t count) {
    std::string result = "FROM debian:12\n";
    for (std::size_t i = 0; i < count; ++i) result += "# s1-infra: ignore[no-rule-" + std::to_string(i) + "]\n";
    return result + "USER root\n";
  };
  const ParsedFile file(0, "Dockerfile", FileKind::dockerfile, text(60'000));
  const Suppressions suppressions = read_suppressions(file.input(), "2026-06-15");
  CHECK(suppressions.list.size() == 50'000);
  CHECK(suppressions.problems.size() == 21);  // 20 unknown rules, and the limit
  CHECK(suppressions.problems.back().code == "too-many-suppressions");
}

TEST_CASE("another tool's form takes no glob and no id of ours") {
  for (const std::string_view ids : {"*", "dockerfile/root-user", "DL30*"}) {
    INFO(ids);
    const ParsedFile file(0, "Dockerfile", FileKind::dockerfile,
                          "FROM debian:12\n# hadolint global ignore=" + std::string(ids) + "\nUSER root\n");
    CHECK(read_suppressions(file.input(), "2026-06-15").list.empty());
  }
}

TEST_CASE("names past the limit are neither expanded nor looked up") {
  std::string ranges, globs;
  for (int i = 0; i < 20'000; ++i) {
    ranges += "1-1000,";
    globs += "a/" + std::to_string(i) + "*,";
  }
  for (const std::string& comment : {"# shellcheck disable=" + ranges, "# s1-infra: ignore[" + globs + "]"}) {
    const ParsedFile file(0, "Dockerfile", FileKind::dockerfile, "FROM debian:12\n" + comment + "\nUSER root\n");
    const Suppressions suppressions = read_suppressions(file.input(), "2026-06-15");
    CHECK(suppressions.list.empty());
    REQUIRE(suppressions.problems.size() == 1);  // no rule was looked for
    CHECK(suppressions.problems[0].code == "too-many-suppressions");
  }
}

TEST_CASE("findings are held against many suppressions in linear time") {
  const auto hold = [](const std::string& text) {
    Suppressions suppressions;
    for (std::uint32_t i = 0; i + 1 < text.size(); i += 2) {
      s1::engine::Suppression each;
      each.scope = {i, i + 1};
      const std::string name = "DL3002";
      each.rules = i / 2;
      suppressions.list.push_back(each);
      suppressions.names.emplace_back(std::span(&name, 1));
    }
    Coverage coverage(suppressions);
    for (std::uint32_t i = 0; i < text.size(); ++i)
      if (coverage.covers(kDocker, {i, i + 1}) != (i % 2 == 0 && i + 1 < text.size())) FAIL("at " << i);
  };
  CHECK(s1::test::growth(hold, "", "ab", "") < s1::test::kMostGrowth);
}

TEST_CASE("a rule is held against many suppressions of other rules in linear time") {
  const auto hold = [](const std::string& text) {
    const ParsedFile file(0, "Dockerfile", FileKind::dockerfile, text);
    const Suppressions suppressions = read_suppressions(file.input(), "2026-06-15");
    Coverage coverage(suppressions);
    std::size_t covered = 0;
    for (const s1::rules::Rule* rule : s1::rules::all())
      for (std::uint32_t at = 0; at < text.size(); at += 64) covered += coverage.covers(*rule, {at, at + 1}) ? 1U : 0U;
    if (covered > text.size() * s1::rules::all().size()) FAIL("never");
  };
  for (const std::string_view piece :
       {"# hadolint ignore=DL3002\nUSER root\n", "# s1-infra: ignore[*]\nUSER root\n",
        "# kics-scan ignore-line\nUSER root\n", "# check\n# hadolint global ignore=DL3002\n"}) {
    INFO(piece);
    CHECK(s1::test::growth(hold, "FROM a\n", piece, "USER root\n") < s1::test::kMostGrowth);
  }
}

TEST_CASE("suppressions are read in linear time") {
  const auto read = [](const std::string& text) {
    const ParsedFile file(0, "Dockerfile", FileKind::dockerfile, text);
    (void)read_suppressions(file.input(), "2026-06-15");
  };
  for (const std::string_view piece :
       {"# s1-infra: ignore[no-rule, dockerfile/*]\n", "# hadolint ignore=DL3000,\n", "# checkov:skip=CKV_A_1:x\n",
        "# trivy:ignore:DS-0002:exp:2020-01-01 trivy:ignore:x\n", "# kics-scan ignore-line\n",
        "# kics-scan disable=a,b\n", "# zizmor: ignore[a,b]\n", "# shellcheck disable=SC1000-SC9999\n",
        "# gitleaks:allow\n", "# pragma: allowlist nextline secret\n", "# nosemgrep: a, b,\n", "# ts:skip=A_1\n"}) {
    INFO(piece);
    CHECK(s1::test::growth(read, "FROM a\n", piece, "USER root\n") < s1::test::kMostGrowth);
  }
  CHECK(s1::test::growth(read, "FROM a\n# s1-infra: ignore[", "a,", "]\n") < s1::test::kMostGrowth);
  CHECK(s1::test::growth(read, "FROM a\n# trivy:ignore:", "a:b ", "\n") < s1::test::kMostGrowth);
}
