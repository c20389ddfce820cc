// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/add-url-without-checksum.
#include <algorithm>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_add_url_without_checksum {
namespace {

bool is_repository(std::string_view address) {
  return address.ends_with(".git") || address.contains(".git#");
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& add = outer.inner ? *outer.inner : outer;
    if (add.kind != dockerfile::Kind::add || add.words.size() < 2 || add.flag("checksum") != nullptr) continue;
    for (std::size_t i = 0; i + 1 < add.words.size(); ++i) {
      const dockerfile::Expansion source = expand(file, add, add.words[i]);
      const std::string_view address = source.text;
      if (!address.starts_with("http://") && !address.starts_with("https://")) continue;
      if (is_repository(address)) continue;
      out.report(
          {.span = add.words[i].span, .message = "Nothing says what this download has to be: ADD has no --checksum"});
    }
  }
}

constexpr std::string_view aliases[] = {"kics:4b410d24-1cbe-4430-a632-62c9a931cf1c"};

constexpr Bad bad[] = {
    {"FROM debian:12\nADD «https://example.com/tool-1.2.tar.gz» /opt/\n"},
    {"FROM debian:12\nARG V=1.2\nADD --chmod=755 notes.txt «http://example.com/tool-$V» /usr/local/bin/\n"},
    {"FROM debian:12\nONBUILD ADD [«\"https://example.com/a b\"», \"/srv/\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d "
    "https://example.com/a /srv/\n",
    "FROM debian:12\nADD https://example.com/a.git#v1.2 /srv/\nADD git@example.com:a/b.git /srv/b\n",
    "FROM debian:12\nARG URL\nADD $URL app.tar https.conf /srv/\nCOPY a https://example.com/\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#add---checksum",
                                           "https://docs.docker.com/build/building/best-practices/#add-or-copy"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/add-url-without-checksum",
    .title = "ADD downloads a file that nothing checks",
    .help = "Add --checksum=sha256:… (a versioned address, and the hash that its publisher names)",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(What `ADD` fetches from an address is whatever the server has on that day. If the file there is changed, by its owner or by
somebody else, the next build takes the new one and says nothing.

Use an address with a version in it, and `ADD --checksum=sha256:…` with the hash that the publisher names: the build fails
when the file is another one. (It needs the Dockerfile frontend 1.6 or later: `# syntax=docker/dockerfile:1`.) Or download
in a `RUN`, check there (`sha256sum -c`), and unpack in the same layer.

Other tools ask for curl or wget instead of `ADD`. That alone checks nothing; `ADD --checksum` does, keeps the tools out of
the image and has its own cache. A Git repository is not reported: its commit is its checksum.

There is no fix: the hash is not in the file, and one computed from today's download would only repeat what came.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_add_url_without_checksum
