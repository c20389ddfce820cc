// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/add-url-without-checksum.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/dockerfile.h"
#include "model/image_paths.h"
#include "model/surroundings.h"
#include "rules/builders.h"
#include "rules/checksum_check.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "workspace/names.h"

namespace s1::rules::dockerfile_add_url_without_checksum {
namespace {

bool is_repository(std::string_view address) {
  return address.ends_with(".git") || address.contains(".git#");
}

// The path of the image that an ADD of one address writes; empty where it is not known.
std::string written_by(const dockerfile::File& file, const dockerfile::Instruction& add, std::string_view address,
                       const std::string& workdir) {
  const model::CopyTarget target = model::copy_target(file, add, workdir);
  if (target.path.empty() || !target.into_folder) return target.path;
  const std::string_view name = workspace::base_name(address.substr(0, address.find_first_of("?#")));
  return name.empty() || name.contains('$') ? std::string() : model::path_in_image(target.path, name);
}

struct Known {
  std::string sum;
  Span span;
};

// What a later RUN of the stage wants the file to be, where nothing in between can have changed it.
std::optional<Known> known_sum(const model::Dockerfile& dockerfile, const dockerfile::Instruction& add,
                               const std::string& path, const std::vector<std::string>& workdirs) {
  const std::string_view name = workspace::base_name(path);
  for (const model::Run& run : dockerfile.runs) {
    if (run.owner->stage != add.stage || run.owner->index < add.index || run.owner != run.instruction) continue;
    for (const shell::Item& item : run.script->items) {
      if (item.joint != shell::Joint::first && item.joint != shell::Joint::and_then &&
          item.joint != shell::Joint::sequence)
        return std::nullopt;
      if (const auto check = checksum_check(item.pipeline))
        if (model::path_in_image(workdirs[run.owner->index], check->file) == path)
          return Known{check->sum, item.pipeline.span};
      const std::string_view text = dockerfile.tree.source->slice(item.pipeline.span);
      if (text.contains(name) || text.starts_with("cd ")) return std::nullopt;
    }
  }
  return std::nullopt;
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  const dockerfile::File& file = dockerfile.tree;
  std::vector<std::string> workdirs;
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& add = outer.inner ? *outer.inner : outer;
    if (add.kind != dockerfile::Kind::add || add.words.size() < 2 || add.flag("checksum") != nullptr) continue;
    for (std::size_t i = 0; i + 1 < add.words.size(); ++i) {
      const dockerfile::Expansion source = expand(file, add, add.words[i]);
      const std::string_view address = source.text;
      if (!address.starts_with("http://") && !address.starts_with("https://")) continue;
      if (is_repository(address)) continue;
      Report report{.span = add.words[i].span,
                    .message = "Nothing says what this download has to be: ADD has no --checksum"};
      if (add.words.size() == 2 && !outer.inner) {
        if (workdirs.empty()) workdirs = model::working_directories(file);
        const std::string path = written_by(file, add, address, workdirs[add.index]);
        if (const auto known = path.empty() ? std::nullopt : known_sum(dockerfile, add, path, workdirs)) {
          Rewrite rewrite;
          rewrite.edits.push_back({{add.keyword.end, add.keyword.end}, " --checksum=sha256:" + known->sum});
          rewrite.checked.emplace_back("a later step wants " + path + " to have this checksum");
          (void)builders_take(kAddChecksum, file, around, rewrite);
          report.related.push_back({known->span, "the checksum is here"});
          std::move(rewrite).offer(report, "Let ADD check it");
        }
      }
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"kics:4b410d24-1cbe-4430-a632-62c9a931cf1c"};

constexpr Bad bad[] = {
    {"FROM debian:12\nADD «https://example.com/tool-1.2.tar.gz» /opt/\n"},
    {"FROM debian:12\nARG V=1.2\nADD --chmod=755 notes.txt «http://example.com/tool-$V» /usr/local/bin/\n"},
    // The checksum is known: a step looks at it too late for the cache, which keeps whatever came.
    {R"(FROM debian:12
WORKDIR /opt
ADD «https://example.com/tool-1.2.tar.gz» ./
RUN echo "24454F830CDB571E2C4AD15481119C43B3CAFD48DD869A9B2945D1036D1DC68D  tool-1.2.tar.gz" | sha256sum -c - && tar -xf tool-1.2.tar.gz
)",
     R"(FROM debian:12
WORKDIR /opt
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2.tar.gz ./
RUN echo "24454F830CDB571E2C4AD15481119C43B3CAFD48DD869A9B2945D1036D1DC68D  tool-1.2.tar.gz" | sha256sum -c - && tar -xf tool-1.2.tar.gz
)"},
    // The checksum is that of another file, or of what became of it.
    {R"(FROM debian:12
ADD «https://example.com/tool.gz» /opt/tool.gz
RUN gunzip /opt/tool.gz && \
    echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /opt/tool" | sha256sum -c -
)"},
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
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(What `ADD` fetches from an address is whatever the server has on that day. If the file there is changed, by its owner or by
somebody else, the next build takes the new one and says nothing.

Use an address with a version in it, and `ADD --checksum=sha256:…` with the hash that the publisher names: the build fails
when the file is another one. (It needs the Dockerfile frontend 1.6 or later: `# syntax=docker/dockerfile:1`.) Or download
in a `RUN`, check there (`sha256sum -c`), and unpack in the same layer.

Other tools ask for curl or wget instead of `ADD`. That alone checks nothing; `ADD --checksum` does, keeps the tools out of
the image and has its own cache. A Git repository is not reported: its commit is its checksum.

The fix gives `ADD` the hash that a later step of the stage compares the file with (`echo "…  file" | sha256sum -c`), where nothing touches the
file in between. It is unsafe: what the step has for the file's name may be another one. Where no such step is there is no fix: the hash is not in
the file, and one computed from today's download would only repeat what came.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_add_url_without_checksum
