// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unpinned-system-package.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/rule.h"
#include "rules/version_pins.h"

namespace s1::rules::dockerfile_unpinned_system_package {
namespace {

using model::PackageManager;

// Data that has to be of today: an old version of it is a fault.
bool is_data(std::string_view package) {
  return package == "ca-certificates" || package == "tzdata";
}

// NAME=VERSION, NAME/RELEASE, a file. A name that ends in - is one to remove.
bool is_pinned_apt(std::string_view package) {
  return is_data(package) || package.find_first_of("=/") != std::string_view::npos || package.ends_with(".deb") ||
         package.ends_with('-');
}

// NAME=VERSION, NAME~VERSION, NAME@REPOSITORY, a file; .NAME is a virtual package, !NAME one to keep out.
bool is_pinned_apk(std::string_view package) {
  return is_data(package) || package.find_first_of("=~<>@/:") != std::string_view::npos || package.ends_with(".apk") ||
         package.starts_with('.') || package.starts_with('!');
}

// NAME-VERSION, a rich dependency ('NAME >= 2'), a file, an address, a @group, a capability: dnf-command(builddep).
bool is_pinned_dnf(std::string_view package) {
  if (is_data(package) || package.find_first_of("=<>/:@(") != std::string_view::npos || package.ends_with(".rpm"))
    return true;
  for (std::size_t i = 1; i + 1 < package.size(); ++i)
    if (package[i] == '-' && '0' <= package[i + 1] && package[i + 1] <= '9') return true;
  return false;
}

// A module without a stream is installed in its default one.
bool is_pinned_module(std::string_view module) {
  return module.find_first_of(":/") != std::string_view::npos;
}

// NAME=VERSION and the like, a file, pattern:NAME; +NAME, -NAME and !NAME add and remove.
bool is_pinned_zypper(std::string_view package) {
  return is_data(package) || package.find_first_of("=<>/:") != std::string_view::npos || package.ends_with(".rpm") ||
         package.starts_with('-') || package.starts_with('!');
}

struct Family {
  PackageManager manager;
  IsPinned is_pinned;
  std::string_view program;  // empty: all of the manager
  std::string_view hadolint;
  std::string_view kics;
};
constexpr Family families[] = {
    {PackageManager::apt, is_pinned_apt, "", "DL3008", "kics:965a08d7-ef86-4f14-8792-4a3b2098937e"},
    {PackageManager::apk, is_pinned_apk, "", "DL3018", "kics:d3499f6d-1651-41bb-a9a7-de925fea487b"},
    {PackageManager::dnf, is_pinned_dnf, "yum", "DL3033", "kics:6452c424-1d92-4deb-bb18-a03e95d579c4"},
    {PackageManager::dnf, is_pinned_dnf, "", "DL3041", "kics:93d88cf7-f078-46a8-8ddc-178e03aeacf1"},
    {PackageManager::zypper, is_pinned_zypper, "", "DL3037", "kics:562952e4-0348-4dea-9826-44f3a2c6117b"},
};

void check(const model::Dockerfile& file, Sink& out) {
  PinReader pins(file.tree);
  for (const model::Run& run : file.runs) {
    pins.enter(run);
    for (const model::Call& call : run.calls) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command || command->action != model::PackageAction::install || command->verb == nullptr) continue;
      const auto family = std::ranges::find_if(families, [&](const Family& each) {
        return each.manager == command->manager && (each.program.empty() || each.program == call.name);
      });
      const std::string_view verb = command->verb->value;
      const bool module = verb == "module";
      if (family == std::end(families) || (verb != "install" && verb != "add" && verb != "in" && !module)) continue;
      if (family->manager == PackageManager::zypper && command->line.has({"t", "type"})) continue;  // patterns, patches
      std::span<const shell::Word* const> packages = command->line.operands;
      if (module) packages = packages.subspan(1);  // its own `install`
      report_unpinned(pins.unpinned(packages, module ? is_pinned_module : family->is_pinned),
                      {family->hadolint, family->kics}, out);
    }
  }
}

constexpr std::string_view aliases[] = {"DL3008",
                                        "DL3018",
                                        "DL3033",
                                        "DL3037",
                                        "DL3041",
                                        "kics:965a08d7-ef86-4f14-8792-4a3b2098937e",
                                        "kics:d3499f6d-1651-41bb-a9a7-de925fea487b",
                                        "kics:6452c424-1d92-4deb-bb18-a03e95d579c4",
                                        "kics:93d88cf7-f078-46a8-8ddc-178e03aeacf1",
                                        "kics:562952e4-0348-4dea-9826-44f3a2c6117b"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN apt-get update && apt-get install -y -t bookworm-backports git=1:2.39.2-1.1 \\\n    «curl» "
     "jq\n"},
    {"FROM debian:12\nRUN [\"apt-get\", \"install\", «\"nginx\"»]\nONBUILD RUN aptitude install -y «vim»\n"},
    {"FROM alpine:3.20\nRUN apk add --no-cache --virtual .build git~2.45 «gcc» && apk add --no-cache «py3-pip»\n"},
    {"FROM fedora:41\nRUN dnf -y install httpd-2.4.62 «rpm-sign» && microdnf -y install «tar» && dnf module install -y "
     "«nodejs»\n"},
    {"FROM centos:7\nRUN yum -y install «httpd» && yum -y install java-1.8.0-openjdk gcc-c++-4.8.5\n"},
    {"FROM opensuse/leap:15.6\nRUN zypper -n in «nginx» 'curl>=8'\n"},
    {"FROM debian:12\nENV TOOLS=\"curl=8.1 git\"\nRUN apt-get install -y «$TOOLS»\n"},
    // The variable is set in a stage that this one is not FROM.
    {"FROM fedora:41 AS build\nENV GIT=2.51.0-2.fc41\nFROM fedora:41\nRUN dnf -y install «git-core-$GIT»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get install -y git=1:2.39.* curl/bookworm tool.deb vim- ca-certificates tzdata\n",
    "FROM debian:12\nARG V\nRUN apt-get install -y git=$V ${PACKAGES} $(cat packages.txt) && apt-get upgrade -y\n",
    "FROM debian:12\nRUN for P in curl git; do apt-get install -y \"$P\"; done; xargs apt-get install -y < list\n",
    "FROM alpine:3.20\nRUN apk add --no-cache git=2.45.1-r0 'curl<9' php83@community ./a.apk && apk del git\n",
    "FROM fedora:41\nARG V=2.51.0\nRUN dnf -y install git-core-$V openssl-1:3.2 @development 'dnf-command(builddep)' "
    "https://example.com/a.rpm\n",
    "FROM fedora:41\nRUN dnf -y group install 'Development Tools' && dnf -y module install nodejs:22 && dnf -y module "
    "enable php && dnf -y "
    "upgrade\n",
    "FROM fedora:41 AS build\nARG V=2.51.0\nFROM fedora:41\nRUN dnf -y install git-core-$V git-lfs-${UNKNOWN}\n",
    "FROM fedora:41 AS build\nARG V=2.51.0\nENV V=$V\nFROM fedora:41\nRUN dnf -y install git-core-$V\n",
    "FROM debian:12\nENV P=curl\nRUN P=$(cat packages); apt-get install -y $P\n",
    "FROM opensuse/leap:15.6\nRUN zypper -n in nginx=1.21 curl\\>8 ./a.rpm && zypper -n in -t pattern devel_basis\n",
    "FROM archlinux:base\nRUN pacman -S --noconfirm nginx && echo apt-get install curl\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#version-pinning",
                                           "https://snapshot.debian.org/",
                                           "https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper#Package_pinning"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unpinned-system-package",
    .title = "A distribution's package is installed without a version",
    .help = "Pin the base image by digest, or name the version (apt: NAME=VERSION)",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .aliases = aliases,
    .docs =
        R"(An install without a version takes what the repository has on that day: two builds of the same commit can differ, and a
regression comes in without a change that anybody made.

Name the version: `apt-get install curl=7.88.*`, `apk add 'curl~8.9'`, `dnf install curl-8.9.1`, `zypper install
curl=8.9`. Or make the whole build repeat: the base image by digest, and a snapshot of the repository
(snapshot.debian.org).

Only the profile `strict` has this rule. The repositories of Debian, Ubuntu and Alpine keep the latest version of a
package and no other: a pinned one is gone with the next security update, the build fails, and until someone looks
after it the fix does not get in. A stable release changes little by itself.

Not reported are files, addresses, groups and patterns, `NAME/RELEASE` and `NAME@REPOSITORY`, ranges, a variable whose
value is not known, and `ca-certificates` and `tzdata`, whose old versions are faults. One that an `ENV` of another stage
sets has no value here and is reported.

There is no fix: which version is wanted is not in the file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unpinned_system_package
