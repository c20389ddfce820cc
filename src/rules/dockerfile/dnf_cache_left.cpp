// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/dnf-cache-left.
#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_dnf_cache_left {
namespace {

// Which of them is in use depends on the release; dnf 5 has the last one.
constexpr std::string_view caches[] = {"/var/cache/yum", "/var/cache/dnf", "/var/cache/libdnf5"};

std::vector<std::string_view> aliases_for(std::string_view program) {
  if (program == "yum") return {"DL3032", "DS-0015", "kics:00481784-25aa-4a55-8633-3136dfcf4f37"};
  if (program == "microdnf") return {"DL3040", "DS-0027"};
  return {"DL3040", "DS-0019", "kics:295acb63-9246-4b21-b441-7c1f1fb62dc0"};
}

void check(const model::Dockerfile& file, Sink& out) {
  for (const model::Run& run : file.runs) {
    if (!file.is_shipped(*run.owner)) continue;
    const std::optional<model::PackageCall> left = model::last_uncleaned(run, model::PackageManager::dnf, caches);
    if (!left) continue;
    const std::string program(left->call->name);
    Report report{.span = model::span_to(*left->call, *left->command.verb),
                  .message = program + " leaves the repositories' metadata in the layer",
                  .only_aliases = aliases_for(program)};
    const std::optional<Edit> edit = left->command.line.has({"installroot"})
                                         ? std::nullopt
                                         : append_to_call(run, *left->call, program + " clean all");
    if (edit) report.edits.push_back(*edit), report.fix_description = "Clean up in the same RUN";
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3032",
                                        "DL3040",
                                        "DS-0015",
                                        "DS-0019",
                                        "DS-0027",
                                        "kics:00481784-25aa-4a55-8633-3136dfcf4f37",
                                        "kics:295acb63-9246-4b21-b441-7c1f1fb62dc0"};

constexpr Bad bad[] = {
    {"FROM fedora:41\nRUN dnf clean all && «dnf -y install» curl\n",
     "FROM fedora:41\nRUN dnf clean all && dnf -y install curl && dnf clean all\n"},
    {R"(FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4
RUN microdnf upgrade -y \
    && «microdnf install» -y \
        tar
)",
     R"(FROM registry.access.redhat.com/ubi9/ubi-minimal:9.4
RUN microdnf upgrade -y \
    && microdnf install -y \
        tar \
        && microdnf clean all
)"},
    {"FROM centos:7\nRUN «yum -y groupinstall» 'Development Tools'\n",
     "FROM centos:7\nRUN yum -y groupinstall 'Development Tools' && yum clean all\n"},
    // No fix: dnf may not be there; the cache is in that folder, which dnf clean all does not reach.
    {"FROM fedora:41\nRUN if command -v dnf; then «dnf -y install» curl; else apk add curl; fi\n"},
    {"FROM fedora:41\nRUN «dnf -y --installroot /mnt/root install» bash\n"},
};

constexpr std::string_view good[] = {
    "FROM fedora:41\nRUN dnf -y install curl && dnf clean all\n",
    "FROM fedora:41\nRUN dnf -y upgrade && dnf -y in curl && rm -rf /var/cache/libdnf5\n",
    "FROM centos:7\nRUN yum install -y curl; yum -y clean all\n",
    "FROM fedora:41\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf -y install curl\n",
    "FROM fedora:41 AS build\nRUN dnf -y install gcc\nFROM scratch\nCOPY --from=build /app /app\n",
    "FROM fedora:41\nRUN dnf config-manager --add-repo https://example.com/x.repo && notdnf install curl && dnf "
    "repolist\n",
};

constexpr std::string_view references[] = {"https://dnf.readthedocs.io/en/latest/command_ref.html#clean-command"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/dnf-cache-left",
    .title = "The cache of dnf, microdnf or yum is left in a layer",
    .help = "End the same RUN with `dnf clean all`, or mount a cache over its folder",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(An install or upgrade downloads the metadata of all repositories, up to some hundred megabytes, into
`/var/cache/dnf` (yum: `/var/cache/yum`; dnf 5: `/var/cache/libdnf5`). What is not removed in the same `RUN` stays
in the image.

End the `RUN` with `clean all`, remove the folder, or mount a cache on it.

Reported once a `RUN`, at the last install or upgrade after which nothing cleans; a `clean all` before it does not
count. Builders are not judged, since their layers are in no image.

The fix adds the `clean all`. It is not offered where the install stands in a branch or behind `sudo`, or fills a
folder with `--installroot`, which has a cache of its own.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_dnf_cache_left
