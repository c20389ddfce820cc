// SPDX-License-Identifier: Apache-2.0
// The stage graph, the scopes of variables, the shell in force.
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "test.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_literals;

TEST_CASE("stages know their names, bases and roots") {
  const Source source(
      "ARG V=3.20\n"
      "FROM alpine:$V AS Base\n"
      "RUN a\n"
      "FROM base AS build\n"
      "FROM --platform=x Build\n"
      "FROM base:1 AS base\n"
      "FROM BASE\n");
  const File file = File::parse(source);
  REQUIRE(file.stages.size() == 5);
  CHECK(file.stages[0].image_value == "alpine:3.20");
  CHECK(file.stages[0].image.raw == "alpine:$V");
  CHECK(file.stages[0].name.value_or(Word{}).raw == "Base");
  CHECK(file.stages[0].instructions == std::vector<std::uint32_t>{2});
  CHECK(file.stages[1].base == 0u);
  CHECK(file.stages[2].base == 1u);
  CHECK(file.stages[2].root == 0u);
  CHECK_FALSE(file.stages[3].base.has_value());
  CHECK(file.stages[3].root == 3u);
  CHECK(file.stages[4].base == 3u);  // the last one of that name
  CHECK(file.stages[4].is_final);
  CHECK_FALSE(file.stages[3].is_final);
  CHECK(file.instructions[0].stage == -1);
  CHECK(file.instructions[2].stage == 0);

  CHECK(file.target() == &file.stages[4]);
  CHECK(file.target("BUILD") == &file.stages[1]);
  CHECK(file.target("base") == &file.stages[3]);
  CHECK(file.target("2") == &file.stages[2]);
  CHECK(file.target("5") == nullptr);
  CHECK(file.target("none") == nullptr);
  CHECK(file.find_stage("base", file.stages[1]) == &file.stages[0]);
  CHECK(file.find_stage("build", file.stages[1]) == nullptr);
  CHECK(file.find_stage("0", file.stages[1]) == &file.stages[0]);
  CHECK(file.find_stage("1", file.stages[1]) == nullptr);
  CHECK(file.find_stage("-0", file.stages[1]) == nullptr);
}

std::string reached(const std::string& text, std::string_view target = {}) {
  const Source source(text);
  const File file = File::parse(source);
  std::string result;
  for (const bool is : file.reachable(*file.target(target))) result += is ? '1' : '0';
  return result;
}

TEST_CASE("a target reaches what it is FROM, copies from and mounts from") {
  CHECK(reached("FROM a AS b\nFROM c AS d\nFROM b\n") == "101");
  CHECK(reached("FROM a AS b\nFROM c AS d\nFROM e\nCOPY --from=D x y\n") == "011");
  CHECK(reached("FROM a AS b\nFROM c\nFROM e\nCOPY --from=1 x y\n") == "011");
  CHECK(reached("FROM a AS b\nFROM c\nRUN --mount=type=bind,source=/x,FROM=b --mount=from=0 z\n") == "11");
  CHECK(reached("FROM a AS b\nFROM c\nRUN --mount=\"type=bind,from=b\" z\n") == "11");
  CHECK(reached("FROM a AS b\nFROM c\nONBUILD COPY --from=b x y\n") == "11");
  CHECK(reached("FROM a AS b\nFROM c\nCOPY --from=image/b x y\nADD --from=b x y\n") == "01");
  CHECK(reached("FROM a AS b\nFROM b AS c\nFROM d\n", "c") == "110");
  CHECK(reached("FROM a AS x-amd64\nFROM a AS x-arm64\nFROM a AS y\nFROM x-${TARGETARCH}\n") == "1101");
  CHECK(reached("FROM a AS x-amd64-z\nFROM a AS x-arm64\nFROM a AS y\nFROM s\nCOPY --from=x-$A-z a b\n") == "1001");
  CHECK(reached("ARG W=b\nFROM a AS b\nFROM a AS c\nFROM $W\n") == "101");
}

TEST_CASE("the options of a mount are CSV") {
  const Source source("FROM a\nRUN --mount=type=cache,\"target=/a,b\",readonly,ID=x y\n");
  const File file = File::parse(source);
  const Flag& mount = file.instructions[1].flags[0];
  CHECK(mount_option(mount, "type") == "cache");
  CHECK(mount_option(mount, "readonly") == "");
  CHECK(mount_option(mount, "id") == "x");
  CHECK_FALSE(mount_option(mount, "from").has_value());
}

TEST_CASE("a shell holds until the next one, and in the stages that are FROM its own") {
  const Source source(
      "FROM a AS x\nRUN 1\nSHELL [\"/bin/bash\", \"-c\"]\nRUN 2\nSHELL [\"pwsh.exe\"]\nHEALTHCHECK CMD 3\n"
      "FROM x\nRUN 4\nFROM b\nRUN 5\nSHELL bash\nRUN 6\n");
  const File file = File::parse(source);
  const auto kind = [&](std::size_t index) { return shell_kind(file, file.instructions[index]); };
  CHECK(kind(1) == ShellKind::sh);
  CHECK(file.shell_at(file.instructions[1]).empty());
  CHECK(kind(3) == ShellKind::bash);
  CHECK(file.shell_at(file.instructions[3])[1].raw == "-c");
  CHECK(shell_kind(file, *file.instructions[5].inner) == ShellKind::powershell);
  CHECK(kind(7) == ShellKind::powershell);
  CHECK(kind(9) == ShellKind::sh);
  CHECK(kind(11) == ShellKind::sh);
}

TEST_CASE("an image for Windows has cmd for a shell") {
  for (const char* const text :
       {"# escape=`\nFROM a\nRUN b", "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN b",
        "FROM mcr.microsoft.com/windows/nanoserver\nRUN b", "FROM --platform=windows/amd64 a\nRUN b",
        "FROM golang:1.22-nanoserver AS x\nFROM x\nRUN b",
        "FROM mcr.microsoft.com/powershell:nanoserver-1809\nRUN b"}) {
    CAPTURE(text);
    const Source source(text);
    const File file = File::parse(source);
    CHECK(shell_kind(file, file.instructions.back()) == ShellKind::cmd);
  }
  const Source linux("FROM windows-of-my-house\nRUN b");
  const File file = File::parse(linux);
  CHECK(shell_kind(file, file.instructions[1]) == ShellKind::sh);
}

}  // namespace
}  // namespace s1::dockerfile
