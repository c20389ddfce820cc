// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/chown-flag.
#include <string>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_chown_flag {
namespace {

void check(const model::Dockerfile& file, Sink& out) {
  for (const dockerfile::Instruction& each : file.tree.instructions) {
    if ((each.kind != dockerfile::Kind::copy && each.kind != dockerfile::Kind::add) || !file.is_shipped(each)) continue;
    const dockerfile::Flag* flag = each.flag("chown");
    if (flag == nullptr) continue;
    const std::string owner = expand(file.tree, each, {flag->value_span, flag->value}).text;
    const std::string_view user = std::string_view(owner).substr(0, owner.find(':'));
    if (user.empty() || user == "root" || user == "0") continue;
    out.report({.span = flag->span, .message = "The program may change these files, its own code perhaps"});
  }
}

constexpr std::string_view aliases[] = {"kics:aa93e17f-b6db-4162-9334-c70334e7ac28"};

constexpr Bad bad[] = {
    {"FROM node:22\nCOPY «--chown=node:node» . /app\nADD --chmod=755 «--chown=$UID» a.tar /b\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nCOPY . /app\nCOPY --chown=root:root --chmod=555 a /b\nCOPY --chown=0 a /b\nCOPY --chown=:app a /b\n",
    "FROM node:22 AS build\nCOPY --chown=node . /app\nFROM node:22\nCOPY --from=build /app/dist /app\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
                                           "https://sysdig.com/learn-cloud-native/dockerfile-best-practices/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/chown-flag",
    .title = "Files are given to another user than root",
    .help = "Leave code to root, and give away only folders that the program writes to",
    .severity = Severity::info,
    .confidence = Confidence::low,
    .profile = Profile::strict,
    .aliases = aliases,
    .docs =
        R"(A program that owns its files can be made to change them: whoever breaks in rewrites the code and stays.
Files that are root's and readable for all run as well, and cannot be changed by the user that the container runs as.

Leave out `--chown` for code, and give away only what the program writes to: uploads, a cache, a database.

Builders are not judged, nor is an owner that is root. There are good uses of the flag, so the rule is in the strict
profile.

There is no fix: which files the program has to write must be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_chown_flag
