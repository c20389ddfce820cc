// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unsigned-package.
#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/skipped_checks.h"

namespace s1::rules::dockerfile_unsigned_package {
namespace {

constexpr std::string_view apk = "CKV2_DOCKER_7";
constexpr std::string_view apt = "CKV2_DOCKER_8";
constexpr std::string_view dnf = "CKV2_DOCKER_9";
constexpr std::string_view rpm = "CKV2_DOCKER_10";
constexpr std::string_view force = "CKV2_DOCKER_11";
constexpr std::string_view aliases[] = {apk, apt, dnf, rpm, force};

constexpr SkipOption options[] = {
    {"apk", "allow-untrusted", "", When::given, apk},
    {"apt", "allow-unauthenticated", "", When::given, apt},
    {"apt", "allow-insecure-repositories", "", When::given, apt},
    {"apt", "o", "AllowUnauthenticated", When::on, apt},
    {"apt", "option", "AllowUnauthenticated", When::on, apt},
    {"apt", "o", "AllowInsecureRepositories", When::on, apt},
    {"apt", "option", "AllowInsecureRepositories", When::on, apt},
    {"apt", "force-yes", "", When::given, force},
    {"dnf", "nogpgcheck", "", When::given, dnf},
    {"dnf", "no-gpgchecks", "", When::given, dnf},
    {"dnf", "setopt", "gpgcheck", When::off, dnf},
    {"zypper", "no-gpg-checks", "", When::given, dnf},
    {"zypper", "allow-unsigned-rpm", "", When::given, dnf},
    {"rpm", "nodigest", "", When::given, rpm},
    {"rpm", "nosignature", "", When::given, rpm},
    {"rpm", "noverify", "", When::given, rpm},
    {"rpm", "nofiledigest", "", When::given, rpm},
};
constexpr SkipLine lines[] = {
    {"/apt/", "trusted=yes", apt, "]file:"},
    {"/apt/", "trusted:yes", apt, "uris:file:"},
    {"/apt/", "unauthenticatedtrue", apt},
    {"/apt/", "insecurerepositoriestrue", apt},
    {"yum.conf", "gpgcheck=0", dnf},
    {"dnf.conf", "gpgcheck=0", dnf},
    {".repo", "gpgcheck=0", dnf},
};

void check(const model::Dockerfile& file, Sink& out) {
  report_skipped_checks(file, {options, {}, lines},
                        "With this, packages are installed whoever made them: their signatures are not checked", out);
}

constexpr Bad bad[] = {
    {"FROM alpine:3.20\nRUN apk add --no-cache «--allow-untrusted» /tmp/a.apk && apk «--allow-untrusted» add "
     "--no-cache b\n",
     "FROM alpine:3.20\nRUN apk add --no-cache /tmp/a.apk && apk add --no-cache b\n"},
    {R"(FROM debian:12
RUN apt-get install -y --no-install-recommends \
      «--allow-unauthenticated» \
      --force-yes curl ca-certificates \
 && apt-get -y «-o» APT::Get::AllowUnauthenticated=true upgrade
)",
     R"(FROM debian:12
RUN apt-get install -y --no-install-recommends \
      curl ca-certificates \
 && apt-get -y upgrade
)"},
    {"FROM fedora:41\nRUN dnf -y install «--nogpgcheck» curl && yum -y «--setopt=epel.gpgcheck=0» install git && dnf "
     "clean "
     "all && yum clean all\nRUN [\"rpm\", \"-i\", «\"--nodigest\"», \"--nosignature\", \"a.rpm\"]\n",
     "FROM fedora:41\nRUN dnf -y install curl && yum -y install git && dnf clean "
     "all && yum clean all\nRUN [\"rpm\", \"-i\", \"a.rpm\"]\n"},
    {"FROM opensuse/leap:15.6\nRUN zypper -n «--no-gpg-checks» install curl && zypper clean --all\n",
     "FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper clean --all\n"},
    // No fix: the repository has to be signed first.
    {"FROM debian:12\nRUN «echo 'deb [arch=amd64 trusted=yes] https://example.com/deb ./'» > "
     "/etc/apt/sources.list.d/example.list\n"},
    {"FROM fedora:41\n«COPY <<EOF /etc/yum.repos.d/example.repo»\n[example]\nbaseurl = https://example.com\ngpgcheck = "
     "0\nEOF\n"},
};

constexpr std::string_view good[] = {
    "FROM alpine:3.20\nRUN apk add --no-cache curl && echo --allow-untrusted\n",
    "FROM debian:12\nRUN apt-get install -y --no-install-recommends vim | grep -e --allow-unauthenticated\n",
    "FROM debian:12\nRUN apt-get -o APT::Get::AllowUnauthenticated=false upgrade -y\n",
    "FROM fedora:41\nRUN dnf -y install --setopt=gpgcheck=1 curl && dnf clean all && rpm -qa --nosignature\n",
    "FROM debian:12\nRUN echo 'deb [signed-by=/k.asc] https://example.com/deb ./' > /etc/apt/sources.list.d/a.list\n",
    "# Its packages are those that this build made.\nFROM debian:12\nRUN echo 'deb [trusted=yes] file:/srv/deb ./' | "
    "tee /etc/apt/sources.list.d/a.list\n",
};

constexpr std::string_view references[] = {
    "https://manpages.debian.org/bookworm/apt/apt-secure.8.en.html",
    "https://dnf.readthedocs.io/en/latest/conf_ref.html#options-for-both-main-and-repo",
    "https://rpm.org/docs/4.20.x/man/rpm.8.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unsigned-package",
    .title = "Packages are installed without a check of their signatures",
    .help = "Leave the check on, and add the repository's key",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A package manager checks that what it installs was signed by its distribution or by the repository's owner. With that
switched off, anyone who controls a mirror, a proxy or the network can put a package into the image, and packages run
scripts as root.

Leave the check on. For a repository of one's own, sign it and add its key: `signed-by=/etc/apt/keyrings/name.asc`,
`rpm --import`, a file in `/etc/apk/keys`. `apt-get --force-yes` is worse still: it also goes on where packages would be
downgraded or essential ones removed. `apt-get -y` is what a build needs.

Found are `--allow-untrusted` (apk), `--allow-unauthenticated`, `--allow-insecure-repositories` and `--force-yes` (apt),
`--nogpgcheck` and `gpgcheck=0` (dnf, yum, microdnf, tdnf), `--no-gpg-checks` (zypper), `--nosignature`, `--nodigest`,
`--noverify` and `--nofiledigest` (rpm, but for queries), and `trusted=yes` or `gpgcheck=0` written to a repository's file
(but for one of local files, `file:`).

The fix takes the option away. It is unsafe: a package without a known signature is refused from then on. It is not
offered for a repository's file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unsigned_package
