// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/destination-without-slash.
#include <cstdint>
#include <optional>
#include <string>

#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::dockerfile_destination_without_slash {
namespace {

bool is_folder(std::string_view path) {
  return path.ends_with('/') || path.ends_with('\\') || path == "." || path == ".." || path.ends_with("/.") ||
         path.ends_with("/..");
}

// Where the slash goes: before a quote. Nothing where a backslash may be it already, or a quote opens in another word.
std::optional<std::uint32_t> end_of_path(const dockerfile::Instruction& copy, const dockerfile::Word& target) {
  if (target.raw.contains('\\')) return std::nullopt;
  if (copy.form == dockerfile::Form::json) return target.span.end - 1;
  const char last = target.raw.back();
  if (last != '"' && last != '\'') return target.span.end;
  return target.raw.front() == last ? std::optional(target.span.end - 1) : std::nullopt;
}

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& copy = outer.inner ? *outer.inner : outer;
    if ((copy.kind != dockerfile::Kind::copy && copy.kind != dockerfile::Kind::add) || copy.words.size() < 3) continue;
    const dockerfile::Word& target = copy.words.back();
    const dockerfile::Expansion path = expand(file, copy, target);
    if (path.text.empty() || is_folder(path.text) || path.text.ends_with('}')) continue;
    Report report{.span = target.span,
                  .message = "Several files are copied to what is not said to be a folder: / lacks"};
    if (const std::optional<std::uint32_t> end = end_of_path(copy, target)) {
      report.edits = {{{*end, *end}, "/"}};
      report.fix_description = "End the destination in /";
    }
    out.report(std::move(report));
  }
}

constexpr std::string_view aliases[] = {"DL3021", "DS-0011", "kics:6db6e0c2-32a3-4a2e-93b5-72c35f4119db"};

constexpr Bad bad[] = {
    {"FROM node:22\nCOPY package.json yarn.lock «/app»\n", "FROM node:22\nCOPY package.json yarn.lock /app/\n"},
    {"FROM node:22\nCOPY [\"package.json\", \"yarn.lock\", «\"app\"»]\nADD a b «\"/c-d\"»\n",
     "FROM node:22\nCOPY [\"package.json\", \"yarn.lock\", \"app/\"]\nADD a b \"/c-d/\"\n"},
    {"FROM node:22\nARG HOME=/app\nONBUILD COPY a b «$HOME/lib»\n",
     "FROM node:22\nARG HOME=/app\nONBUILD COPY a b $HOME/lib/\n"},
    // No fix: which way the slash goes is the escape character's matter.
    {"FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCOPY a b «C:\\app»\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nCOPY package.json yarn.lock /app/\nCOPY a b ./\nCOPY a b .\nCOPY a b lib/..\nCOPY a /b\n",
    "FROM node:22\nARG TARGET\nCOPY a b $TARGET\n",
    "FROM node:22\nENV TARGET=/app/\nCOPY a b \"$TARGET\"\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/destination-without-slash",
    .title = "COPY of several files to a destination without / at its end",
    .help = "End the destination in /",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(Several files can be copied to a folder alone, and the destination says that it is one by the `/` at its
end. Without it some builders refuse the instruction, and others write the files one over the other where the folder is
not there yet.

End the destination in `/`. `.` and `..` are folders by themselves; other tools report them all the same. A destination
that ends in a variable without a value is not judged.

The fix adds the slash. It is unsafe only in that a build which failed, or left one file in the folder's place, now
makes a folder.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_destination_without_slash
