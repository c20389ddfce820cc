// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/download-checked-in-run.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/surroundings.h"
#include "rules/builders.h"
#include "rules/checksum_check.h"
#include "rules/dockerfile_edits.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "workspace/names.h"

namespace s1::rules::dockerfile_download_checked_in_run {
namespace {

// Options that change nothing of what is fetched. Of the short ones each letter of a bundle has to be one of these.
constexpr std::string_view kCurlLetters = "fsSL";
constexpr std::array<std::string_view, 6> kLong = {"--fail",     "--silent",  "--show-error",
                                                   "--location", "--tlsv1.2", "--no-verbose"};

struct Download {
  std::string address;
  std::string file;  // as written
};

bool is_plain_address(std::string_view address) {
  return address.starts_with("https://") && address.find_first_of("\"'\\ ") == std::string_view::npos;
}

// curl -fsSL ADDRESS -o FILE, wget -q -O FILE ADDRESS, and the same without a name for the file.
std::optional<Download> download(const shell::Command& command) {
  if (command.kind != shell::CommandKind::simple || command.words.empty() || !command.redirections.empty() ||
      !command.assignments.empty())
    return std::nullopt;
  const bool curl = command.words[0].value == "curl";
  if (!curl && command.words[0].value != "wget") return std::nullopt;
  Download found;
  bool named_by_address = !curl;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    if (!command.words[i].literal) return std::nullopt;
    std::string_view word = command.words[i].value;
    const bool more = i + 1 < command.words.size() && command.words[i + 1].literal;
    if (!word.starts_with('-')) {
      if (!found.address.empty() || !is_plain_address(word)) return std::nullopt;
      found.address = word;
    } else if (word == "--output" && curl && more) {
      found.file = command.words[++i].value;
    } else if (word.starts_with("--")) {
      if (std::ranges::find(kLong, word) == kLong.end()) return std::nullopt;
    } else {
      word.remove_prefix(1);
      const char last = word.empty() ? '-' : word.back();
      const bool names = curl ? last == 'o' : last == 'O';
      if (names && more) found.file = command.words[++i].value;
      if (curl && last == 'O') named_by_address = true;
      if ((names && more) || (curl && last == 'O')) word.remove_suffix(1);
      if (word.find_first_not_of(curl ? kCurlLetters : "q") != std::string_view::npos && word != "nv")
        return std::nullopt;
    }
  }
  if (found.file.empty() && named_by_address)
    found.file = workspace::base_name(std::string_view(found.address).substr(0, found.address.find('?')));
  if (found.address.empty() || found.file.empty() || found.file == "-") return std::nullopt;
  return found;
}

// Whether the image keeps the file: then a layer of its own costs nothing.
bool stays(const model::Dockerfile& file, const model::Run& run, const std::string& name) {
  if (!file.is_shipped(*run.owner)) return true;
  return std::ranges::none_of(run.calls, [&](const model::Call& call) {
    return (call.name == "rm" || call.name == "mv" || call.name == "unlink") &&
           std::ranges::any_of(call.command->words, [&](const shell::Word& word) {
             return word.value.contains(name) || word.value.contains('*') || word.value.contains('$');
           });
  });
}

void move_to_add(const model::Dockerfile& dockerfile, const model::Surroundings& around, const model::Run& run,
                 const Download& found, const std::string& path, const std::string& sum, Rewrite& rewrite) {
  const dockerfile::File& file = dockerfile.tree;
  if (!builders_take(kAddChecksum, file, around, rewrite)) return;
  if (model::runs_as_root(file)[run.owner->index] != model::Answer::yes) {
    (void)rewrite.refuse(run.instruction->header, "the step may run as another user, and ADD gives the file to root");
    return;
  }
  const std::vector<shell::Item>& items = run.script->items;
  const std::optional<std::uint32_t> line = line_before(file, *run.instruction);
  const std::uint32_t begin = items[0].pipeline.span.begin;
  const std::uint32_t end = items.size() > 2 ? items[2].pipeline.span.begin : run.instruction->span.end;
  if (!line || holds_comment(file, {begin, end})) {
    (void)rewrite.refuse(run.instruction->header, "a comment stands between the commands");
    return;
  }
  const bool small = file.source->slice(run.instruction->keyword).starts_with('r');
  std::string add = (small ? "add" : "ADD");
  add += " --checksum=sha256:" + sum + " --chmod=644 " + found.address + " " + path;
  if (items.size() == 2) {
    rewrite.edits.push_back({run.instruction->span, std::move(add)});
  } else {
    add += line_end_at(*file.source, run.instruction->span.begin);
    rewrite.edits.push_back({{*line, *line}, std::move(add)});
    rewrite.edits.push_back({{begin, end}, {}});
  }
  rewrite.checked.emplace_back("the step compares the file with this checksum");
  rewrite.checked.emplace_back("the step runs as root and leaves the file there");
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  std::vector<std::string> workdirs;
  for (const model::Run& run : dockerfile.runs) {
    if (run.owner != run.instruction || run.exec_form || !run.instruction->flags.empty() ||
        !run.instruction->heredocs.empty())
      continue;
    const std::vector<shell::Item>& items = run.script->items;
    if (items.size() < 2 || items[0].pipeline.commands.size() != 1 || items[0].pipeline.negated ||
        items[1].joint != shell::Joint::and_then || items[0].background || items[1].background ||
        (items.size() > 2 && items[2].joint != shell::Joint::and_then))
      continue;
    const std::optional<Download> found = download(items[0].pipeline.commands[0]);
    const std::optional<ChecksumCheck> checked = checksum_check(items[1].pipeline);
    if (!found || !checked) continue;
    if (workdirs.empty()) workdirs = model::working_directories(dockerfile.tree);
    const std::string path = model::path_in_image(workdirs[run.owner->index], found->file);
    if (path.empty() || path != model::path_in_image(workdirs[run.owner->index], checked->file)) continue;
    if (!stays(dockerfile, run, std::string(workspace::base_name(path)))) continue;
    Report report{.span = items[0].pipeline.span,
                  .message = "ADD --checksum would download and check " + path + " without a tool in the image"};
    Rewrite rewrite;
    move_to_add(dockerfile, around, run, *found, path, checked->sum, rewrite);
    std::move(rewrite).offer(report, "Use ADD --checksum");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(FROM debian:12 AS fetch
WORKDIR /opt
RUN «curl -fsSLo tool.tar.gz https://example.com/tool-1.2.tar.gz» && \
    echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  tool.tar.gz" | sha256sum -c - && \
    tar -xf tool.tar.gz && rm tool.tar.gz
FROM debian:12-slim
COPY --from=fetch /opt /opt
)",
     R"(FROM debian:12 AS fetch
WORKDIR /opt
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --chmod=644 https://example.com/tool-1.2.tar.gz /opt/tool.tar.gz
RUN tar -xf tool.tar.gz && rm tool.tar.gz
FROM debian:12-slim
COPY --from=fetch /opt /opt
)"},
    {R"(FROM alpine:3.22
RUN «wget -q -O /usr/share/list.txt https://example.com/list-3.txt» && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /usr/share/list.txt" | sha256sum -c
)",
     R"(FROM alpine:3.22
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d --chmod=644 https://example.com/list-3.txt /usr/share/list.txt
)"},
    // ADD would give the file to root.
    {R"(FROM debian:12
USER 1000
RUN «curl -fsSLo /tmp/a https://example.com/a-1» && echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /tmp/a" | sha256sum -c
)"},
};

constexpr std::string_view good[] = {
    // What the step removes again is in no layer; ADD would keep it.
    R"(FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.com/a-1.tgz && \
    echo "24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /tmp/a.tgz" | sha256sum -c && \
    tar -xf /tmp/a.tgz -C /opt && rm /tmp/a.tgz
)",
    // Asked for with a password, not checked, another file's checksum, an address with a variable.
    "FROM debian:12\nRUN curl -u a:b -o /a https://example.com/a && echo "
    "\"24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /a\" | sha256sum -c\n",
    "FROM debian:12\nRUN curl -fo /a https://example.com/a && tar -xf /a\n",
    "FROM debian:12\nRUN curl -fo /a https://example.com/a && echo "
    "\"24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /b\" | sha256sum -c\n",
    "FROM debian:12\nARG V=1\nRUN curl -fo /a https://example.com/a-$V && echo "
    "\"24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d  /a\" | sha256sum -c\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#add---checksum"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/download-checked-in-run",
    .title = "A step downloads and checks a file, which ADD --checksum does",
    .help = "Use ADD --checksum=sha256:… with the same address and hash",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(`curl … && echo "…  file" | sha256sum -c` is right, and needs a program in the image. `ADD --checksum=sha256:… ADDRESS FILE` does the
same without one, the builder fetches the file beside other steps, and a change of the other commands does not fetch it again.

Reported is a RUN that begins with the two, where the file stays in the image or the stage does not ship. Where the same RUN removes the file
again, nothing is reported: ADD would keep it in a layer.

The fix moves the two into an `ADD`, with mode 644, which curl and wget give. It is not offered where the step runs as another user, or
something that builds the image does not know the flag (docker/dockerfile 1.6). By itself it is unsafe: the builder fetches with
its own proxy settings and certificates.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_download_checked_in_run
