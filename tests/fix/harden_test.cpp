// SPDX-License-Identifier: Apache-2.0
#include "fix/harden.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using namespace s1;
using fix::Hardening;
using fix::Level;

constexpr std::string_view kPlain =
    "FROM node:22-slim\nMAINTAINER Ann\nCOPY server.js ./\nENTRYPOINT sleep 1 && exec node server.js\n";

Hardening harden(const test::TempTree& tree, Level level, std::string target = {}) {
  const auto root = workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  fix::HardenRequest request;
  request.level = level;
  request.target = std::move(target);
  auto result = fix::harden(*root, "", request);
  REQUIRE(result.has_value());
  return *std::move(result);
}

const fix::HardenChange* change(const Hardening& hardening, std::string_view rule) {
  const auto at = std::ranges::find_if(hardening.changes, [&](const auto& each) { return each.rule->id == rule; });
  return at == hardening.changes.end() ? nullptr : &*at;
}

const fix::HardenSkip* skip(const Hardening& hardening, std::string_view rule) {
  const auto at = std::ranges::find_if(hardening.skipped, [&](const auto& each) { return each.rule->id == rule; });
  return at == hardening.skipped.end() ? nullptr : &*at;
}

}  // namespace

TEST_CASE("each level makes its changes, and says of the others which level does") {
  const test::TempTree tree;
  tree.write("Dockerfile", std::string(kPlain));
  tree.write("server.js", "console.log(1)\n");

  const Hardening safe = harden(tree, Level::safe);
  REQUIRE(change(safe, "dockerfile/deprecated-maintainer") != nullptr);
  CHECK(change(safe, "dockerfile/deprecated-maintainer")->level == Level::safe);
  CHECK(change(safe, "dockerfile/deprecated-maintainer")->line == 2);
  CHECK(change(safe, "dockerfile/deprecated-maintainer")->before == "MAINTAINER Ann");
  CHECK(change(safe, "dockerfile/deprecated-maintainer")->after == "LABEL org.opencontainers.image.authors=\"Ann\"");
  CHECK(change(safe, "dockerfile/missing-user") == nullptr);
  REQUIRE(skip(safe, "dockerfile/missing-user") != nullptr);
  CHECK(skip(safe, "dockerfile/missing-user")->why.ends_with("left to level recommended"));

  const Hardening recommended = harden(tree, Level::recommended);
  const fix::HardenChange* const user = change(recommended, "dockerfile/missing-user");
  REQUIRE(user != nullptr);
  CHECK(user->level == Level::recommended);
  CHECK(user->line == 1);
  CHECK(user->before == "ENTRYPOINT sleep 1 && exec node server.js");
  CHECK(user->after == "USER 1000:1000\nENTRYPOINT sleep 1 && exec node server.js");
  CHECK_FALSE(user->checked.empty());
  CHECK(std::ranges::none_of(recommended.changes, [](const auto& each) { return each.level == Level::all; }));
  CHECK(recommended.findings_after < recommended.findings_before);
  REQUIRE(recommended.files.size() == 1);
  CHECK(recommended.files[0].old_text == kPlain);
  CHECK(recommended.files[0].new_text.find("\nUSER 1000:1000\nENTRYPOINT") != std::string::npos);

  // Nothing was written, and the answer is the same each time.
  CHECK(test::read_file(tree / "Dockerfile") == kPlain);
  CHECK(harden(tree, Level::recommended).files[0].new_text == recommended.files[0].new_text);

  // What it wrote is hard.
  const auto root = workspace::Root::open(tree.path());
  REQUIRE(fix::write(*root, recommended.files).has_value());
  CHECK(harden(tree, Level::recommended).files.empty());
}

TEST_CASE("advice is left to level all, however safe its fix is") {
  const test::TempTree tree;
  tree.write("Dockerfile", "FROM debian:12\nRUN mkdir /app\nRUN chown 1000 /app\nUSER 1000\nCMD [\"a\"]\n");
  const Hardening recommended = harden(tree, Level::recommended);
  CHECK(change(recommended, "dockerfile/consecutive-layers") == nullptr);
  REQUIRE(skip(recommended, "dockerfile/consecutive-layers") != nullptr);
  CHECK(skip(recommended, "dockerfile/consecutive-layers")->why ==
        "it is advice that not everyone wants, and left to level all");
  CHECK(change(harden(tree, Level::all), "dockerfile/consecutive-layers") != nullptr);
}

TEST_CASE("a guard that does not hold is named with its place") {
  struct Row {
    std::string_view dockerfile, beside, text;
    std::uint32_t line;
    std::string_view why;
  };
  const Row rows[] = {
      {"FROM node:22-slim\nEXPOSE 80\nCMD [\"node\", \"a.js\"]\n",
       {},
       {},
       2,
       "port 80 is below 1024, which not every runtime lets other users open"},
      {"FROM node:22-slim\nVOLUME /data\nCMD [\"node\", \"a.js\"]\n",
       {},
       {},
       2,
       "a volume that is there already may hold files of root"},
      {"FROM debian:12\nCOPY run.sh /\nENTRYPOINT [\"/run.sh\"]\n", "run.sh", "#!/bin/sh\nchown app /data\nexec app\n",
       3, "chown works as root alone (in run.sh)"},
      {"FROM debian:12\nENTRYPOINT [\"/run.sh\"]\n", {}, {}, 2, "what /run.sh does cannot be read here"},
      {"FROM node:22-slim\nCMD [\"node\", \"a.js\"]\n", "compose.yaml",
       "services:\n  web:\n    build: .\n    volumes:\n      - ./data:/data\n", 1,
       "what is mounted at /data may be writable for root alone (compose.yaml:5)"},
      {"FROM node:22-slim\nCOPY a.js ./\nCMD [\"node\", \"a.js\"]\n", "a.js",
       "const fs = require('fs');\nfs.mkdirSync('uploads');\n", 1, "a.js:2 writes files (mkdirSync)"},
      {"FROM registry.example.com/team/base:4\nCMD [\"server\"]\n",
       {},
       {},
       1,
       "which accounts the base image has is not known"},
  };
  for (const Row& row : rows) {
    INFO(row.dockerfile);
    const test::TempTree tree;
    tree.write("Dockerfile", std::string(row.dockerfile));
    if (!row.beside.empty()) tree.write(std::string(row.beside), std::string(row.text));
    const Hardening hardening = harden(tree, Level::all);
    CHECK(change(hardening, "dockerfile/missing-user") == nullptr);
    const fix::HardenSkip* const skipped = skip(hardening, "dockerfile/missing-user");
    REQUIRE(skipped != nullptr);
    CHECK(skipped->path == "Dockerfile");
    CHECK(skipped->line == row.line);
    CHECK(skipped->why == row.why);
  }
}

TEST_CASE("what a target does not need is left alone") {
  const test::TempTree tree;
  tree.write(
      "Dockerfile",
      "FROM alpine:3.22 AS zero\nWORKDIR app\nFROM alpine:3.22 AS one\nMAINTAINER Ann\nCMD [\"a\"]\n\n# the rest\nFROM "
      "alpine:3.22 AS two\nRUN apk add b\n");
  const Hardening one = harden(tree, Level::recommended, "one");
  REQUIRE(one.files.size() == 1);
  CHECK(one.files[0].new_text ==
        "FROM alpine:3.22 AS zero\nWORKDIR app\nFROM alpine:3.22 AS one\nRUN addgroup -g 10001 app && adduser -D -H -s "
        "/sbin/nologin -u 10001 -G app app\nLABEL org.opencontainers.image.authors=\"Ann\"\nUSER 10001:10001\nCMD "
        "[\"a\"]\n\n# the rest\nFROM "
        "alpine:3.22 AS two\nRUN "
        "apk add "
        "b\n");
  CHECK(fix::apply(one.files[0].edit, one.files[0].old_text).value() == one.files[0].new_text);
  const auto root = workspace::Root::open(tree.path());
  fix::HardenRequest request;
  request.target = "three";
  const auto wrong = fix::harden(*root, "", request);
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().front().code == "unknown-target");
}

TEST_CASE("what a fix makes beside a Dockerfile is there for the guards: a second run changes nothing") {
  const test::TempTree tree;
  tree.write("Dockerfile",
             "FROM node:22-slim\nMAINTAINER Ann\nWORKDIR /repo\nCOPY . .\nRUN npm ci\nCMD [\"node\", \"a.js\"]\n");
  tree.write("package.json", R"({"name": "all", "workspaces": ["packages/*"]})");
  tree.write("package-lock.json", R"({"lockfileVersion": 3, "packages": {"": {}}})");
  tree.write("packages/shared/package.json", R"({"name": "shared"})");
  tree.write("a.js", "console.log(1)\n");

  // Only with the .dockerignore that one rule makes may another one move the COPY.
  const Hardening hardening = harden(tree, Level::recommended);
  CHECK(change(hardening, "dockerfile/unignored-context-files") != nullptr);
  const fix::HardenChange* const moved = change(hardening, "dockerfile/source-copied-before-install");
  REQUIRE(moved != nullptr);
  CHECK(moved->line == 4);  // of the file as it was
  CHECK(skip(hardening, "dockerfile/source-copied-before-install") == nullptr);
  REQUIRE(hardening.files.size() == 2);
  for (const auto& file : hardening.files) {
    INFO(file.edit.path);
    CHECK(fix::apply(file.edit, file.old_text).value() == file.new_text);
  }

  const auto root = workspace::Root::open(tree.path());
  REQUIRE(fix::write(*root, hardening.files).has_value());
  CHECK(test::read_file(tree / "Dockerfile") == hardening.files[0].new_text);
  CHECK(harden(tree, Level::recommended).files.empty());
}

TEST_CASE("a folder without a Dockerfile is an error") {
  const test::TempTree tree;
  tree.write("compose.yaml", "services: {}\n");
  const auto root = workspace::Root::open(tree.path());
  const auto wrong = fix::harden(*root, "", {});
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().front().code == "no-dockerfile");
}

TEST_CASE("files that no fix understands are left as they are") {
  const std::string texts[] = {
      std::string("FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN powershell -Command Get-Item x | "
                  "Out-Null\nCMD run.exe\n"),
      std::string("FROM debian:12\nSHELL [\"pwsh\", \"-Command\"]\nRUN cd C:\\; Remove-Item x\nUSER 1000\n"),
      std::string("FROM \xff\xfe broken\n"),
      std::string("RUN <<EOF\nnever ended"),
  };
  for (const std::string& text : texts) {
    INFO(text);
    const test::TempTree tree;
    tree.write("Dockerfile", text);
    const Hardening hardening = harden(tree, Level::all);
    for (const auto& file : hardening.files) CHECK(file.new_text == text);
  }
}
