// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-destination.
#include <algorithm>

#include "model/command_line.h"
#include "model/dockerfile.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_missing_destination {
namespace {

// One file for sure, however the step turns out.
bool is_one(const shell::Word& word) {
  return std::ranges::all_of(word.parts, [](const shell::Part& part) {
    return part.kind == shell::PartKind::literal || part.kind == shell::PartKind::single_quoted ||
           part.kind == shell::PartKind::double_quoted || part.kind == shell::PartKind::tilde;
  });
}

bool holds_arguments(const std::vector<shell::Part>& parts) {  // "$@"
  return std::ranges::any_of(parts, [](const shell::Part& part) {
    return part.text == "@" || part.detail.starts_with("[@]") || holds_arguments(part.parts);
  });
}

std::string_view alias_of(const model::Call& call) {
  if (call.name == "mv") return "SC2224";
  if (call.name == "cp") return "SC2225";
  return call.name == "ln" ? "SC2226" : std::string_view{};
}

void check(const model::Dockerfile& file, Sink& out) {
  constexpr std::string_view kLong[] = {"target-directory", "suffix"};
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      const std::string_view alias = alias_of(call);
      if (alias.empty() || std::ranges::find(call.wrappers, "xargs") != call.wrappers.end()) continue;
      const model::CommandLine line =
          model::read_command_line(call.arguments, {.short_with_value = "tS", .long_with_value = kLong});
      if (line.open || line.operands.size() != 1 || line.has({"t", "target-directory", "help", "version"})) continue;
      if (!std::ranges::all_of(call.arguments,
                               [](const shell::Word* word) { return is_one(*word) && !holds_arguments(word->parts); }))
        continue;
      // `ln -s /opt/x/bin/x` makes a link in the working folder; one to a name in that folder is a link to itself.
      if (call.name == "ln" && line.operands[0]->value.contains('/')) continue;
      Report report{.span = model::span_to(call, *call.arguments.back()),
                    .message = std::string(call.name) + " has one file alone and no destination: it fails",
                    .only_aliases = {alias}};
      out.report(std::move(report));
    }
  }
}

constexpr std::string_view aliases[] = {"SC2224", "SC2225", "SC2226"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN make && «mv /build/app» && «cp -r \"$A\"»\n"},
    {"FROM debian:12\nRUN sudo «ln -sf app»\nRUN [«\"mv\", \"a\"»]\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN mv a b && cp -t /opt a && mv $FILES && cp *.c && mv a{,.old} && ln -s /opt/x/bin/x\n",
    "FROM debian:12\nRUN ls | xargs cp -t /opt && ls | xargs mv a && cp --target-directory=/opt a && cp \"$@\"\n",
};

constexpr std::string_view references[] = {"https://www.shellcheck.net/wiki/SC2224",
                                           "https://www.shellcheck.net/wiki/SC2225",
                                           "https://www.shellcheck.net/wiki/SC2226"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/missing-destination",
    .title = "mv, cp or ln has no destination",
    .help = "Add the destination; a blank may be missing between the two",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"md(`mv a` and `cp a` fail, and with them the build, or, after `;`, the step that was meant. Often the blank between the two
paths is missing, or the second one was a variable that is gone.

Add the destination.

Reported where there is surely one file alone. `ln -s /opt/x/bin/x` makes a link of that name in the working folder and is
left alone; ShellCheck reports it. `ln -s app` would be a link to itself.

There is no fix: the destination has to be known.)md",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_missing_destination
