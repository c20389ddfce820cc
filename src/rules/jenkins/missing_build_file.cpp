// SPDX-License-Identifier: Apache-2.0
// Exports the rule jenkins/missing-build-file.
#include "model/infra_model.h"
#include "rules/build_checks.h"
#include "rules/rule.h"

namespace s1::rules::jenkins_missing_build_file {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_missing_build_files(model, "jenkins", out);
}

constexpr Bad bad[] = {
    {"--- Jenkinsfile ---\npipeline {\n  agent any\n  stages {\n    stage('Image') {\n      steps {\n        sh "
     "'docker build -f «docker/Dockerfile» .'\n      }\n    }\n  }\n}\n--- Dockerfile ---\nFROM scratch\n"},
};

constexpr std::string_view good[] = {
    "--- Jenkinsfile ---\npipeline {\n  agent any\n  stages {\n    stage('Image') {\n      steps {\n        sh 'docker "
    "build .'\n        sh \"docker build -f ${params.FILE} .\"\n      }\n    }\n  }\n}\n--- Dockerfile ---\nFROM "
    "scratch\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/cli/docker/buildx/build/"};

}  // namespace

extern constinit const Rule rule{.id = "jenkins/missing-build-file",
                                 .title = "A pipeline builds from a Dockerfile or folder that is not there",
                                 .help = "Name a context and a Dockerfile that are in the repository",
                                 .severity = Severity::high,
                                 .confidence = Confidence::medium,
                                 .docs = kMissingBuildFileDocs,
                                 .references = references,
                                 .bad = bad,
                                 .good = good,
                                 .check = check};

}  // namespace s1::rules::jenkins_missing_build_file
