// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/system-workdir.
#include <algorithm>
#include <string>

#include "model/dockerfile_stage.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_system_workdir {
namespace {

constexpr std::string_view folders[] = {"/boot", "/dev", "/initrd", "/lost+found", "/proc", "/sys"};

bool is_system(std::string_view path) {
  return std::ranges::any_of(folders, [=](std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
  });
}

void check(const dockerfile::File& file, Sink& out) {
  model::for_each_workdir(file, [&](const dockerfile::Instruction& workdir, const model::Workdir& before) {
    const dockerfile::Word& word = workdir.words.front();
    std::string path = expand(file, workdir, word).text;
    const model::PathKind kind = model::path_kind(path);
    if (kind == model::PathKind::relative && before.kind == model::PathKind::absolute)
      path = before.path + (before.path.ends_with('/') ? "" : "/") + path;
    if (kind == model::PathKind::unknown || !is_system(path)) return;
    out.report({.span = word.span, .message = "The container works in a folder of the kernel or the boot loader"});
  });
}

constexpr std::string_view aliases[] = {"DS-0030"};

constexpr Bad bad[] = {
    {"FROM debian:12\nWORKDIR «/proc/self/fd/8»\nWORKDIR «\"/dev\"»\nWORKDIR «shm»\n"},
    {"FROM debian:12\nARG DIR=/sys\nWORKDIR «$DIR/fs»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nWORKDIR /app\nWORKDIR proc\nWORKDIR /development\nWORKDIR /usr/src/app\n",
    "FROM debian:12\nARG DIR\nWORKDIR $DIR/proc\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#workdir",
                                           "https://nvd.nist.gov/vuln/detail/CVE-2024-21626"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/system-workdir",
    .title = "WORKDIR is a folder of the system",
    .help = "Work in a folder of the application's own: WORKDIR /app",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(`/proc`, `/sys` and `/dev` are the kernel's, and mounted anew in every container: what a build writes there
is in no image, and with `WORKDIR /proc/self/fd/8` a container got out to the host (CVE-2024-21626). `/boot` is of no
use in a container.

Work in a folder of the application's own, as `/app`.

There is no fix: where the files are to lie, and what reads them from there, has to be known.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_system_workdir
