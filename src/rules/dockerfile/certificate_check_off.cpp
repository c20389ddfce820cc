// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/certificate-check-off.
#include "model/dockerfile.h"
#include "rules/rule.h"
#include "rules/skipped_checks.h"

namespace s1::rules::dockerfile_certificate_check_off {
namespace {

constexpr std::string_view curl = "CKV2_DOCKER_2";
constexpr std::string_view wget = "CKV2_DOCKER_3";
constexpr std::string_view pip = "CKV2_DOCKER_4";
constexpr std::string_view npm = "CKV2_DOCKER_13";
constexpr std::string_view git = "CKV2_DOCKER_14";
constexpr std::string_view dnf = "CKV2_DOCKER_15";
constexpr std::string_view aliases[] = {curl, wget, pip, npm, git, dnf};

constexpr SkipOption options[] = {
    {"curl", "k", "", When::given, curl},
    {"curl", "insecure", "", When::given, curl},
    {"curl", "proxy-insecure", "", When::given, curl},
    {"wget", "no-check-certificate", "", When::given, wget},
    {"pip", "trusted-host", "", When::given, pip},
    {"npm", "strict-ssl", "", When::off, npm},
    {"npm", "no-strict-ssl", "", When::given, npm},
    {"yarn", "strict-ssl", "", When::off, npm},
    {"yarn", "no-strict-ssl", "", When::given, npm},
    {"pnpm", "strict-ssl", "", When::off, npm},
    {"pnpm", "no-strict-ssl", "", When::given, npm},
    {"git", "c", "sslVerify", When::off, git},
    {"dnf", "setopt", "sslverify", When::off, dnf},
};
constexpr SkipSetting settings[] = {
    {"npm", "strict-ssl", When::off, npm},       {"yarn", "strict-ssl", When::off, npm},
    {"yarn", "enableStrictSsl", When::off, npm}, {"pnpm", "strict-ssl", When::off, npm},
    {"git", "sslVerify", When::off, git},        {"pip", "trusted-host", When::given, pip},
};
constexpr SkipLine lines[] = {
    {"curlrc", "insecure", curl},
    {"curlrc", "-k", curl},
    {"wgetrc", "check_certificate=off", wget},
    {"wgetrc", "check-certificate=off", wget},
    {"pip.conf", "trusted-host=", pip},
    {"pip.conf", "trusted_host=", pip},
    {"npmrc", "strict-ssl=false", npm},
    {".yarnrc", "strict-sslfalse", npm},
    {".yarnrc.yml", "enablestrictssl:false", npm},
    {"gitconfig", "sslverify=false", git},
    {"gitconfig", "sslverify=0", git},
    {"yum.conf", "sslverify=0", dnf},
    {"yum.conf", "sslverify=false", dnf},
    {"dnf.conf", "sslverify=0", dnf},
    {"dnf.conf", "sslverify=false", dnf},
    {".repo", "sslverify=0", dnf},
    {".repo", "sslverify=false", dnf},
};

void check(const model::Dockerfile& file, Sink& out) {
  report_skipped_checks(file, {options, settings, lines}, "This switches the check of the server's certificate off",
                        out);
}

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN curl «-fsSLk» https://example.com/a.tar.gz -o a.tar.gz && wget -q «--no-check-certificate» "
     "\\\n"
     "      https://example.com/b\n",
     "FROM debian:12\nRUN curl -fsSL https://example.com/a.tar.gz -o a.tar.gz && wget -q \\\n"
     "      https://example.com/b\n"},
    {"FROM debian:12\nRUN curl \\\n      «--insecure» -o a \\\n      https://example.com/a\nRUN [\"curl\", «\"-k\"», "
     "\"https://example.com\"]\nRUN [\"curl\", «\"-sk\"», \"https://example.com\"]\n",
     "FROM debian:12\nRUN curl \\\n      -o a \\\n      https://example.com/a\nRUN [\"curl\", "
     "\"https://example.com\"]\nRUN [\"curl\", \"-s\", \"https://example.com\"]\n"},
    {R"(FROM python:3.12
RUN pip install --no-cache-dir «--trusted-host» pypi.org --trusted-host=files.pythonhosted.org flask
)",
     R"(FROM python:3.12
RUN pip install --no-cache-dir flask
)"},
    {"FROM node:22\nRUN «npm config set strict-ssl false» && npm ci && npm cache clean --force\n",
     "FROM node:22\nRUN npm ci && npm cache clean --force\n"},
    {"FROM node:22\nRUN «npm config set strict-ssl false»\nRUN npm run build && «yarn config set strict-ssl false "
     "-g»\n",
     "FROM node:22\nRUN npm run build\n"},
    {"FROM node:22\nRUN npm ci «--strict-ssl=false» && npm cache clean --force\n",
     "FROM node:22\nRUN npm ci && npm cache clean --force\n"},
    {"FROM debian:12\nRUN «git config --global http.sslVerify false» \\\n && git «-c» http.sslVerify=false clone "
     "https://example.com/a.git\n",
     "FROM debian:12\nRUN git clone https://example.com/a.git\n"},
    {"FROM fedora:41\nRUN dnf config-manager --save «--setopt=\\*.sslverify=0»\nRUN dnf -y «--setopt=sslverify=False» "
     "install curl && dnf clean all\n",
     "FROM fedora:41\nRUN dnf config-manager --save\nRUN dnf -y install curl && dnf clean all\n"},
    // No fix: a redirection stands in between; the RUN would come to something else; what else the file says is needed.
    {"FROM node:22\nRUN npm run build; «npm set strict-ssl false»\nONBUILD RUN «npm set strict-ssl false»\n"},
    {"FROM debian:12\nRUN curl https://example.com > a «-k»\n"},
    {"FROM debian:12\nRUN «echo insecure» >> ~/.curlrc && printf '[global]\\n' > /etc/pip.conf\n"},
    {"FROM python:3.12\nRUN «printf '[global]\\ntrusted-host = pypi.org\\n'» | tee /etc/pip.conf\n"},
    {"FROM node:22\n«COPY <<EOF /app/.npmrc»\nstrict-ssl = false\nEOF\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN curl -fsSL -o k https://example.com/-k && wget -q https://example.com/a\n",
    "FROM debian:12\nRUN curl --cacert /etc/ssl/ours.pem -o -k https://example.com && echo curl -k\n",
    "FROM python:3.12\nRUN pip install --no-cache-dir flask | grep -e --trusted-host\n",
    "FROM node:22\nRUN npm config set strict-ssl true && npm config get strict-ssl && npm ci --strict-ssl\n",
    "FROM debian:12\nRUN git config --global http.sslVerify true && git config --global http.sslCAInfo /ca.pem\n",
    "FROM fedora:41\nRUN dnf config-manager --save --setopt=main.sslverify=1 && dnf config-manager --disable "
    "sslverify\n",
    "FROM debian:12\nARG VERIFY\nRUN npm config set strict-ssl $VERIFY\n",
    "FROM debian:12\nRUN echo insecure > notes.txt && echo 'strict-ssl=true' > .npmrc\n",
};

constexpr std::string_view references[] = {
    "https://curl.se/docs/sslcerts.html", "https://pip.pypa.io/en/stable/topics/https-certificates/",
    "https://docs.npmjs.com/cli/using-npm/config#strict-ssl",
    "https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/certificate-check-off",
    .title = "A download does not check the server's certificate",
    .help = "Leave the check on; trust a private authority by installing its certificate",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A download that does not check the server's certificate takes whatever answers: a proxy, a hijacked name, anyone on the
way can put other code into the image, and nothing shows it.

Leave the check on. Where a company's proxy or server has a certificate of its own, install its authority
(`COPY ca.crt /usr/local/share/ca-certificates/` and `update-ca-certificates`), and name it where a program has its own
list: `pip --cert`, `NODE_EXTRA_CA_CERTS`, `git config http.sslCAInfo`. An image without `ca-certificates` needs that
package, not `-k`.

Found are `curl -k`, in a bundle too, `wget --no-check-certificate`, `pip --trusted-host`, `strict-ssl=false` of npm, yarn
and pnpm, `http.sslVerify` of git and `sslverify` of dnf and yum, as options, through `config set`, and written to the
programs' configuration files by `echo`, `printf`, a heredoc or `COPY <<EOF`. All stages are judged: what a builder
downloads ends up in the image as well.

The fix takes the option or the command away. It is unsafe: where the server has no valid certificate, the build fails
from then on. It is not offered for a configuration file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_certificate_check_off
