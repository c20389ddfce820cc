// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/add-instead-of-copy.
#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_add_instead_of_copy {
namespace {

bool is_remote(std::string_view source) {
  constexpr std::array<std::string_view, 6> kSchemes = {"http://", "https://", "git://",
                                                        "ssh://",  "git@",     "github.com/"};
  return std::ranges::any_of(kSchemes, [=](std::string_view scheme) { return source.starts_with(scheme); }) ||
         source.ends_with(".git") || source.contains(".git#");
}

// ADD unpacks what is compressed by gzip, bzip2, xz or zstd, or a tar; not a zip. The builder looks at the content, we
// at the name.
bool is_archive(std::string_view source) {
  constexpr std::array<std::string_view, 12> kEnds = {".tar", ".gz",  ".tgz", ".bz2",  ".tbz",  ".tbz2",
                                                      ".xz",  ".txz", ".zst", ".tzst", ".lzma", ".tlz"};
  return std::ranges::any_of(kEnds, [=](std::string_view end) { return source.ends_with(end); });
}

// A folder, or a file whose name says that it is no tar: the builder unpacks whatever is one, however it is called.
bool is_surely_no_archive(std::string_view source) {
  constexpr std::array<std::string_view, 60> kEnds = {
      ".bash", ".bat", ".c",   ".cer",  ".cfg",  ".cmd", ".cnf",        ".conf", ".cpp", ".crt",  ".cs",   ".css",
      ".csv",  ".ear", ".env", ".erb",  ".exe",  ".gif", ".go",         ".gpg",  ".h",   ".htm",  ".html", ".ico",
      ".ini",  ".j2",  ".jar", ".java", ".jks",  ".jpg", ".js",         ".json", ".key", ".lua",  ".lock", ".log",
      ".md",   ".mjs", ".pem", ".php",  ".pl",   ".png", ".properties", ".ps1",  ".pub", ".py",   ".rb",   ".repo",
      ".rs",   ".sh",  ".sql", ".svg",  ".toml", ".ts",  ".txt",        ".war",  ".xml", ".yaml", ".yml",  ".zip"};
  return source == "." || source == ".." || source.ends_with('/') || source.ends_with("/.") ||
         source.starts_with("<<") ||
         std::ranges::any_of(kEnds, [=](std::string_view end) { return source.ends_with(end); });
}

bool may_need_add(std::string_view source) {
  const bool open_end = source.starts_with('$') || source.ends_with('}');  // a variable that may hold anything
  return is_remote(source) || is_archive(source) || open_end;
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& add = outer.inner ? *outer.inner : outer;
    if (add.kind != dockerfile::Kind::add || add.words.size() < 2) continue;
    if (add.flag("checksum") != nullptr || add.flag("keep-git-dir") != nullptr || add.flag("unpack") != nullptr)
      continue;
    const std::span<const dockerfile::Word> sources(add.words.data(), add.words.size() - 1);
    bool glob = false, sure = true;
    const bool needs_add = std::ranges::any_of(sources, [&](const dockerfile::Word& word) {
      const std::string source = expand(file, add, word).text;
      glob = glob || source.find_first_of("*?[") != std::string::npos;
      sure = sure && is_surely_no_archive(source);
      return may_need_add(source);
    });
    if (needs_add) continue;
    Report report{.span = add.keyword, .message = "ADD of local files: COPY does the same, and nothing else"};
    if (!glob) {  // a glob may match an archive
      const bool small = file.source->slice(add.keyword).starts_with('a');
      report.edits = {{add.keyword, small ? "copy" : "COPY"}};
      report.fix_description = "Use COPY";
      report.fix = sure ? Fix::safe : Fix::unsafe;
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3020", "DS-0005", "CKV_DOCKER_4",
                                        "kics:9513a694-aa0d-41d8-be61-3271e056f36b"};

constexpr Bad bad[] = {
    {"FROM debian:12\n«ADD»   app.py lib/ /srv/  \n", "FROM debian:12\nCOPY   app.py lib/ /srv/  \n"},
    {"FROM debian:12\n«ADD» --chown=app:app [\"my app.jar\", \"/srv/app.jar\"]\n",
     "FROM debian:12\nCOPY --chown=app:app [\"my app.jar\", \"/srv/app.jar\"]\n"},
    {"FROM debian:12\nONBUILD «add» . /srv\n", "FROM debian:12\nONBUILD copy . /srv\n"},
    {"FROM debian:12\nARG VERSION\n«ADD» target/app-$VERSION.zip /srv/\n",
     "FROM debian:12\nARG VERSION\nCOPY target/app-$VERSION.zip /srv/\n"},
    {"FROM debian:12\n«ADD» <<EOF /etc/motd\nHello\nEOF\n", "FROM debian:12\nCOPY <<EOF /etc/motd\nHello\nEOF\n"},
    // No fix: among what matches could be a tar.
    {"FROM debian:12\n«ADD» dist/* /srv/\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nCOPY app.py /srv/\n",
    "FROM debian:12\nADD https://example.com/app.py /srv/\n",
    "FROM debian:12\nADD git@github.com:example/app.git#v1 /srv/\n",
    "FROM debian:12\nADD rootfs.tar.xz /\n",
    "FROM debian:12\nADD \"dist/app.tgz\" /srv/\n",
    "FROM debian:12\nADD a.txt b.tar /srv/\n",
    "FROM debian:12\nARG BUNDLE\nADD ${BUNDLE} /srv/\n",
    "FROM debian:12\nARG NAME\nADD dist/$NAME /srv/\n",
    "FROM debian:12\nADD --unpack=true bundle /srv/\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/best-practices/#add-or-copy"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/add-instead-of-copy",
    .title = "ADD is used where COPY is enough",
    .help = "Use COPY for local files",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(`ADD` does more than copy: it fetches addresses and unpacks archives. For local files none of that is wanted, a reader
cannot tell that it was not, and a file that happens to be a tar is unpacked without a word.

Use `COPY` for what comes from the build context. `ADD` stays right for an address (with `--checksum`), a Git repository,
and an archive that is to be unpacked; these are not reported, nor is a source whose name ends in a variable without a
value. A zip is reported: `ADD` does not unpack it.

The fix writes `COPY` and nothing else. It is safe where the names say what is copied: `app.py`, `dist/`, `.`. It is
unsafe for a name without a known ending (`ADD rootfs /`): `ADD` looks at the content and unpacks a tar whatever it is
called, and `COPY` does not. It is not offered for a pattern (`dist/*`) that may match an archive.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_add_instead_of_copy
