// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/consecutive-layers.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/dockerfile_edits.h"
#include "rules/join_runs.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_consecutive_layers {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

bool same_flags(const Instruction& a, const Instruction& b) {
  return std::ranges::equal(a.flags, b.flags, [](const dockerfile::Flag& x, const dockerfile::Flag& y) {
    return x.name == y.name && x.value == y.value;
  });
}

// Neighbours of one stage, of one kind, with equal flags.
bool are_alike(const Instruction& a, const Instruction& b) {
  return a.index + 1 == b.index && a.stage == b.stage && a.kind == b.kind && same_flags(a, b);
}

// Whether the RUN does one thing. What other fixes take away (`apk update &&`, `cd /app &&`) does not count.
bool has_one_command(const model::Run& run) {
  return std::ranges::count_if(run.calls, [](const model::Call& call) {
           const auto command = model::package_command(call);
           return call.name != "cd" && !(command && command->action == model::PackageAction::refresh);
         }) <= 1;
}

// Whether it works on the path or below it.
bool names(const model::Call& call, const shell::Word& path) {
  return std::ranges::any_of(call.arguments, [&](const shell::Word* word) {
    return word->value == path.value || word->value.starts_with(path.value + "/");
  });
}

// One tool twice, or the second does something with what the first made; on neighbouring lines, since a comment or a
// blank line keeps them apart.
bool belong_together(const model::Run& run, const model::Run& next) {
  const Source& source = *run.file->source;
  if (source.line_of(run.owner->span.end) + 1 != source.line_of(next.owner->span.begin)) return false;
  if (run.calls.empty() || next.calls.empty()) return false;
  const model::Call& first = run.calls.back();
  const model::Call& second = next.calls.back();
  if (first.name == second.name) return true;
  return std::ranges::any_of(first.arguments, [&](const shell::Word* word) {
    return word->value.starts_with('/') && word->value.size() > 1 && names(second, *word);
  });
}

void check_runs(const model::Dockerfile& file, Sink& out) {
  for (std::size_t i = 1; i < file.runs.size(); ++i) {
    const model::Run& run = file.runs[i - 1];
    const model::Run& next = file.runs[i];
    if (!are_alike(*run.owner, *next.owner) || !file.is_shipped(*next.owner)) continue;
    // Who chains commands in one of them keeps the two apart on purpose.
    if (run.owner->kind != Kind::run || !has_one_command(run) || !has_one_command(next)) continue;
    Report report{.span = next.owner->keyword, .message = "This RUN and the one before it could be one layer"};
    if (const std::optional<Edit> edit = belong_together(run, next) ? join_runs(run, next) : std::nullopt) {
      report.edits = {*edit};
      report.fix_description = "Join the two with &&";
    }
    out.report(std::move(report));
  }
}

bool is_folder(std::string_view target) {
  return target == "." || target.ends_with('/');
}

void check_copies(const model::Dockerfile& file, Sink& out) {
  const dockerfile::File& tree = file.tree;
  for (std::size_t i = 1; i < tree.instructions.size(); ++i) {
    const Instruction& copy = tree.instructions[i - 1];
    const Instruction& next = tree.instructions[i];
    if ((copy.kind != Kind::copy && copy.kind != Kind::add) || !are_alike(copy, next) || !file.is_shipped(next))
      continue;
    const bool plain = copy.form == dockerfile::Form::plain && next.form == dockerfile::Form::plain &&
                       copy.heredocs.empty() && next.heredocs.empty() && copy.words.size() > 1 && next.words.size() > 1;
    if (!plain || copy.words.back().raw != next.words.back().raw) continue;
    if (tree.source->line_of(copy.span.end) + 1 != tree.source->line_of(next.span.begin)) continue;
    Report report{
        .span = next.keyword,
        .message = "This " + std::string(dockerfile::name(next.kind)) + " and the one before it could be one layer",
        .only_aliases = {"kics:0008c003-79aa-42d8-95b8-1c2fe37dbfe6"}};
    const Span gap{copy.words.back().span.begin, next.words.front().span.begin};
    if (is_folder(next.words.back().raw) && !holds_comment(tree, gap)) {
      report.edits = {{gap, {}}};
      report.fix_description = "Name all sources in one";
    }
    out.report(std::move(report));
  }
}

void check(const model::Dockerfile& file, Sink& out) {
  check_runs(file, out);
  check_copies(file, out);
}

constexpr std::string_view aliases[] = {"DL3059", "kics:0008c003-79aa-42d8-95b8-1c2fe37dbfe6"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN mkdir /app\n«RUN» chown 1000 /app\n# why\n«RUN» make install\n",
     "FROM debian:12\nRUN mkdir /app \\\n    && chown 1000 /app\n# why\nRUN make install\n"},
    {"FROM debian:12\nRUN rm -f /a\n«RUN» rm -f /b\n", "FROM debian:12\nRUN rm -f /a \\\n    && rm -f /b\n"},
    // No fix: they have nothing to do with each other, or a blank line keeps them apart.
    {"FROM debian:12\nRUN mkdir /app\n«RUN» make\n"},
    {"FROM debian:12\nRUN rm -f /a\n\n«RUN» rm -f /b\n"},
    {"FROM node:22\nCOPY package.json ./\n«COPY» yarn.lock .yarnrc ./\n«COPY» src ./\nCOPY lib ./lib\n",
     "FROM node:22\nCOPY package.json yarn.lock .yarnrc src ./\nCOPY lib ./lib\n"},
    // No fix: each may leave a mark on its shell; the destination may be a file.
    {"FROM debian:12\nRUN --mount=type=secret,id=a ./configure\n«RUN» --mount=type=secret,id=a make\n"},
    {"FROM debian:12\nADD a.spec /srv/rpm\n«ADD» b.patch /srv/rpm\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN make\nWORKDIR /app\nRUN make install\n",
    "FROM debian:12\nRUN make && make test\nRUN make install\nRUN a; b\n",
    "FROM debian:12\nRUN --mount=type=secret,id=a make\nRUN --mount=type=secret,id=b make install\n",
    "FROM debian:12\nCOPY a /a/\nCOPY b /b/\nCOPY --from=x d /d/\nCOPY e /d/\n# why\nCOPY f /d/\n",
    "FROM debian:12 AS build\nRUN ./configure\nRUN make\nFROM debian:12\nCOPY --from=build /a /a\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/cache/optimize/",
                                           "https://github.com/hadolint/hadolint/wiki/DL3059"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/consecutive-layers",
    .title = "Instructions that stand one after the other could be one layer",
    .help = "Join the commands of the RUNs with &&, or name all sources in one COPY",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(Each `RUN`, `COPY` and `ADD` makes a layer. Layers cost little, but what one writes and the next removes
stays in the image, and very many slow down pulling and starting.

Join commands that belong together with `&&`, and copy files that go to one folder with one `COPY`.

Two `RUN`s are reported where each has one command and their flags are equal: who chains commands in one keeps the other
apart on purpose, mostly for the cache. Two `COPY`s are where they have the same destination and nothing is between
them. Builders are not judged, since their layers are in no image.

The fix joins the two. It is offered for `RUN`s that belong together (one tool twice, or the second works on what the first made)
and stand on neighbouring lines, where the first cannot change what the second does (no `cd`, no `export`), and for `COPY` to a folder. What is built is the same; a change to one of them then runs both again.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_consecutive_layers
