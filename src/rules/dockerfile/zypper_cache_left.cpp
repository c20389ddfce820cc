// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/zypper-cache-left.
#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_zypper_cache_left {
namespace {

constexpr std::string_view caches[] = {"/var/cache/zypp"};

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner)) continue;
    const std::optional<model::PackageCall> left = model::last_uncleaned(run, model::PackageManager::zypper, caches);
    if (!left) continue;
    Report report{.span = model::span_to(*left->call, *left->command.verb),
                  .message = "zypper leaves packages and the repositories' metadata in the layer"};
    const std::optional<Edit> edit = left->command.line.has({"root", "installroot", "R", "cache-dir"})
                                         ? std::nullopt
                                         : append_to_call(run, *left->call, "zypper clean --all");
    if (edit) report.edits.push_back(*edit), report.fix_description = "Clean up in the same RUN";
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3036", "DS-0020", "kics:38300d1a-feb2-4a48-936a-d1ef1cd24313"};

constexpr Bad bad[] = {
    {"FROM opensuse/leap:15.6\nRUN zypper clean && «zypper -n install» curl\n",
     "FROM opensuse/leap:15.6\nRUN zypper clean && zypper -n install curl && zypper clean --all\n"},
    // No fix: the cache is in that folder.
    {"FROM opensuse/leap:15.6\nRUN «zypper -n --installroot /mnt/root install» bash\n"},
};

constexpr std::string_view good[] = {
    "FROM opensuse/leap:15.6\nRUN zypper -n in curl && zypper clean --all\n",
    "FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper cc && zypper -n refresh\n",
    "FROM opensuse/leap:15.6\nRUN zypper -n dup && rm -rf /var/cache/zypp/*\n",
    "FROM opensuse/leap:15.6\nRUN --mount=type=cache,target=/var/cache/zypp zypper -n install curl\n",
};

constexpr std::string_view references[] = {"https://en.opensuse.org/SDB:Zypper_manual"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/zypper-cache-left",
    .title = "zypper's cache is left in a layer",
    .help = "End the same RUN with `zypper clean --all`",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(zypper keeps the metadata of all repositories, and packages too where the repository asks for it, in
`/var/cache/zypp`. What is not removed in the same `RUN` stays in the image.

End the `RUN` with `zypper clean --all`, or mount a cache on `/var/cache/zypp`. A `clean` before the last install
does not count.

The fix adds it. It is not offered where the install stands in a branch or behind `sudo`, or fills another root
(`--installroot`), which has a cache of its own.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_zypper_cache_left
