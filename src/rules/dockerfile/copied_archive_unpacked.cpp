// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/copied-archive-unpacked.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_copied_archive_unpacked {
namespace {

constexpr std::string_view unpackers[] = {"gunzip",     "bunzip2", "unxz",  "unlzma",
                                          "uncompress", "zcat",    "bzcat", "xzcat"};

std::string_view base_name(std::string_view path) {
  return path.substr(path.find_last_of("/\\") + 1);
}

// A tar that ADD unpacks; compressed by gzip, bzip2, xz or zstd.
bool is_tar(std::string_view name) {
  constexpr std::string_view ends[] = {".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst", ".tar.lzma", ".tgz",
                                       ".tbz", ".tbz2",   ".tb2",     ".txz",    ".tzst",    ".tlz"};
  return std::ranges::any_of(ends, [=](std::string_view end) { return name.ends_with(end); });
}

// `tar -xzf`, `tar xf`, `tar --extract`.
bool extracts(const model::Call& tar) {
  bool first = true;
  return std::ranges::any_of(tar.arguments, [&](const shell::Word* word) {
    const std::string_view value = word->value;
    const bool bundle = value.starts_with('-') ? !value.starts_with("--") : first;
    first = false;
    return value == "--extract" || value == "--get" || (bundle && value.contains('x'));
  });
}

bool unpacks(const model::Call& call) {
  if (call.name == "tar" || call.name == "bsdtar") return extracts(call);
  return std::ranges::find(unpackers, call.name) != std::end(unpackers);
}

// By the name that an archive has in the image: the COPY that brings it, of the stage that is looked at.
using Archives = std::unordered_map<std::string, const dockerfile::Instruction*>;

void add_archives(const dockerfile::File& file, const dockerfile::Instruction& copy, Archives& archives) {
  if (copy.words.size() < 2 || copy.flag("from") != nullptr) return;
  const std::string target = expand(file, copy, copy.words.back()).text;
  if (is_tar(target)) {
    archives[std::string(base_name(target))] = &copy;
    return;
  }
  for (std::size_t i = 0; i + 1 < copy.words.size(); ++i) {
    const std::string source = expand(file, copy, copy.words[i]).text;
    if (is_tar(source)) archives[std::string(base_name(source))] = &copy;
  }
}

void check(const model::Dockerfile& file, Sink& out) {
  auto run = file.runs.begin();
  Archives archives;
  for (const dockerfile::Instruction& each : file.tree.instructions) {
    if (each.kind == dockerfile::Kind::from) archives.clear();
    if (each.kind == dockerfile::Kind::copy) add_archives(file.tree, each, archives);
    while (run != file.runs.end() && run->owner->index < each.index) ++run;
    if (run == file.runs.end() || run->owner != &each || archives.empty()) continue;
    for (const model::Call& call : run->calls) {
      if (!unpacks(call)) continue;
      for (const shell::Word* word : call.arguments) {
        const auto found = archives.find(std::string(base_name(word->value)));
        if (found == archives.end()) continue;
        Report report{.span = found->second->header,
                      .message = "ADD unpacks " + found->first + " by itself; this way the archive stays in a layer"};
        report.related.push_back({call.word->span, "It is unpacked here"});
        archives.erase(found);
        out.report(std::move(report));
      }
    }
  }
}

constexpr std::string_view aliases[] = {"DL3010"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«COPY dist/app.tar.gz /tmp/»\nRUN mkdir /app && tar -C /app -xzf /tmp/app.tar.gz && rm "
     "/tmp/app.tar.gz\n"},
    {"FROM debian:12\nWORKDIR /srv\n«COPY build/out.tar \"/srv/app.tar\"»\nRUN make; tar xf app.tar\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nADD dist/app.tar.gz /app/\n",
    "FROM debian:12\nCOPY dist/app.tar.gz /app/\nRUN tar -czf /b.tar.gz /app/app.tar.gz\n",
    "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=build /app.tar.gz /\nRUN tar -xzf /app.tar.gz\n",
    "FROM debian:12\nCOPY a.zip b.gz /\nRUN unzip /a.zip && gunzip /b.gz\n",
    "FROM debian:12\nCOPY app.tar.gz /\nFROM debian:12\nRUN tar -xzf app.tar.gz\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/copied-archive-unpacked",
    .title = "An archive is copied and then unpacked",
    .help = "Unpack it with ADD, or mount it for the RUN",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(The archive that `COPY` brings stays in its layer, though a later `RUN` unpacks and removes it: the image
carries both.

`ADD app.tar.gz /app/` unpacks a local tar (plain, or compressed by gzip, bzip2, xz or zstd) and keeps no archive. Where
options of tar are needed, mount it: `RUN --mount=type=bind,source=app.tar.gz,target=/tmp/app.tar.gz tar -x …`.

hadolint names every compressed file. `ADD` does not unpack a zip, nor a `.gz` that is no tar; these are not reported.

There is no fix: where the files go and which of them depends on tar's options and on the working folder.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_copied_archive_unpacked
