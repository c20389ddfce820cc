// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/apt-lists-not-cleaned.
#include <algorithm>
#include <utility>

#include "model/dockerfile.h"
#include "model/dockerfile_layers.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_apt_lists_not_cleaned {
namespace {

using model::PackageAction;
using model::PackageCommand;
using model::PackageManager;
using model::Run;

constexpr std::string_view lists[] = {"/var/lib/apt/lists"};
constexpr std::string_view archives[] = {"/var/cache/apt", "/var/cache/apt/archives"};
constexpr std::string_view docker_clean[] = {"/etc/apt/apt.conf.d/docker-clean"};
constexpr std::string_view cleanup = "rm -rf /var/lib/apt/lists/*";

// What a RUN leaves of apt's, and whether it counts on what an earlier one left.
struct Apt {
  const model::Call* refresh = nullptr;  // the last one whose lists stay
  Span refresh_span;
  const model::Call* install = nullptr;  // the last one whose archives stay
  Span install_span;
  bool needs_lists = false;
  bool may_need_lists = false;
};

// What reads the lists, beside apt-get itself.
constexpr std::string_view readers[] = {"apt-cache", "gdebi", "mk-build-deps", "tasksel"};
constexpr std::string_view shells[] = {"sh", "bash", "dash", "ash"};

// A script whose commands are not seen: `./setup.sh`, `bash setup.sh`, `curl … | bash`.
bool is_unseen_script(const model::Call& call) {
  const bool is_shell = std::ranges::find(shells, call.name) != std::end(shells);
  if (is_shell) return shell::inner_script(*call.command) == nullptr && (call.reads_pipe || !call.arguments.empty());
  return call.name.ends_with(".sh") || (call.word != nullptr && call.word->value.starts_with("./"));
}

Apt read(const Run& run) {
  Apt apt;
  const std::optional<std::size_t> lists_removed = model::last_removal(run, lists);
  const std::optional<std::size_t> archives_removed = model::last_removal(run, archives);
  bool refreshed = false;
  for (std::size_t i = 0; i < run.calls.size(); ++i) {
    const std::optional<PackageCommand> command = model::package_command(run.calls[i]);
    if (!refreshed && std::ranges::find(readers, run.calls[i].name) != std::end(readers)) apt.needs_lists = true;
    if (!refreshed && is_unseen_script(run.calls[i])) apt.may_need_lists = true;
    if (!command || command->manager != PackageManager::apt || command->verb == nullptr) continue;
    const Span span = model::span_to(run.calls[i], *command->verb);
    const bool installs = command->action == PackageAction::install || command->action == PackageAction::upgrade;
    if (command->action == PackageAction::refresh) refreshed = true;
    if (installs && !refreshed) apt.needs_lists = true;
    // (No removal is less than any.)
    if (command->action == PackageAction::refresh && i > lists_removed)
      apt.refresh = &run.calls[i], apt.refresh_span = span;
    if (installs && i > archives_removed) apt.install = &run.calls[i], apt.install_span = span;
    if (command->action == PackageAction::clean) {
      apt.install = nullptr;
      if (command->verb->value != "clean") apt.refresh = nullptr;  // dist-clean takes the lists too
    }
  }
  if (model::is_mounted(*run.instruction, lists[0])) apt.refresh = nullptr;
  if (model::is_mounted(*run.instruction, archives[1])) apt.install = nullptr;
  return apt;
}

void check(const model::Dockerfile& file, Sink& out) {
  std::vector<Apt> apts;
  std::vector<bool> marks(file.tree.instructions.size());
  std::vector<bool> needs_lists(file.tree.instructions.size());
  std::vector<bool> may_need_lists(file.tree.instructions.size());
  for (const Run& run : file.runs) {
    apts.push_back(read(run));
    marks[run.owner->index] = model::last_removal(run, docker_clean).has_value();
    needs_lists[run.owner->index] = apts.back().needs_lists;
    may_need_lists[run.owner->index] = apts.back().may_need_lists;
  }
  const std::vector<bool> keeps_archives = model::marked_before(file.tree, std::move(marks));
  const std::vector<bool> lists_needed = model::marked_after(file.tree, needs_lists);
  const std::vector<bool> lists_maybe_needed = model::marked_after(file.tree, may_need_lists);

  for (std::size_t i = 0; i < file.runs.size(); ++i) {
    const Run& run = file.runs[i];
    const std::uint32_t index = run.owner->index;
    if (!file.is_shipped(*run.owner)) continue;
    if (apts[i].refresh != nullptr) {
      Report report{.span = apts[i].refresh_span, .message = "The package lists that this downloads stay in the layer"};
      const bool plain = apts[i].refresh->wrappers.empty() && !lists_needed[index] && run.owner == run.instruction;
      const std::optional<Edit> edit = plain ? append_command(run, cleanup) : std::nullopt;
      if (edit) report.edits.push_back(*edit), report.fix_description = "Remove the lists in the same RUN";
      if (edit) report.fix = lists_maybe_needed[index] ? Fix::unsafe : Fix::safe;
      out.report(std::move(report));
    } else if (apts[i].install != nullptr && keeps_archives[index]) {
      out.report(
          {.span = apts[i].install_span,
           .message =
               "The packages that this downloads stay in the layer: docker-clean, which removes them, was taken away"});
    }
  }
}

constexpr std::string_view aliases[] = {"DL3009"};

constexpr Bad bad[] = {
    {R"(FROM debian:12
RUN «apt-get update» && apt-get install -y curl
)",
     R"(FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
)"},
    {R"(FROM debian:12
RUN «apt-get update» \
 # for the health check
 && apt-get install -y --no-install-recommends \
      curl \
 && apt-get clean
)",
     R"(FROM debian:12
RUN apt-get update \
 # for the health check
 && apt-get install -y --no-install-recommends \
      curl \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/*
)"},
    // Unsafe: the script may install without an update.
    {"FROM debian:12\nRUN «apt-get update» && apt-get install -y curl\nRUN ./setup.sh\n",
     "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\nRUN ./setup.sh\n"},
    {"FROM debian:12\nRUN «apt-get update» && apt-get install -y curl\nRUN apt-cache policy curl\n"},
    // Lists that a later layer removes are still in the earlier one; a later install would miss them: no fix.
    {R"(FROM debian:12 AS base
RUN «apt-get update»
RUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*
FROM base
)"},
    {R"(FROM debian:12
RUN rm -rf /var/lib/apt/lists/* && «apt-get update» && rm -rf /var/lib/apt/lists/partial
)",
     R"(FROM debian:12
RUN rm -rf /var/lib/apt/lists/* && apt-get update && rm -rf /var/lib/apt/lists/partial && rm -rf /var/lib/apt/lists/*
)"},
    {R"(FROM debian:12
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/lib/apt apt-get update && «apt-get install» -y curl
)"},
    {R"(FROM debian:12
RUN <<EOF
«apt-get update»
apt-get install -y curl
EOF
)",
     R"(FROM debian:12
RUN <<EOF
apt-get update
apt-get install -y curl &&
    rm -rf /var/lib/apt/lists/*
EOF
)"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
    "FROM debian:12\nRUN apt-get update && apt-get install -y curl && cd /var/lib && rm -rf apt dpkg cache\n",
    "FROM debian:13\nRUN apt-get update; apt-get install -y curl; apt-get dist-clean\n",
    "FROM debian:12\nRUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -mindepth 1 -delete\n",
    "FROM debian:12\nRUN apt update && apt install -y curl && bash -c 'rm -rf /var/lib/{apt,dpkg}/lists'\n",
    R"(FROM debian:12
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked \
    --mount=type=tmpfs,target=/var/cache/apt \
    apt-get update && apt-get install -y curl
)",
    R"(# The builder is not shipped.
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM scratch
COPY --from=build /app /app
)",
    "FROM debian:12\nRUN echo apt-get update\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#apt-get",
                                           "https://docs.docker.com/build/cache/optimize/#use-cache-mounts"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/apt-lists-not-cleaned",
    .title = "apt's package lists are left in a layer",
    .help = "End the same RUN with `rm -rf /var/lib/apt/lists/*`, or mount a cache on /var/lib/apt",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(`apt-get update` downloads the lists of all packages, some 20 to 50 MB, into `/var/lib/apt/lists`. What
is not removed in the same `RUN` stays in the image for good: a later layer can hide it, not take it away. The lists
also grow old, and an install that uses them fails.

Remove them at the end of the same `RUN`, or keep them out of the layer with a cache mount on `/var/lib/apt`.
`apt-get clean` does not touch them; `apt-get dist-clean` (Debian 13 and later) does. Where `docker-clean` was
removed, the downloaded packages stay as well.

Only stages that are shipped are judged; what a builder leaves behind is in no image. Every way of removing the
lists counts that comes after the last update: `rm` with a path, a pattern or a relative path after `cd`, `find
-delete`, `dist-clean`. The fix adds the removal; it is not offered where a later `RUN` installs without an update
of its own, since that one would fail. It is unsafe where a later `RUN` starts a script whose commands are not seen
(`./setup.sh`), which may do the same, and safe else.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_apt_lists_not_cleaned
