// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/weak-dependencies.
#include <algorithm>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_weak_dependencies {
namespace {

using model::PackageCommand;
using model::PackageManager;

bool decides(const PackageCommand& command) {
  return command.line.open || command.line.has({"no-recommends", "recommends", "installroot"}) ||
         std::ranges::any_of(command.line.options, [](const model::Option& option) {
           return option.name == "setopt" && option.value.contains("install_weak_deps");
         });
}

// yum 3 and tdnf know no weak dependencies.
bool knows_them(const model::Call& call) {
  return call.name == "dnf" || call.name == "dnf5" || call.name == "microdnf" || call.name == "zypper";
}

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> dnf_set = model::setting_written(file.tree, file.runs, "install_weak_deps");
  const std::vector<bool> zypper_set = model::setting_written(file.tree, file.runs, "onlyRequires");
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner)) continue;
    for (const model::Call& call : run.calls) {
      const std::optional<PackageCommand> command = model::package_command(call);
      if (!command || command->verb == nullptr || !knows_them(call) || decides(*command)) continue;
      const std::string_view verb = command->verb->value;
      if (verb != "install" && verb != "in") continue;
      const bool zypper = command->manager == PackageManager::zypper;
      if ((zypper ? zypper_set : dnf_set)[run.owner->index]) continue;
      const std::string_view option = zypper ? "--no-recommends" : "--setopt=install_weak_deps=False";
      out.report({.span = model::span_to(call, *command->verb),
                  .message = "This also installs what the packages only recommend",
                  .edits = {insert_argument(run, *command->verb, option)},
                  .fix_description = "Leave the recommended packages out"});
    }
  }
}

constexpr Bad bad[] = {
    {"FROM fedora:41\nRUN «dnf -y install» curl && «microdnf install» -y tar && dnf clean all\n",
     "FROM fedora:41\nRUN dnf -y install --setopt=install_weak_deps=False curl && microdnf install "
     "--setopt=install_weak_deps=False -y tar && dnf clean all\n"},
    {"FROM opensuse/leap:15.6\nRUN «zypper -n in» nginx && zypper clean --all\n",
     "FROM opensuse/leap:15.6\nRUN zypper -n in --no-recommends nginx && zypper clean --all\n"},
};

constexpr std::string_view good[] = {
    "FROM fedora:41\nRUN dnf -y install --setopt=install_weak_deps=False curl && dnf -y --setopt=install_weak_deps=1 "
    "install git && dnf -y upgrade && dnf clean all\n",
    "FROM fedora:41\nRUN echo install_weak_deps=False >> /etc/dnf/dnf.conf\nRUN dnf -y install curl && dnf clean all\n",
    "FROM opensuse/leap:15.6\nRUN zypper -n in --no-recommends nginx && zypper -n in --recommends vim && zypper cc\n",
    "FROM centos:7\nRUN yum -y install curl && yum clean all\n",
    "FROM fedora:41 AS build\nRUN dnf -y install gcc\nFROM scratch\nCOPY --from=build /app /app\n",
    "FROM fedora:41\nRUN dnf -y install $DNF_OPTS curl && dnf clean all\n",
};

constexpr std::string_view references[] = {
    "https://dnf.readthedocs.io/en/latest/conf_ref.html",
    "https://docs.fedoraproject.org/en-US/packaging-guidelines/WeakDependencies/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/weak-dependencies",
    .title = "dnf or zypper installs recommended packages too",
    .help = "Add --setopt=install_weak_deps=False (dnf) or --no-recommends (zypper)",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(dnf, microdnf and zypper also install what the named packages recommend, and all that those need. A container seldom
wants that: it makes the image larger and gives more to patch.

Add `--setopt=install_weak_deps=False`, or `--no-recommends` to zypper, or write it once into `/etc/dnf/dnf.conf` or
`/etc/zypp/zypp.conf`. What is needed of the recommended packages is named. For apt, see
dockerfile/apt-without-no-install-recommends.

yum 3 and tdnf know no weak dependencies and are not reported, nor is what a builder installs. Documentation is no matter
here: the images of Fedora and Red Hat leave it out by themselves (`tsflags=nodocs`).

The fix is unsafe: something may have come in as a recommendation and be needed.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_weak_dependencies
