// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/relative-workdir.
#include <string>

#include "model/dockerfile_stage.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_relative_workdir {
namespace {

// Nothing that would have to be quoted or escaped.
bool is_plain(std::string_view path) {
  return path.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-") ==
         std::string_view::npos;
}

void check(const dockerfile::File& file, Sink& out) {
  model::for_each_workdir(file, [&](const dockerfile::Instruction& instruction, const model::Workdir& before) {
    const dockerfile::Word& word = instruction.words.front();
    const std::string path = expand(file, instruction, word).text;
    if (path.empty() || model::path_kind(path) != model::PathKind::relative) return;
    Report report{.span = word.span, .message = {}};
    if (before.kind == model::PathKind::relative) {
      report.message = "A relative WORKDIR stands on whatever WORKDIR the base image has";
    } else {
      report.message = "A relative WORKDIR stands on the one before it, and moves with it";
      // BuildKit accepts it after an absolute one.
      report.only_aliases = {"DL3000", "DS-0009", "CKV_DOCKER_10", "kics:6b376af8-cfe8-49ab-a08d-f32de23661a4"};
      const bool known = before.kind == model::PathKind::absolute && before.path.starts_with('/') && before.literal;
      if (known && is_plain(before.path) && is_plain(word.raw) && !word.raw.starts_with('.')) {
        report.edits = {{{word.span.begin, word.span.begin}, before.path + (before.path.ends_with('/') ? "" : "/")}};
        report.fix_description = "Write the whole path";
      }
    }
    out.report(std::move(report));
  });
}

constexpr std::string_view aliases[] = {"DL3000", "DS-0009", "CKV_DOCKER_10", "buildkit:WorkdirRelativePath",
                                        "kics:6b376af8-cfe8-49ab-a08d-f32de23661a4"};

constexpr Bad bad[] = {
    {"FROM nginx:1.29\nWORKDIR «usr/share/nginx/html»\n"},
    {"FROM debian:12\nARG NAME\nWORKDIR «\"app/$NAME\"»\n"},
    {"FROM debian:12\nWORKDIR «~/app»\n"},
    {"FROM debian:12\nWORKDIR /srv/\nWORKDIR «app»\nWORKDIR «lib/v1»\n",
     "FROM debian:12\nWORKDIR /srv/\nWORKDIR /srv/app\nWORKDIR /srv/app/lib/v1\n"},
    {"FROM debian:12 AS base\nWORKDIR /srv\nFROM base\nWORKDIR «app»\n",
     "FROM debian:12 AS base\nWORKDIR /srv\nFROM base\nWORKDIR /srv/app\n"},
    // No fix: --build-arg can move what it stands on.
    {"FROM debian:12\nARG ROOT=/srv\nWORKDIR $ROOT\nWORKDIR «app»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nWORKDIR /srv/app\n",
    "FROM debian:12\nWORKDIR \"/srv/my app\"\n",
    "FROM debian:12\nARG ROOT\nWORKDIR ${ROOT}/app\n",
    "FROM debian:12\nARG ROOT=/srv\nWORKDIR ${ROOT}/app\n",
    "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nWORKDIR C:\\app\nWORKDIR c:/app\n",
    "FROM debian:12\nWORKDIR 'C:\\app'\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#workdir",
                                           "https://docs.docker.com/reference/build-checks/workdir-relative-path/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/relative-workdir",
    .title = "WORKDIR is relative",
    .help = "Write the whole path, from /",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(A relative `WORKDIR` is added to the one before it, in the end to the base image's. That one is not in the file, and may
be another with the next release of the image: then everything lies elsewhere. `~` means nothing here: it becomes a
folder of that name.

Write the path from `/`.

Variables with a known value are put in; a path that opens with an unknown one is not reported, nor are Windows paths
(`C:\app`). Where an absolute `WORKDIR` of this file stands before it, also in a stage that this one is `FROM`, the
fix writes the path that results; not where a variable is in it, since `--build-arg` may change that.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_relative_workdir
