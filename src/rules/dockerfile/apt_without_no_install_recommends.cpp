// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-without-no-install-recommends.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apt_without_no_install_recommends {
namespace {

// They recommend ca-certificates, without which HTTPS fails.
constexpr std::string_view clients[] = {"curl", "wget", "git", "aria2", "lynx"};

bool names_certificates(const model::Dockerfile& file) {
  return std::ranges::any_of(file.runs, [](const model::Run& run) {
    return run.instruction->arguments.text().find("ca-certificates") != std::string_view::npos;
  });
}

// Images with curl or wget of their own come from buildpack-deps or are made like it: they have the certificates.
bool has_certificates(const model::Dockerfile& file, const model::Run& run) {
  if (run.owner->stage < 0) return false;
  const model::Base base = model::base(file.tree, file.tree.stages[static_cast<std::size_t>(run.owner->stage)]);
  return base.facts != nullptr &&
         std::ranges::any_of(base.facts->tools, [](std::string_view tool) { return tool == "curl" || tool == "wget"; });
}

// After the -y that most write first.
const shell::Word& last_answer(const model::Call& call, const shell::Word& verb) {
  const auto at = std::ranges::find(call.arguments, &verb);
  if (at == call.arguments.end() || at + 1 == call.arguments.end()) return verb;
  const shell::Word& next = **(at + 1);
  const bool answers = next.value == "-y" || next.value == "--yes" || next.value == "-qy" || next.value == "-yq" ||
                       next.value == "-qqy" || next.value == "-yqq" || next.value == "--assume-yes";
  return answers ? next : verb;
}

// What stands before the last package: a line of its own where the list has one for each.
std::string separator(const model::Run& run, std::span<const shell::Word* const> packages) {
  if (packages.size() < 2 || run.exec_form) return {};
  const Span gap{packages[packages.size() - 2]->span.end, packages.back()->span.begin};
  const std::string_view text = run.file->source->slice(gap);
  const std::string blanks = std::string(" \t\r\n") + run.file->escape;
  const bool plain = text.find_first_not_of(blanks) == std::string_view::npos && text.contains('\n');
  return plain ? std::string(text) : std::string();
}

std::vector<Edit> edits(const model::Run& run, const model::Call& call, const model::PackageCommand& command,
                        bool with_certificates) {
  const bool aptitude = call.name == "aptitude";
  std::vector<Edit> result = {insert_argument(run, last_answer(call, *command.verb),
                                              aptitude ? "--without-recommends" : "--no-install-recommends")};
  const auto client = std::ranges::find_if(command.line.operands, [](const shell::Word* word) {
    const std::string_view package = word->value;
    return std::ranges::find(clients, package.substr(0, package.find('='))) != std::end(clients);
  });
  if (with_certificates && client != command.line.operands.end()) {
    const shell::Word& last = *command.line.operands.back();
    const std::string between = separator(run, command.line.operands);
    if (between.empty())
      result.push_back(insert_argument(run, last, "ca-certificates"));
    else
      result.push_back({{last.span.end, last.span.end}, between + "ca-certificates"});
  }
  return result;
}

void check(const model::Dockerfile& file, Sink& out) {
  const bool named = names_certificates(file);
  const std::vector<bool> configured = model::setting_written(file.tree, file.runs, "Install-Recommends");
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command || command->manager != model::PackageManager::apt ||
          command->action != model::PackageAction::install)
        continue;
      if (command->verb->value == "build-dep") continue;  // takes none
      if (command->line.open || configured[run.owner->index] ||
          model::has_apt_setting(*command, "Install-Recommends", false) ||
          command->line.has(
              {"no-install-recommends", "without-recommends", "R", "install-recommends", "with-recommends"})) {
        continue;
      }
      out.report({.span = model::span_to(call, *command->verb),
                  .message = "This also installs what the packages only recommend",
                  .edits = edits(run, call, *command, !named && !has_certificates(file, run)),
                  .fix_description = "Leave the recommended packages out"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3015", "DS-0029"};

constexpr Bad bad[] = {
    {R"(FROM debian:12
RUN apt-get update && «apt-get install» -y curl
)",
     R"(FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates
)"},
    {"FROM debian:12\nRUN apt-get update && «apt-get install» -y curl ca-certificates && «apt-get install» -y vim\n",
     "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl ca-certificates && apt-get "
     "install -y --no-install-recommends vim\n"},
    {R"(FROM debian:12
RUN apt-get update \
 && «apt-get -y install» \
      curl \
 && «aptitude install» -y vim
)",
     R"(FROM debian:12
RUN apt-get update \
 && apt-get -y install --no-install-recommends \
      curl ca-certificates \
 && aptitude install -y --without-recommends vim
)"},
    // One package a line; an image that has the certificates.
    {R"(FROM debian:12
RUN apt-get update && «apt-get install» -y \
    curl \
    git \
 && make
)",
     R"(FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends \
    curl \
    git \
    ca-certificates \
 && make
)"},
    {"FROM node:22\nRUN apt-get update && «apt-get install» -y git\n",
     "FROM node:22\nRUN apt-get update && apt-get install -y --no-install-recommends git\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n",
    "FROM debian:12\nRUN apt-get -o APT::Install-Recommends=false install -y curl\n",
    "FROM debian:12\nRUN aptitude install -R -y curl\n",
    R"(FROM debian:12
COPY <<EOF /etc/apt/apt.conf.d/99lean
APT::Install-Recommends "false";
EOF
RUN apt-get update && apt-get install -y curl
)",
    "# Asked for by name: a choice, not an oversight.\nFROM debian:12\nRUN apt-get install -y --install-recommends "
    "wine\n",
    "FROM debian:12\nRUN apt-get update && apt-get upgrade -y && apt-get purge -y vim\n",
    "FROM debian:12\nRUN apt-get install -y ${APT_FLAGS} curl\n",
};

constexpr std::string_view references[] = {
    "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html",
    "https://www.debian.org/doc/debian-policy/"
    "ch-relationships.html#binary-dependencies-depends-recommends-suggests-enhances-pre-depends"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/apt-without-no-install-recommends",
    .title = "apt installs recommended packages too",
    .help = "Add --no-install-recommends, and name what is needed of the recommended packages",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(`apt-get install` also installs every package that the named ones recommend, and all that those need:
often many times the size of what was asked for, and more to patch.

Add `--no-install-recommends`, or write `APT::Install-Recommends "false";` to a file in `/etc/apt/apt.conf.d` once
(this rule sees that, with a `RUN` or with `COPY <<EOF`).

The fix is unsafe: something may have come in as a recommendation and be needed. Add such packages by name. The usual
one is `ca-certificates`, which `curl`, `wget` and `git` only recommend and without which HTTPS fails: the fix adds it
to the end of the list, unless the file names it or the base image is known to have it (those made from buildpack-deps).)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apt_without_no_install_recommends
