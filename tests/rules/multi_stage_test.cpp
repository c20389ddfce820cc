// SPDX-License-Identifier: Apache-2.0
// dockerfile/build-tools-shipped: the tags of runtime images, and that each guard refuses with its own reason.
#include <optional>
#include <string>
#include <string_view>

#include "rules/dockerfile/multi_stage/runtime_image.h"
#include "rules/dockerfile/multi_stage/system_packages.h"
#include "rules/hindrance.h"
#include "test.h"

namespace {

using s1::rules::multi_stage::runtime_image;

struct Refusal {
  std::string_view files;  // as hindrance_of() takes them
  std::string_view why;    // stands in the hindrance
};

constexpr std::string_view kGo = "FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /server .\n";
constexpr std::string_view kNode = "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n";

std::string hindrance_of(std::string_view files) {
  return s1::test::hindrance_of("dockerfile/build-tools-shipped", files);
}

std::string on(std::string_view begin, std::string_view rest) {
  return std::string(begin).append(rest);
}

}  // namespace

TEST_CASE("runtime images are made of tags that exist") {
  CHECK(runtime_image("node", "22") == "node:22-slim");
  CHECK(runtime_image("node", "22.14.0-bookworm") == "node:22.14.0-bookworm-slim");
  CHECK(runtime_image("node", "22-alpine3.22") == "node:22-alpine3.22");
  CHECK(runtime_image("node", "latest") == std::nullopt);
  CHECK(runtime_image("python", "3.13-bookworm") == "python:3.13-slim-bookworm");
  CHECK(runtime_image("python", "3") == std::nullopt);
  CHECK(runtime_image("ruby", "3.4-slim") == "ruby:3.4-slim");
  CHECK(runtime_image("maven", "3.9.9-eclipse-temurin-17-alpine") == "eclipse-temurin:17-jre-alpine");
  CHECK(runtime_image("maven", "3.9-amazoncorretto-17") == std::nullopt);
  CHECK(runtime_image("maven", "3.8-openjdk-17") == std::nullopt);
  CHECK(runtime_image("maven", "3.8-openjdk-11") == "openjdk:11-jre");
  CHECK(runtime_image("gradle", "8.5-jdk21-jammy") == "eclipse-temurin:21-jre-jammy");
  CHECK(runtime_image("gradle", "6.9-jdk11") == std::nullopt);
  CHECK(runtime_image("eclipse-temurin", "17.0.9_9-jdk-alpine") == "eclipse-temurin:17.0.9_9-jre-alpine");
  CHECK(runtime_image("eclipse-temurin", "16-jdk") == std::nullopt);
  CHECK(runtime_image("mcr.microsoft.com/dotnet/sdk", "8.0-alpine3.22") ==
        "mcr.microsoft.com/dotnet/aspnet:8.0-alpine3.22");
  CHECK(runtime_image("mcr.microsoft.com/dotnet/sdk", "8.0.100") == std::nullopt);
}

TEST_CASE("the Debian release of a build image") {
  using s1::rules::multi_stage::debian_suite;
  CHECK(debian_suite("golang", "1.22-bullseye") == "bullseye");
  CHECK(debian_suite("golang", "1.22") == "bookworm");
  CHECK(debian_suite("golang", "1.24").empty());
  CHECK(debian_suite("rust", "1.80-slim") == "bookworm");
  CHECK(debian_suite("rust", "1").empty());
}

TEST_CASE("packages of a build, and of the libraries that it links to") {
  using s1::rules::multi_stage::system_package;
  using Use = s1::rules::multi_stage::SystemPackage::Use;
  CHECK(system_package("g++", false).use == Use::build);
  CHECK(system_package("libpq-dev", false).library == "libpq5");
  CHECK(system_package("libpq-dev", true).library == "libpq");
  CHECK(system_package("libmagickwand-dev", false).use == Use::unknown);
  CHECK(system_package("ffmpeg", false).use == Use::run);
}

TEST_CASE("each guard refuses the division, and says why") {
  const std::string main = "--- main.go ---\npackage main\n";
  const std::string empty = "--- package.json ---\n{}\n";
  const Refusal refusals[] = {
      {"FROM golang:1.26\nCOPY . .\nCMD go run .\n", "`go run` compiles"},
      {"FROM rust:1.80\nCOPY . .\nCMD cargo run\n", "cargo builds"},
      {"FROM mcr.microsoft.com/dotnet/sdk:8.0\nCOPY . .\nCMD dotnet watch\n", "`dotnet watch` takes the SDK"},
      {"FROM maven:3.9-eclipse-temurin-21\nCOPY . .\nCMD mvn spring-boot:run\n", "mvn builds"},
      {"FROM python:3.13\nWORKDIR /app\nRUN pip install flask\nCMD flask run --debug\n", "flask with --debug"},
  };
  for (const Refusal& each : refusals) {
    INFO(each.files);
    CHECK(hindrance_of(each.files).find(each.why) != std::string::npos);
  }
  const auto refused = [](const std::string& files, std::string_view why) {
    const std::string hindrance = hindrance_of(files);
    INFO(files << "\n" << hindrance);
    CHECK(hindrance.find(why) != std::string::npos);
  };
  refused(on(kGo, "CMD /server\n") + main, "needs a shell");
  refused(on(kGo, "CMD [\"sh\", \"-c\", \"/server\"]\n") + main, "starts sh");
  refused(on(kGo, "CMD [\"/other\"]\n") + main, "which command builds that");
  refused(on(kGo, "HEALTHCHECK CMD [\"curl\", \"http://localhost\"]\nCMD [\"/server\"]\n") + main,
          "health check needs a program");
  refused(on(kGo, "EXPOSE 80\nCMD [\"/server\"]\n") + main, "port 80 is below 1024");
  refused(on(kGo, "USER app\nCMD [\"/server\"]\n") + main, "the account app is not in");
  refused(on(kGo, "ENV A=$GOLANG_VERSION\nCMD [\"/server\"]\n") + main, "the variable GOLANG_VERSION");
  refused(on(kGo, "ONBUILD RUN go version\nCMD [\"/server\"]\n") + main, "ONBUILD");
  refused(on(kGo, "SHELL [\"/bin/bash\", \"-c\"]\nCMD [\"/server\"]\n") + main, "this shell");
  refused(on(kGo, "RUN curl -o /data.bin https://example.com/\nCMD [\"/server\"]\n") + main, "whether what curl does");
  refused(on(kGo, "RUN mkdir -p /var/lib/server\nCMD [\"/server\"]\n") + main, "what mkdir does here");
  refused(
      on(kGo, "COPY main.go /usr/local/bin/\nADD x.tar.gz /opt/\nCMD [\"/server\"]\n") + main + "--- x.tar.gz ---\nx\n",
      "ADD unpacks");
  refused(on(kGo, "CMD [\"/server\"]\n--- main.go ---\nexec.Command(\"git\")\n"), "main.go:1 starts another program");
  refused(on(kGo, "CMD [\"/server\"]\n--- main.go ---\nos.Create(\"a\")\n"), "writes files");
  refused(on(kGo, "CMD [\"/server\"]\n--- main.go ---\nos.Open(\"/opt/data\")\n"), "reads /opt/data");
  refused(on(kGo, "CMD [\"/server\"]\n--- main.go ---\nhttp.Dir(\".\")\n"), "the folder that it is started in");
  refused("FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build -o /server .\nCMD [\"/server\"]\n" + main,
          "go.mod is not found");
  refused("FROM golang:1\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /server .\nCMD [\"/server\"]\n" + main,
          "Debian release");
  refused(
      "FROM golang:1.26-alpine\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=1 go build -o /server .\nCMD [\"/server\"]\n" +
          main,
      "Alpine release");
  refused(on(kGo, "CMD [\"/server\"]\n") + main +
              "--- compose.yaml ---\nservices:\n  a:\n    build: .\n    healthcheck: {test: [CMD, /server, -check]}\n",
          "health check");
  refused(
      "FROM rust:1.80\nWORKDIR /src\nCOPY . .\nRUN --mount=type=cache,target=/src/target cargo build --release\nCMD "
      "[\"target/release/a\"]\n--- Cargo.lock ---\n\n",
      "a cache is mounted over");
  refused(
      "FROM rust:1.80\nWORKDIR /src\nCOPY . .\nRUN cargo build --release\nCMD [\"target/release/a\"]\n--- Cargo.lock "
      "---\nname = \"pq-sys\"\n",
      "pq-sys");

  refused(on(kNode, "CMD [\"node\", \"a.js\"]\n"), "package.json");
  refused(on(kNode, "CMD [\"serve\", \"-x\", \"dist\"]\n") + empty, "is not known to be done by nginx");
  refused(on(kNode, "CMD [\"nodemon\", \"a.js\"]\n") + empty, "for development");
  refused(on(kNode, "CMD [\"pm2-runtime\", \"a.js\"]\n") + empty, "none of the dependencies");
  refused(on(kNode, "CMD [\"node\", \"a.js\"]\n--- package.json ---\n{\"dependencies\": {\"canvas\": \"2\"}}\n"),
          "canvas needs libraries");
  refused(on(kNode, "CMD [\"node\", \"a.js\"]\n--- package.json ---\n{\"workspaces\": [\"a\"]}\n"), "workspaces");
  refused(on(kNode, "CMD [\"node\", \"a.js\"]\n") + empty + "--- a.js ---\nrequire('child_process')\n",
          "a.js:1 starts another program");
  refused(on(kNode, "HEALTHCHECK CMD curl -f http://localhost\nCMD [\"node\", \"a.js\"]\n") + empty,
          "health check runs curl");
  refused(on(kNode, "CMD [\"node\", \"a.js\"]\n") + empty +
              "--- compose.yaml ---\nservices:\n  a:\n    build: .\n    volumes: [\".:/app\"]\n",
          "for development");
  refused(
      "FROM node:14\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD [\"node\", \"a.js\"]\n--- package.json "
      "---\n{\"devDependencies\": {\"a\": \"1\"}}\n",
      "takes development packages away");
  refused(
      "FROM node:22 AS a\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD [\"node\", \"a.js\"]\n--- "
      "package.json ---\n{}\n--- compose.yaml ---\nservices:\n  a:\n    build: {context: ., "
      "target: a}\n",
      "by the name of its stage");

  const std::string python = "FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt\n";
  refused(python + "CMD [\"python\", \"a.py\"]\n--- a.py ---\nx\n", "cannot be read");
  refused(python + "CMD [\"python\", \"a.py\"]\n--- requirements.txt ---\nGDAL==3\n", "gdal needs libraries");
  refused(python + "CMD [\"python\", \"a.py\"]\n--- requirements.txt ---\nflask\n--- a.py ---\nimport subprocess\n",
          "a.py:1 starts another program");
  refused("FROM python:3.13\nWORKDIR /app\nRUN pip install --user flask\nCMD [\"python\", \"a.py\"]\n",
          "--user installs elsewhere");
  refused("FROM python:3.13\nUSER 1000\nWORKDIR /app\nRUN pip install flask\nCMD [\"python\", \"a.py\"]\n",
          "another user than root");
  refused("ARG V=22\nFROM node:${V}\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\nCMD [\"node\", \"a.js\"]\n" +
              empty,
          "a build argument says");
  refused(on(kNode,
             "CMD [\"node\", \"a.js\"]\n--- package.json ---\n{\"devDependencies\": {\"dotenv\": \"1\"}}\n--- a.js "
             "---\nrequire('dotenv/config')\n"),
          "a.js:1 imports what is in devDependencies");
  refused(on(kGo, "CMD [\"/server\", \"-out=/src/made.json\"]\n") + main, "which the build may make");
  refused(on(kGo, "COPY [\"a b\", \"/opt/a b\"]\nCMD [\"/server\"]\n") + main + "--- a b ---\nx\n",
          "cannot be written in COPY");
  refused(
      "FROM php:8.4-apache\nCOPY --from=composer:2 /usr/bin/composer /usr/bin/composer\nCOPY . .\nRUN composer "
      "install\nCMD [\"php\", \"-S\", \"0.0.0.0:8000\"]\n",
      "development server");
}
