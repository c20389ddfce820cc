// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/wget-progress.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "facts/base_images.h"
#include "model/command_line.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_wget_progress {
namespace {

enum class Wget : std::uint8_t { unknown, gnu, busybox };

bool installs_wget(const model::PackageCommand& command) {
  return command.action == model::PackageAction::install &&
         std::ranges::any_of(command.line.operands, [](const shell::Word* word) {
           return word->value == "wget" || word->value.starts_with("wget=");
         });
}

// Of every stage, by index, which wget it has.
std::vector<Wget> wgets(const model::Dockerfile& file) {
  std::vector<Wget> result(file.tree.stages.size(), Wget::unknown);
  for (const dockerfile::Stage& stage : file.tree.stages) {
    const model::Base base = model::base(file.tree, stage);
    if (base.facts == nullptr) continue;
    const std::string_view manager = base.facts->package_manager;
    if (manager == "apk" || facts::short_image_name(base.ref.name) == "busybox")
      result[stage.index] = Wget::busybox;
    else if (!manager.empty() && manager != "none")
      result[stage.index] = Wget::gnu;
  }
  for (const model::Run& run : file.runs) {
    if (run.owner->stage < 0) continue;
    Wget& wget = result[static_cast<std::size_t>(run.owner->stage)];
    for (const model::Call& call : run.calls) {
      const auto command = model::package_command(call);
      if (!command || command->manager > model::PackageManager::pacman) continue;
      if (command->manager != model::PackageManager::apk || installs_wget(*command))
        wget = Wget::gnu;
      else if (wget == Wget::unknown)
        wget = Wget::busybox;
    }
  }
  // What a stage installs is there in those that are FROM it.
  for (const dockerfile::Stage& stage : file.tree.stages)
    if (stage.base && result[*stage.base] == Wget::gnu) result[stage.index] = Wget::gnu;
  return result;
}

bool writes_progress(const model::Call& call) {
  const model::CommandLine line =
      model::read_command_line(call.arguments, {.short_with_value = "oaeiBtOTwQPUlADRIX", .long_with_value = {}});
  if (line.open || line.operands.empty()) return false;
  if (line.has({"progress", "q", "quiet", "no-verbose", "o", "output-file", "a", "append-output", "spider", "b",
                "background"}))
    return false;
  return std::ranges::none_of(call.arguments, [](const shell::Word* word) {
    const std::string_view value = word->value;
    return value.starts_with('-') && !value.starts_with("--") && value.contains("nv");
  });
}

void check(const model::Dockerfile& file, Sink& out) {
  std::vector<Wget> wget;
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      if (call.name != "wget" || run.owner->stage < 0 || !writes_progress(call)) continue;
      if (wget.empty()) wget = wgets(file);
      const Wget which = wget[static_cast<std::size_t>(run.owner->stage)];
      if (which == Wget::busybox) continue;
      Report report{.span = call.word->span, .message = "wget writes a line of progress for every 50 KB to the log"};
      report.edits = {insert_argument(run, *call.word, "--progress=dot:giga")};
      report.fix_description = "Write a line for every 32 MB";
      report.fix = which == Wget::gnu ? Fix::safe : Fix::unsafe;
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"DL3047"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN apt-get update && apt-get install -y wget && «wget» -O a.tgz https://example.com/a.tgz\n",
     "FROM debian:12\nRUN apt-get update && apt-get install -y wget && wget --progress=dot:giga -O a.tgz "
     "https://example.com/a.tgz\n"},
    {"FROM example.com/app:1\nRUN [«\"wget\"», \"https://example.com/a.tgz\"]\n",
     "FROM example.com/app:1\nRUN [\"wget\", \"--progress=dot:giga\", \"https://example.com/a.tgz\"]\n"},
    {"FROM alpine:3.20 AS base\nRUN apk add --no-cache wget\nFROM base\nRUN «wget» -nc https://example.com/a.tgz\n",
     "FROM alpine:3.20 AS base\nRUN apk add --no-cache wget\nFROM base\nRUN wget --progress=dot:giga -nc "
     "https://example.com/a.tgz\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN wget -q https://example.com/a && wget -qO- https://example.com/a && wget --progress=bar "
    "https://example.com/a\n",
    "FROM debian:12\nRUN wget -nv https://example.com/a && wget -o log https://example.com/a && wget --no-verbose "
    "https://example.com/a\n",
    "FROM debian:12\nARG OPTIONS\nRUN wget $OPTIONS https://example.com/a && wget --version\n",
    // BusyBox has no such option.
    "FROM alpine:3.20\nRUN wget https://example.com/a.tgz\n",
    "FROM example.com/app:1\nRUN apk add --no-cache curl\nRUN wget https://example.com/a.tgz\n",
};

constexpr std::string_view references[] = {"https://www.gnu.org/software/wget/manual/wget.html#Download-Options",
                                           "https://github.com/hadolint/hadolint/wiki/DL3047"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/wget-progress",
    .title = "wget fills the build log with its progress",
    .help = "Add --progress=dot:giga, or -nv",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(Without a terminal GNU wget writes a line for every 50 KB that it gets. A download of 500 MB is ten thousand
lines of log, in which the error is not found, and some services cut the log off.

Add `--progress=dot:giga`, which writes a line for every 32 MB, or `-nv`, which writes one in the end.

The wget of BusyBox (Alpine) has a short bar and does not know the option; it is not reported, though others do.

The fix adds the option. It is safe where GNU wget is known to be there: by the base image, or since it is installed. On
an image of which nothing is known it is unsafe: BusyBox's wget would refuse the option.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_wget_progress
