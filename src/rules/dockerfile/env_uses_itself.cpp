// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/env-uses-itself.
#include <optional>
#include <string>
#include <utility>

#include "rules/dockerfile_edits.h"
#include "rules/env_neighbours.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_env_uses_itself {
namespace {

// A line of its own for the pair that uses what is set before it.
void add_fix(Report& report, const dockerfile::File& file, const dockerfile::Instruction& outer, std::size_t set,
             std::size_t use) {
  const dockerfile::Instruction& env = outer.inner ? *outer.inner : outer;
  if (set >= use) return;
  const Span gap{env.pairs[use - 1].value.span.end, env.pairs[use].key.span.begin};
  if (holds_comment(file, gap)) return;
  const std::string_view keywords = file.source->slice({outer.keyword.begin, env.keyword.end});
  if (keywords.contains('\n')) return;
  report.edits = {{gap, std::string(line_end_at(*file.source, gap.begin)).append(keywords).append(" ")}};
  report.fix_description = "Set it in an ENV of its own";
}

// Whether the value has the variable in it: $NAME or ${NAME…}.
bool has_variable(std::string_view value, std::string_view name) {
  for (std::size_t at = value.find('$'); at != std::string_view::npos; at = value.find('$', at + 1)) {
    std::string_view rest = value.substr(at + 1);
    if (rest.starts_with('{')) rest.remove_prefix(1);
    if (!rest.starts_with(name)) continue;
    rest.remove_prefix(name.size());
    const bool ends = rest.empty() || (rest[0] != '_' && !(rest[0] >= '0' && rest[0] <= '9') &&
                                       !(rest[0] >= 'A' && rest[0] <= 'Z') && !(rest[0] >= 'a' && rest[0] <= 'z'));
    if (ends) return true;
  }
  return false;
}

class Checker {
 public:
  Checker(const dockerfile::File& file, const dockerfile::Instruction& outer, Sink& out)
      : file_(file), outer_(outer), env_(outer.inner ? *outer.inner : outer), neighbours_(env_), out_(out) {}

  void check(std::size_t at) {
    const dockerfile::Pair& pair = env_.pairs[at];
    const std::string_view name = pair.key.raw;
    bool reported = false;
    const dockerfile::Expansion value = expand(file_, env_, pair.value);
    for (const dockerfile::Word& use : value.undefined) {
      const std::optional<std::size_t> set = neighbours_.find(use.raw, at);
      if (!set) continue;
      report(at, *set, pair.value.span.contains(use.span) ? use.span : pair.value.span,
             std::string(use.raw) + " has no value here yet: all of an ENV is set at once");
      reported = true;
    }
    const std::optional<std::size_t> first = neighbours_.find(name, at);
    if (!reported && first && has_variable(pair.value.raw, name))
      report(at, *first, pair.value.span, std::string(name) + " is set twice in this ENV, and has its old value here");
  }

 private:
  void report(std::size_t at, std::size_t set, Span span, std::string message) {
    Report report{.span = span, .message = std::move(message)};
    report.related.push_back({env_.pairs[set].key.span, "It is set here"});
    add_fix(report, file_, outer_, set, at);
    out_.report(std::move(report));
  }

  const dockerfile::File& file_;
  const dockerfile::Instruction& outer_;
  const dockerfile::Instruction& env_;
  EnvNeighbours neighbours_;
  Sink& out_;
};

void check(const dockerfile::File& file, Sink& out) {
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& env = outer.inner ? *outer.inner : outer;
    if (env.kind != dockerfile::Kind::env || env.pairs.size() < 2) continue;
    Checker checker(file, outer, out);
    for (std::size_t i = 0; i < env.pairs.size(); ++i)
      if (env.pairs[i].value.raw.contains('$')) checker.check(i);
  }
}

constexpr std::string_view aliases[] = {"DL3044", "buildkit:UndefinedVar"};

constexpr Bad bad[] = {
    {"FROM debian:12\nENV HOME=/app MODE=a LIB=«$HOME»/lib BIN=«${HOME}»/bin\n",
     "FROM debian:12\nENV HOME=/app MODE=a\nENV LIB=$HOME/lib\nENV BIN=${HOME}/bin\n"},
    {"FROM debian:12\nONBUILD ENV A=1 \\\n    B=\"«$A»\"\n", "FROM debian:12\nONBUILD ENV A=1\nONBUILD ENV B=\"$A\"\n"},
    {"FROM debian:12\nENV PATH=/a:$PATH PATH=«/b:${PATH}»\n",
     "FROM debian:12\nENV PATH=/a:$PATH\nENV PATH=/b:${PATH}\n"},
    // No fix: it is set later; a comment is in the way.
    {"FROM debian:12\nENV LIB=«$BASE»/lib BASE=/app\n"},
    {"FROM debian:12\nENV A=1 \\\n# why\n  B=«$A»\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nENV HOME=/app\nENV LIB=$HOME/lib\n",
    "FROM debian:12\nARG A=1\nENV A=2 B=$A\n",
    "FROM debian:12\nENV PATHS=/opt PATH=/opt/bin:$PATH A=$A B=\\$A C='$A'\n",
    "FROM debian:12 AS base\nENV A=1\nFROM base\nENV A=2 B=$A\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#environment-replacement"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/env-uses-itself",
    .title = "ENV uses a variable that it sets itself",
    .help = "Set what uses the variable in an ENV of its own, after it",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(All variables of one `ENV` are set at once: in `ENV HOME=/app LIB=$HOME/lib` the second sees the `HOME` from
before, which is empty if there was none, and `LIB` is `/lib`.

Set what uses the variable in a second `ENV`. A variable that has a value before the instruction is not reported: the
old value may be meant.

The fix writes the second `ENV`. It is unsafe, since the variable then has the value that its text says; something may
have got used to the one without. It is not offered where the variable is set further on, or a comment stands between.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_env_uses_itself
