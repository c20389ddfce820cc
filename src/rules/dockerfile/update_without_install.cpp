// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/update-without-install.
#include <algorithm>
#include <array>
#include <utility>

#include "model/dockerfile.h"
#include "model/dockerfile_layers.h"
#include "model/package_command.h"
#include "rules/join_runs.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_update_without_install {
namespace {

using model::PackageAction;
using model::PackageCommand;
using model::PackageManager;
using model::Run;

constexpr PackageManager managers[] = {PackageManager::apt, PackageManager::apk, PackageManager::dnf,
                                       PackageManager::zypper, PackageManager::pacman};

// What follows an update in a RUN and surely installs nothing from the new index. Anything else may: a script, another
// tool.
constexpr std::string_view bystanders[] = {":",    "[",     "cd",        "chmod",      "chown",
                                           "cp",   "echo",  "export",    "false",      "ln",
                                           "ls",   "mkdir", "mv",        "printf",     "rm",
                                           "sed",  "set",   "sleep",     "test",       "touch",
                                           "true", "unset", "rc-update", "locale-gen", "update-ca-certificates"};

// One manager's commands in one RUN.
struct Update {
  const model::Call* call = nullptr;  // the last refresh, or an upgrade where there is none
  Span span;
  bool is_refresh = false;
  bool installs_after = false;
  bool used_after = false;         // installed, upgraded, or something that may do it
  bool counts_on_earlier = false;  // installs without an update of its own
};

Update read(const Run& run, PackageManager manager) {
  Update update;
  for (const model::Call& call : run.calls) {
    const std::optional<PackageCommand> command = model::package_command(call);
    if (!command || command->manager != manager) {
      const bool idle = (command && command->action == PackageAction::clean) ||
                        std::ranges::find(bystanders, call.name) != std::end(bystanders);
      if (!idle) update.used_after = true;
      continue;
    }
    const bool upgrades = command->action == PackageAction::upgrade;
    if (command->action == PackageAction::install) {
      update.installs_after = update.used_after = true;
      if (update.call == nullptr && !command->refreshes_index()) update.counts_on_earlier = true;
    } else if (command->action == PackageAction::refresh || (upgrades && !update.is_refresh)) {
      const Span span = command->verb != nullptr ? model::span_to(call, *command->verb) : call.command->span;
      update = {.call = &call, .span = span, .is_refresh = !upgrades, .counts_on_earlier = update.counts_on_earlier};
    } else if (upgrades) {
      update.used_after = true;
    }
  }
  return update;
}

constexpr std::string_view aliases[] = {"DS-0017", "CKV_DOCKER_5", "kics:9bae49be-0aa3-4de5-bab2-4c3a069e40cd"};

void check(const model::Dockerfile& file, Sink& out) {
  for (const PackageManager manager : managers) {
    std::vector<Update> updates;
    std::vector<bool> counting(file.tree.instructions.size());
    bool any = false;
    for (const Run& run : file.runs) {
      updates.push_back(read(run, manager));
      counting[run.owner->index] = updates.back().counts_on_earlier;
      any = any || updates.back().call != nullptr;
    }
    if (!any) continue;
    const std::vector<bool> counted_on = model::marked_after(file.tree, counting);
    for (std::size_t i = 0; i < file.runs.size(); ++i) {
      const Update& update = updates[i];
      if (update.call == nullptr || update.installs_after) continue;
      if (counted_on[file.runs[i].owner->index]) {
        Report report{
            .span = update.span,
            .message = "A later RUN installs with what this one fetched: once this layer is cached, that grows old"};
        const bool next_counts_on_it = i + 1 < file.runs.size() && updates[i + 1].counts_on_earlier;
        if (const auto edit = next_counts_on_it ? join_runs(file.runs[i], file.runs[i + 1]) : std::nullopt) {
          report.edits = {*edit};
          report.fix_description = "Make one RUN of the two";
        }
        out.report(std::move(report));
      } else if (update.is_refresh && !update.used_after) {
        out.report({.span = update.span,
                    .message = "This RUN fetches the package index and installs nothing with it",
                    .only_aliases = {"DS-0017", "CKV_DOCKER_5"}});
      }
    }
  }
}

constexpr Bad bad[] = {
    {R"(FROM debian:12
RUN «apt-get update»
RUN apt-get install -y curl
)",
     R"(FROM debian:12
RUN apt-get update \
    && apt-get install -y curl
)"},
    {R"(FROM debian:12
RUN --network=default «apt-get update» && apt-get upgrade -y

# what the server needs
RUN --network=default apt-get install -y \
  curl && \
  apt-get clean
)",
     R"(FROM debian:12
RUN --network=default apt-get update && apt-get upgrade -y \
# what the server needs
  && apt-get install -y \
  curl && \
  apt-get clean
)"},
    {"# escape=`\r\nFROM debian:12\r\nRUN «apt-get update»\r\n\r\n\t# why\r\nRUN `\r\n\tapt-get install -y curl\r\n",
     "# escape=`\r\nFROM debian:12\r\nRUN apt-get update `\r\n\t# why\r\n    && apt-get install -y curl\r\n"},
    // No fix: something stands between; the flags differ; a failing update would not fail the whole; a comment at the
    // end of the line; what the shell was told would hold on.
    {"FROM debian:12\nRUN «apt-get update»\nCOPY a b\nRUN apt-get install -y curl\n"},
    {"FROM debian:12\nRUN «apt-get update»\nRUN --network=none apt-get install -y curl\n"},
    {"FROM debian:12\nRUN «apt-get update»\nRUN apt-get install -y curl; rm a\n"},
    {"FROM debian:12\nRUN «apt-get update» # why\nRUN apt-get install -y curl\n"},
    {"FROM debian:12\nRUN cd /srv && «apt-get update»\nRUN apt-get install -y curl\n"},
    {R"(FROM alpine:3.20 AS base
RUN «apk update» && rm -rf /tmp/*
FROM base
RUN apk add curl
)"},
    {"FROM debian:12\nRUN [«\"apt-get\", \"update\"»]\n"},
    {R"(FROM fedora:41
RUN «dnf -y update»
RUN dnf -y install curl
)",
     R"(FROM fedora:41
RUN dnf -y update \
    && dnf -y install curl
)"},
    {R"(FROM archlinux:base
RUN «pacman -Syu --noconfirm»
RUN pacman -S --noconfirm nginx
)",
     R"(FROM archlinux:base
RUN pacman -Syu --noconfirm \
    && pacman -S --noconfirm nginx
)"},
    {R"(FROM opensuse/leap:15.6
RUN «zypper -n refresh»
RUN zypper -n install nginx
)",
     R"(FROM opensuse/leap:15.6
RUN zypper -n refresh \
    && zypper -n install nginx
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n",
    "FROM debian:12\nRUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\n",
    "FROM debian:12\nRUN apt-get update && ./install-deps.sh\n",
    "FROM debian:12\nRUN apt-get update && xargs apt-get install -y < packages.txt\n",
    "FROM alpine:3.20\nRUN apk add -U curl\nRUN apk update && apk add git\n",
    "# An upgrade by itself changes packages.\nFROM fedora:41\nRUN dnf -y upgrade && dnf clean all\n",
    "FROM archlinux:base\nRUN pacman -Syu --noconfirm && pacman -S --noconfirm nginx\n",
    "FROM php:8.3\nRUN composer update && update-locale LANG=C && npm update\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#apt-get"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/update-without-install",
    .title = "The package index is updated in a layer of its own",
    .help = "Update and install in one RUN",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(The builder caches layers by the text of their instruction. A `RUN apt-get update` by itself never
changes, so its layer is taken from the cache for weeks, and the install that follows uses an index that names
versions which are gone: the build fails, or installs old packages. Without an install the layer only makes the
image larger.

Put the update and the install in one `RUN`, joined with `&&`. With apk, `apk add --no-cache` needs no update.

What counts is the order of commands, and stages: an install in a stage that is `FROM` this one is found too. An
update after which something else runs that may install (a script, another tool) is not reported, nor is an upgrade
that no later install builds on.

The fix makes one `RUN` of two that stand one after the other with the same flags, both joined by `&&` alone, and keeps
the comments between them. What runs is the same, in one layer.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_update_without_install
