// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/chown-after-copy.
#include <algorithm>
#include <array>
#include <string>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/surroundings.h"
#include "rules/copied_by.h"
#include "rules/dockerfile_edits.h"
#include "rules/leading_commands.h"
#include "rules/rewrite.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_chown_after_copy {
namespace {

using dockerfile::Instruction;

// `chown -R app:app /srv`, and nothing else.
struct Chown {
  const shell::Word* recursive = nullptr;
  const shell::Word* owner = nullptr;
  const shell::Word* path = nullptr;
};

std::optional<Chown> read_chown(const shell::Command& command) {
  Chown result;
  if (command.words.empty() || command.words[0].value != "chown") return std::nullopt;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const shell::Word& word = command.words[i];
    if (!word.literal) return std::nullopt;
    if (word.value == "-R" || word.value == "--recursive")
      result.recursive = &word;
    else if (word.value.starts_with('-') || result.path != nullptr)
      return std::nullopt;
    else
      (result.owner == nullptr ? result.owner : result.path) = &word;
  }
  return result.path != nullptr ? std::optional(result) : std::nullopt;
}

// What --chown is to be given; empty where that is not plain. Without a group it would take the user's number for one.
std::string chown_value(std::string_view owner) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-:";
  if (owner.find_first_not_of(kPlain) != std::string_view::npos || owner.starts_with(':') || owner.ends_with(':') ||
      std::ranges::count(owner, ':') > 1)
    return {};
  if (owner.contains(':')) return std::string(owner);
  const bool is_number = owner.find_first_not_of("0123456789") == std::string_view::npos;
  return std::string(owner) + (is_number ? ":0" : ":root");
}

// Folders that images have, with files of their own in some; the application's lie elsewhere.
bool may_be_the_images(std::string_view path) {
  constexpr std::array<std::string_view, 25> kTop = {
      "bin", "boot", "dev", "etc", "go",  "home", "lib", "lib64", "media",  "mnt",      "opt",       "proc", "root",
      "run", "sbin", "srv", "sys", "tmp", "usr",  "var", "data",  "config", "deno-dir", "workspace", "nix"};
  const std::string_view below = path.substr(1);
  const std::string_view top = below.substr(0, below.find('/'));
  if ((top == "opt" || top == "srv") && below.size() > 4) return false;
  return std::ranges::find(kTop, top) != kTop.end();
}

// Folders that COPY would have to make on its way would get the new owner too.
bool parents_exist(std::string_view path) {
  const std::string_view parent = path.substr(0, path.rfind('/'));
  return parent.empty() || parent == "/opt" || parent == "/srv";
}

struct Place {
  const model::Dockerfile& file;
  const model::Surroundings& around;
  const model::Run& run;
  const LeadingCommands& leading;
  Chown chown;
  std::string path;
};

bool collect_edits(const Place& at, const CopiedBy& by, Rewrite& rewrite) {
  const dockerfile::File& file = at.file.tree;
  const std::string value = chown_value(at.chown.owner->value);
  if (value.empty()) return rewrite.refuse(at.chown.owner->span, "its owner is not a plain user:group");
  if (by.other != nullptr) return rewrite.refuse(by.other->header, "it may have put more into " + at.path);
  if (by.what == Brought::unknown)
    return rewrite.refuse(by.copies[0]->header, "whether a file or a folder is copied is not known");
  for (const Instruction* copy : by.copies) {
    if (copy->kind == dockerfile::Kind::add)
      return rewrite.refuse(copy->header, "ADD may bring owners of its own from an archive");
    if (!at.leading.before.empty() && (model::lies_in(at.path, "/home") || model::lies_in(at.path, "/etc")))
      return rewrite.refuse(copy->header, "the account is made after it, and may need what it brings");
    rewrite.edits.push_back({{copy->keyword.end, copy->keyword.end}, " --chown=" + value});
  }
  const Source& source = *file.source;
  const Instruction& run = *at.run.instruction;
  std::string accounts;
  if (!at.leading.before.empty()) {
    const std::optional<std::uint32_t> line = line_before(file, *by.copies.front());
    if (!line || !at.leading.plain_before) return rewrite.refuse(run.header, "the account's command cannot be moved");
    accounts = std::string(source.slice(run.keyword)) + " " + std::string(source.slice(at.leading.before)) +
               std::string(line_end_at(source, run.span.begin));
    rewrite.edits.insert(rewrite.edits.begin(), Edit{{*line, *line}, accounts});
  }
  if (by.what == Brought::folder) {
    // The folder itself may have been there before: COPY does not change the owner of such a one.
    if (at.run.exec_form) return rewrite.refuse(run.header, "exec form is left as it is");
    const std::uint32_t begin = at.leading.before.empty() ? at.chown.recursive->span.begin : at.leading.before.begin;
    if (begin < at.chown.recursive->span.begin) {
      rewrite.edits.push_back({{begin, at.leading.command->span.begin}, {}});
    }
    const shell::Word& next =
        at.chown.recursive->span.begin < at.chown.owner->span.begin ? *at.chown.owner : *at.chown.path;
    const std::optional<Edit> edit = remove_words(at.run, *at.chown.recursive, next);
    if (!edit || at.chown.recursive->span.begin > at.chown.path->span.begin)
      return rewrite.refuse(at.leading.command->span, "its words cannot be taken apart");
    rewrite.edits.push_back(*edit);
    return true;
  }
  if (at.leading.alone) {
    const Span lines = whole_lines(source, run.span);
    if (lines.empty() || holds_comment(file, run.span)) return rewrite.refuse(run.header, "a comment stands in it");
    rewrite.edits.push_back({lines, {}});
    return true;
  }
  const std::optional<Edit> edit = remove_command(at.run, *at.leading.command);
  if (!edit) return rewrite.refuse(at.leading.command->span, "the command cannot be taken away by itself");
  rewrite.edits.push_back(at.leading.before.empty() ? *edit : Edit{{at.leading.before.begin, edit->span.end}, {}});
  return true;
}

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  constexpr std::array<std::string_view, 4> kAccounts = {"useradd", "adduser", "groupadd", "addgroup"};
  const std::vector<std::string> workdirs = model::working_directories(dockerfile.tree);
  for (const model::Run& run : dockerfile.runs) {
    if (run.owner != run.instruction || !run.instruction->flags.empty() || !run.instruction->heredocs.empty()) continue;
    const std::optional<LeadingCommands> leading = first_after(run, kAccounts);
    if (!leading) continue;
    const std::optional<Chown> chown = read_chown(*leading->command);
    if (!chown) continue;
    const std::string path = model::path_in_image(workdirs[run.instruction->index], chown->path->value);
    if (path.empty() || path == "/") continue;
    const std::optional<CopiedBy> by = copied_by(dockerfile, around, *run.instruction, path);
    if (!by || (chown->recursive == nullptr && by->what != Brought::file)) continue;
    if (std::ranges::any_of(by->copies, [](const Instruction* copy) { return copy->flag("chown") != nullptr; }))
      continue;
    Report report{.span = leading->command->span,
                  .message = "chown stores a second copy of what COPY has just brought to " + path};
    Rewrite rewrite;
    rewrite.needs_build = false;
    const Place at{dockerfile, around, run, *leading, *chown, path};
    if (collect_edits(at, *by, rewrite))
      rewrite.checked = {"nothing else lies in " + path, "the owner is one that the stage has where COPY stands"};
    std::ranges::sort(rewrite.edits, {}, [](const Edit& edit) { return edit.span.begin; });
    const model::Base base =
        model::base(dockerfile.tree, dockerfile.tree.stages[static_cast<std::size_t>(run.instruction->stage)]);
    const bool known =
        base.facts != nullptr && !may_be_the_images(path) && (by->workdir_made_it || parents_exist(path));
    if (by->what != Brought::file && !known) report.fix = Fix::unsafe;
    std::move(rewrite).offer(report, "Give the owner to COPY");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(FROM node:22-slim
WORKDIR /app
COPY . .
RUN «chown -R node:node /app»
USER node
CMD ["node", "server.js"]
)",
     R"(--- Dockerfile ---
FROM node:22-slim
WORKDIR /app
COPY --chown=node:node . .
RUN chown node:node /app
USER node
CMD ["node", "server.js"]
)"},
    // A single file, of which the context says that it is one; the command goes, and with it the RUN.
    {R"(--- Dockerfile ---
FROM debian:12
COPY tool.sh /usr/local/bin/
RUN «chown 1000:1000 /usr/local/bin/tool.sh»
CMD ["tool.sh"]
--- tool.sh ---
#!/bin/sh
)",
     R"(--- Dockerfile ---
FROM debian:12
COPY --chown=1000:1000 tool.sh /usr/local/bin/
CMD ["tool.sh"]
)"},
    // The account has to be there first; without a group, files keep root's.
    {R"(FROM python:3.13-slim
COPY src /srv/app
COPY conf /srv/app/conf
RUN useradd --create-home app \
    && «chown --recursive app /srv/app» \
    && echo done
)",
     R"(--- Dockerfile ---
FROM python:3.13-slim
RUN useradd --create-home app
COPY --chown=app:root src /srv/app
COPY --chown=app:root conf /srv/app/conf
RUN chown app /srv/app \
    && echo done
)"},
    // Something else lies there, or may.
    {"FROM node:22-slim\nWORKDIR /app\nRUN npm install -g pm2\nCOPY . .\nRUN «chown -R node /app»\n"},
    {"FROM node:22-slim\nADD site.tar /app/\nRUN «chown -R node /app»\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22-slim\nCOPY --chown=node:node . /app\nRUN chown node:node /app\n",
    // Not what COPY brought.
    "FROM node:22-slim\nCOPY . /app\nRUN chown -R node:node /data\n",
    "FROM node:22-slim\nCOPY . /\nRUN chown -R node:node /app\n",
    "FROM node:22-slim\nCOPY . /app\nRUN npm ci --prefix /app\nRUN chown -R node:node /app\n",
    "FROM node:22-slim\nCOPY . /app\nRUN npm ci --prefix /app && chown -R node:node /app\n",
    "FROM node:22-slim\nCOPY . /app\nRUN chown -R $OWNER /app\n",
    "FROM node:22-slim\nCOPY . /app\nRUN --mount=type=cache,target=/app/cache chown -R node /app\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy---chown---chmod",
                                           "https://github.com/moby/buildkit/issues/1941"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/chown-after-copy",
    .title = "RUN chown changes the owner of what COPY has just brought",
    .help = "Let COPY set the owner: COPY --chown=user:group source destination",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(A `RUN chown -R` writes every file whose owner it changes into a layer of its own: what `COPY` has just brought is then in
the image twice. `COPY --chown=user:group` sets the owner at once.

Reported is a `chown` that comes first in the `RUN` (or after the commands that make its account) of a path that the
`COPY` instructions just before it bring. Programs that the application only runs are better left to root: give it no
more than the folders that it writes.

The fix gives each of these `COPY` the owner, with the group that `chown` names (without one, root's, as the files have it: `--chown=app`
would take the user's number for the group, too). A file's `chown` goes; of a folder's, the folder alone is left, since `COPY`
does not change a folder that is there already. The commands that make the account move before the `COPY`. It is offered where
nothing else lies at the path: no other instruction names it or works in it. It is unsafe where the base image may
have files there (`/usr`, `/var`, `/home`, an unknown image), which would keep their owner, or where `COPY` makes folders on the way,
which then get the new one.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_chown_after_copy
