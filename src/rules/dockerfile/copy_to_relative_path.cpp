// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/copy-to-relative-path.
#include <algorithm>
#include <string>
#include <vector>

#include "facts/base_images.h"
#include "model/dockerfile_layers.h"
#include "model/dockerfile_stage.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_copy_to_relative_path {
namespace {

using dockerfile::Kind;

// True where a WORKDIR was set before: `deferred` are those in ONBUILD, which hold for others in ONBUILD alone.
std::vector<bool> after_workdir(const dockerfile::File& file, bool deferred) {
  std::vector<bool> marks(file.instructions.size());
  for (const dockerfile::Instruction& each : file.instructions)
    marks[each.index] = deferred ? each.inner && each.inner->kind == Kind::workdir : each.kind == Kind::workdir;
  return model::marked_before(file, std::move(marks));
}

// Images that are known to set no WORKDIR, so that theirs is the root folder.
bool starts_at_root(const model::Base& base) {
  constexpr std::string_view images[] = {"alpine", "busybox", "debian", "ubuntu"};
  return base.scratch || std::ranges::find(images, facts::short_image_name(base.ref.name)) != std::end(images);
}

void add_fix(Report& report, const dockerfile::Instruction& copy, const dockerfile::Word& target) {
  const bool quoted =
      copy.form == dockerfile::Form::json || target.raw.starts_with('"') || target.raw.starts_with('\'');
  if (quoted && copy.form != dockerfile::Form::json && target.raw.back() != target.raw.front()) return;
  const std::string_view path = copy.form == dockerfile::Form::json || !quoted ? target.raw : target.raw.substr(1);
  const std::uint32_t begin = target.span.begin + (quoted ? 1 : 0);
  std::uint32_t end = begin;
  if (path.starts_with("./")) end += 2;
  if (path == "." || path == ".\"" || path == ".'") end += 1;
  if (path.starts_with('.') && end == begin) return;  // .., .hidden
  report.edits = {{{begin, end}, "/"}};
  report.fix_description = "Name the folder from / on";
}

void check(const dockerfile::File& file, Sink& out) {
  const std::vector<bool> after = after_workdir(file, false), after_deferred = after_workdir(file, true);
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& copy = outer.inner ? *outer.inner : outer;
    if ((copy.kind != Kind::copy && copy.kind != Kind::add) || copy.words.size() < 2 || outer.stage < 0) continue;
    if (after[outer.index] || (outer.inner && after_deferred[outer.index])) continue;
    const dockerfile::Word& target = copy.words.back();
    const std::string path = expand(file, copy, target).text;
    if (path.empty() || model::path_kind(path) != model::PathKind::relative) continue;
    Report report{.span = target.span, .message = "No WORKDIR is set: where this goes is the base image's to say"};
    const model::Base base = model::base(file, file.stages[static_cast<std::size_t>(outer.stage)]);
    if (starts_at_root(base)) add_fix(report, copy, target);
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3045"};

constexpr Bad bad[] = {
    {"FROM debian:12\nCOPY a «app/»\nADD b «\"./b\"»\nCOPY [\"a\", «\"./\"»]\nCOPY a b «.»\nONBUILD COPY a «a»\n",
     "FROM debian:12\nCOPY a /app/\nADD b \"/b\"\nCOPY [\"a\", \"/\"]\nCOPY a b /\nONBUILD COPY a /a\n"},
    {"FROM debian:12 AS one\nWORKDIR /a\nFROM scratch\nARG DIR=lib\nCOPY a «$DIR/b»\n",
     "FROM debian:12 AS one\nWORKDIR /a\nFROM scratch\nARG DIR=lib\nCOPY a /$DIR/b\n"},
    // No fix: the image's working folder is not known; a path that has to be worked out.
    {"FROM node:22\nCOPY app.js «.»\n"},
    {"FROM debian:12\nCOPY a «../b»\n"},
    {"FROM debian:12\nONBUILD WORKDIR /a\nCOPY a «../b»\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nCOPY a /app/\nCOPY a C:\\\\app\nCOPY a \"C:/app\"\n",
    "FROM node:22 AS base\nWORKDIR /app\nFROM base AS next\nFROM next\nCOPY a b\n",
    "FROM node:22\nCOPY a $TARGET\nCOPY a \"${TARGET}/b\"\n",
    "FROM node:22\nONBUILD WORKDIR /app\nONBUILD COPY a b\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/copy-to-relative-path",
    .title = "COPY to a relative path before any WORKDIR",
    .help = "Set WORKDIR before, or name the folder from / on",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .fix = Fix::safe,
    .aliases = aliases,
    .docs =
        R"(A relative destination is taken from the working folder, and without a `WORKDIR` that is the base image's.
It is not in the file, and may be another with the next release of the image: the files then lie elsewhere.

Set `WORKDIR`, or name the destination from `/` on. A `WORKDIR` of a stage that this one is `FROM` counts. A destination
that begins with a variable without a value is not judged.

The fix puts `/` before the path. It is offered on `scratch` and on images that are known to set no `WORKDIR` (alpine,
busybox, debian, ubuntu), where it changes nothing.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_copy_to_relative_path
