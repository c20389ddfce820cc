// SPDX-License-Identifier: Apache-2.0
// What a stage means, with all that it has through FROM.
#include "model/dockerfile_stage.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "facts/base_images.h"
#include "syntax/dockerfile/ast.h"
#include "test.h"
#include "text/source.h"

namespace {

namespace model = s1::model;
using s1::dockerfile::File;
using s1::dockerfile::Instruction;

struct Parsed {
  explicit Parsed(std::string_view text) : source(std::string(text)), file(File::parse(source)) {}
  s1::Source source;
  File file;
};

std::string name(model::Answer answer) {
  switch (answer) {
    case model::Answer::no:
      return "no";
    case model::Answer::yes:
      return "yes";
    case model::Answer::unknown:
      return "unknown";
  }
  return {};
}

std::string name(model::PathKind kind) {
  switch (kind) {
    case model::PathKind::absolute:
      return "absolute";
    case model::PathKind::relative:
      return "relative";
    case model::PathKind::unknown:
      return "unknown";
  }
  return {};
}

// The line of an instruction; 0 for none.
std::uint32_t line(const Parsed& parsed, const Instruction* instruction) {
  return instruction == nullptr ? 0 : parsed.source.line_of(instruction->span.begin);
}

// "1 0 1"
std::string bits(const std::vector<bool>& values) {
  std::string result;
  for (const bool value : values) result += std::string(result.empty() ? "" : " ") + (value ? '1' : '0');
  return result;
}

struct Case {
  std::string_view text, dump;
};

}  // namespace

TEST_CASE("the user of the final stage: value, root, the USER's line") {
  for (const Case& each : std::initializer_list<Case>{
           {"FROM debian:12\n", "root yes 0"},
           {"FROM debian:12\nUSER app\n", "app no 2"},
           {"FROM debian:12\nUSER app\nUSER root\n", "root yes 3"},
           {"FROM debian:12\nUSER 0:1000\n", "0:1000 yes 2"},
           {"FROM debian:12\nUSER 00\n", "00 yes 2"},
           {"FROM debian:12\nUSER 1000:0\n", "1000:0 no 2"},
           {"FROM debian:12\nARG U=root\nUSER $U\n", "root yes 3"},
           {"FROM debian:12\nARG U\nUSER $U\n", "${U} unknown 3"},
           {"FROM debian:12\nARG U\nUSER ${U:-1001}\n", "1001 no 3"},
           {"FROM debian:12\nARG G\nUSER 1001:$G\n", "1001:${G} no 3"},
           {"FROM debian:12 AS a\nUSER app\nFROM debian:12\n", "root yes 0"},
           {"FROM debian:12 AS a\nUSER app\nFROM a AS b\nFROM b\n", "app no 2"},
           {"FROM debian:12 AS a\nUSER app\nFROM a\nUSER root\n", "root yes 4"},
           {"FROM debian:12 AS a\nUSER root\nONBUILD USER app\nFROM a\n", "app no 3"},
           {"FROM scratch\n", "root yes 0"},
           {"FROM example.com/base:1\n", " unknown 0"},
           {"ARG B\nFROM $B\n", " unknown 0"},
           {"ARG B=gcr.io/distroless/base:nonroot\nFROM $B\n", "nonroot no 0"},
           {"FROM gcr.io/distroless/base@sha256:00\n", " unknown 0"},
           {"FROM jenkins/jenkins:lts\n", "jenkins no 0"},
           {"FROM bitnami/kafka:4\n", "1001 unknown 0"},  // from memory: no reason to be sure
       }) {
    const Parsed parsed(each.text);
    REQUIRE(parsed.file.target() != nullptr);
    const model::User user = model::user(parsed.file, *parsed.file.target());
    INFO(each.text);
    CHECK(user.value + ' ' + name(user.root) + ' ' + std::to_string(line(parsed, user.instruction)) == each.dump);
  }
}

TEST_CASE("the base image at the end of the chain") {
  const Parsed parsed(
      "ARG TAG=3.22\nFROM docker.io/library/alpine:${TAG} AS a\nFROM a\nFROM scratch\nFROM "
      "mcr.microsoft.com/windows/nanoserver:ltsc2025\n");
  REQUIRE(parsed.file.stages.size() == 4);
  const model::Base alpine = model::base(parsed.file, parsed.file.stages[1]);
  CHECK(alpine.ref.tag == "3.22");
  REQUIRE(alpine.facts != nullptr);
  CHECK(alpine.facts->package_manager == "apk");
  CHECK_FALSE(alpine.scratch);
  CHECK_FALSE(alpine.windows);
  CHECK(model::base(parsed.file, parsed.file.stages[2]).scratch);
  CHECK(model::base(parsed.file, parsed.file.stages[3]).windows);
}

TEST_CASE("what each stage starts: the lines of ENTRYPOINT and CMD") {
  for (const Case& each : std::initializer_list<Case>{
           {"FROM debian:12\n", "0/0"},
           {"FROM debian:12\nCMD a\nCMD b\n", "0/3"},
           {"FROM debian:12\nENTRYPOINT a\nCMD b\n", "2/3"},
           {"FROM debian:12\nCMD a\nENTRYPOINT b\n", "3/2"},  // set in the same stage: both stay
           {"FROM debian:12 AS a\nCMD a\nFROM a\n", "0/2 0/2"},
           {"FROM debian:12 AS a\nCMD a\nFROM a\nENTRYPOINT b\n", "0/2 4/0"},
           {"FROM debian:12 AS a\nCMD a\nFROM a\nENTRYPOINT b\nCMD c\n", "0/2 4/5"},
           {"FROM debian:12 AS a\nENTRYPOINT a\nFROM a\nCMD b\n", "2/0 2/4"},
           {"FROM debian:12\nHEALTHCHECK CMD a\n", "0/0"},
       }) {
    const Parsed parsed(each.text);
    std::string dump;
    for (const model::Command& command : model::commands(parsed.file))
      dump += std::string(dump.empty() ? "" : " ") + std::to_string(line(parsed, command.entrypoint)) + '/' +
              std::to_string(line(parsed, command.cmd));
    INFO(each.text);
    CHECK(dump == each.dump);
  }
}

TEST_CASE("whether root is given up when the container starts") {
  for (const Case& each : std::initializer_list<Case>{
           {"FROM debian:12\nCMD [\"server\"]\n", "no"},
           {"FROM debian:12\nENTRYPOINT [\"/usr/local/bin/gosu\", \"app\", \"server\"]\n", "yes"},
           {"FROM debian:12\nCMD setpriv --reuid=1000 server\n", "yes"},
           {"FROM debian:12\nENTRYPOINT [\"tini\", \"--\", \"su-exec\", \"app\", \"server\"]\n", "yes"},
           {"FROM alpine:3.22\nRUN apk add --no-cache su-exec\nENTRYPOINT [\"/start\"]\n", "yes"},
           {"FROM debian:12 AS a\nCOPY --from=tianon/gosu /gosu /bin/\nFROM debian:12\n", "no"},
           {"FROM postgres:17\n", "yes"},
           {"FROM postgres:17\nCMD [\"-c\", \"fsync=off\"]\n", "yes"},
           {"FROM postgres:17\nCMD [\"postgres\"]\n", "yes"},
           {"FROM postgres:17\nCMD [\"pg_dump\"]\n", "no"},
           {"FROM postgres:17\nCMD postgres\n", "no"},  // the entrypoint is given /bin/sh
           {"FROM postgres:17\nENTRYPOINT [\"/start\"]\n", "no"},
       }) {
    const Parsed parsed(each.text);
    INFO(each.text);
    CHECK((model::steps_down(parsed.file, *parsed.file.target()) ? "yes" : "no") == each.dump);
  }
}

TEST_CASE("targets") {
  for (const Case& each : std::initializer_list<Case>{
           {"FROM a:1\n", "1"},
           {"FROM a:1 AS build\nFROM b:1\nCOPY --from=build / /\n", "0 1"},
           {"FROM a:1 AS build\nFROM b:1\nCOPY --from=0 / /\n", "0 1"},
           {"FROM a:1 AS build\nFROM b:1\nRUN --mount=from=build,target=/m x\n", "0 1"},
           {"FROM a:1 AS base\nFROM base AS test\nFROM base\n", "0 1 1"},
           {"FROM a:1 AS x\nFROM b:1\nARG F\nCOPY --from=$F / /\n", "0 1"},
           {"FROM a:1 AS last\nCOPY --from=last / /\n", "1"},
       }) {
    const Parsed parsed(each.text);
    INFO(each.text);
    CHECK(bits(model::targets(parsed.file)) == each.dump);
  }
}

TEST_CASE("where files are taken from") {
  const Parsed parsed(
      "FROM a:1 AS One\nCOPY --from=one / /\nFROM b:1\nARG V=x\nCOPY --from=img:$V / /\nARG W\n"
      "RUN --mount=type=bind,from=one,target=/m --mount=type=cache,target=/c x\nCOPY --from=$W / /\nCOPY . .\n");
  std::string dump;
  for (const model::FileSource& source : model::file_sources(parsed.file))
    dump += source.name + (source.known ? "" : "?") + (model::is_own_stage(source) ? " own" : "") + '\n';
  CHECK(dump == "one own\nimg:x\none\n${W}?\n");
}

TEST_CASE("the working directory before each WORKDIR") {
  for (const Case& each : std::initializer_list<Case>{
           {"FROM a:1\nWORKDIR x\nWORKDIR /y\nWORKDIR z\nWORKDIR w\n",
            "relative ''\nrelative 'x'\nabsolute '/y'\nabsolute '/y/z'\n"},
           {"FROM a:1 AS base\nWORKDIR /y/\nFROM base\nWORKDIR z\nFROM a:1\nWORKDIR w\n",
            "relative ''\nabsolute '/y/'\nrelative ''\n"},
           {"FROM a:1\nARG D\nWORKDIR $D\nWORKDIR z\n", "relative ''\nunknown '${D}' variable\n"},
           {"FROM a:1\nARG D=/d\nWORKDIR $D\nWORKDIR z\nWORKDIR /e\nWORKDIR f\n",
            "relative ''\nabsolute '/d' variable\nabsolute '/d/z' variable\nabsolute '/e'\n"},
       }) {
    const Parsed parsed(each.text);
    std::string dump;
    model::for_each_workdir(parsed.file, [&](const Instruction&, const model::Workdir& before) {
      dump += name(before.kind) + " '" + before.path + '\'' + (before.literal ? "" : " variable") + '\n';
    });
    INFO(each.text);
    CHECK(dump == each.dump);
  }
}

TEST_CASE("kinds of paths") {
  for (const Case& each : std::initializer_list<Case>{{"/srv", "absolute"},
                                                      {"srv", "relative"},
                                                      {"", "relative"},
                                                      {"~/x", "relative"},
                                                      {"${D}/x", "unknown"},
                                                      {"x/${D}", "relative"},
                                                      {"C:\\x", "absolute"},
                                                      {"c:/x", "absolute"},
                                                      {"C:x", "absolute"},
                                                      {"\\x", "absolute"},
                                                      {"'/x", "absolute"},
                                                      {"1:x", "relative"}}) {
    INFO(each.text);
    CHECK(name(model::path_kind(each.text)) == each.dump);
  }
}

TEST_CASE("long chains and long paths take linear time") {
  std::string text = "FROM a:1 AS s0\n";
  for (int i = 1; i < 20'000; ++i)
    text += "FROM s" + std::to_string(i - 1) + " AS s" + std::to_string(i) + "\nWORKDIR directory\nCMD x\n";
  const Parsed parsed(text);
  std::size_t longest = 0;
  model::for_each_workdir(parsed.file, [&](const Instruction&, const model::Workdir& before) {
    longest = std::max(longest, before.path.size());
  });
  CHECK(longest <= 4096);
  CHECK(model::commands(parsed.file).size() == 20'000);
  CHECK(bits(model::targets(parsed.file)).ends_with("0 1"));
  CHECK(model::history(parsed.file, *parsed.file.target()).size() == 2 * 19'999);
}
