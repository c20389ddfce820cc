// SPDX-License-Identifier: Apache-2.0
// Which arguments and secrets builds are given, and which a Dockerfile takes.
#include <string>
#include <string_view>
#include <vector>

#include "model/image_builds.h"
#include "model/read.h"
#include "model/stage_tools.h"
#include "read_texts.h"
#include "syntax/dockerfile/ast.h"
#include "test.h"

using namespace s1;

namespace {

std::string names(const std::vector<model::BuildInput>& inputs, bool known) {
  std::string result;
  for (const model::BuildInput& each : inputs) result += each.name + " ";
  return result + (known ? "" : "…");
}

std::string inputs(const model::Build& build) {
  return names(build.args, build.args_known) + "| " + names(build.secrets, build.secrets_known);
}

struct Row {
  std::string_view text, inputs;
};

}  // namespace

TEST_CASE("what commands give a build") {
  const Row rows[] = {
      {"docker build .", "| "},
      {"docker build --build-arg A=1 --build-arg B --build-arg=C=x=y .", "A B C | "},
      {"docker build --build-arg $A .", "$A …| "},
      {"docker build --build-arg A=$A --secret id=npm,src=.npmrc --secret type=env,id=pip .", "A | npm pip "},
      {"docker build --secret src=x .", "|  …"},
      {"docker build $OPTIONS .", "…| …"},
      {"podman build --build-arg-file args .", "…| "},
      {"/kaniko/executor --build-arg A=1 --context .", "…| …"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Source source{std::string(row.text)};
    model::Input input;
    input.source = &source;
    model::JobWorkspace workspace("", {});
    workspace.check_out("", true);
    model::MadePaths made;
    model::ImageBuilds found(workspace, made);
    model::WorkspacePath folder = "";
    found.add_script({&input, MappedText(source.bytes(), {0, source.size()}), {}}, folder);
    CHECK(inputs(found[0]) == row.inputs);
  }
}

TEST_CASE("what Compose gives a build") {
  const Row rows[] = {
      {"services: {a: {build: .}}", "| "},
      {"services: {a: {build: {context: ., args: {A: 1, B: }, secrets: [x]}}}", "A B | x "},
      {"services: {a: {build: {context: ., args: [A=1, B], secrets: [{source: x, target: y}, {source: z}]}}}",
       "A B | y z "},
      {"services: {a: {build: {context: ., args: ['${A}=1']}}}", "${A} …| "},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const test::Texts texts(row.text, "compose.yaml");
    model::InfraModel infra;
    read_compose(texts.inputs(), infra);
    CHECK(inputs(infra.services.at(0).build.value()) == row.inputs);
  }
}

TEST_CASE("an image that surely has no curl") {
  struct Image {
    std::string_view text;
    bool lacks;
  };
  const Image images[] = {
      {"FROM node:22-slim\n", true},
      {"FROM node:22\n", false},
      {"FROM example.com/a:1\n", false},
      {"FROM mcr.microsoft.com/dotnet/aspnet:9.0\n", true},
      {"FROM mcr.microsoft.com/dotnet/aspnet:3.1\n", false},
      {"FROM node:22-slim\nRUN npm ci && npm run build\n", true},
      {"FROM debian:12\nRUN apt-get update && apt-get install -y git tzdata\n", true},
      {"FROM debian:12\nRUN apt-get update && apt-get install -y git curl\n", false},
      {"FROM debian:12\nRUN apt-get update && apt-get install -y unknown-package\n", false},
      {"FROM debian:12\nRUN ./install\n", false},
      {"FROM debian:12\nCOPY --from=tools /usr/bin/ /usr/bin/\n", false},
      {"FROM debian:12\nCOPY curl /usr/bin/\n", false},
  };
  for (const Image& image : images) {
    INFO(image.text);
    const Source source{std::string(image.text)};
    dockerfile::File file = dockerfile::File::parse(source);
    dockerfile::parse_scripts(file);
    CHECK(model::lacks_tool(model::Dockerfile(file), *file.target(), "curl") == image.lacks);
  }
}
