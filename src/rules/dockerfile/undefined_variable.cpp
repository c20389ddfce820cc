// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/undefined-variable.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "rules/dockerfile_edits.h"
#include "rules/env_neighbours.h"
#include "rules/keyword_case.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"
#include "text/suggest.h"

namespace s1::rules::dockerfile_undefined_variable {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;
using dockerfile::Word;

// What is compared for suggestions in one file, so that the time stays in bounds.
constexpr std::size_t kMostNames = 256;
constexpr int kMostSuggestions = 100;

// The words in which BuildKit itself puts in variables. In RUN, CMD, ENTRYPOINT and HEALTHCHECK the shell does.
std::vector<Word> expanded_words(const Instruction& instruction) {
  std::vector<Word> result;
  switch (instruction.kind) {
    case Kind::add:
    case Kind::copy:
    case Kind::from:
      for (const dockerfile::Flag& flag : instruction.flags) result.push_back({flag.value_span, flag.value});
      [[fallthrough]];
    case Kind::expose:
    case Kind::stopsignal:
    case Kind::user:
    case Kind::volume:
    case Kind::workdir:
      result.insert(result.end(), instruction.words.begin(), instruction.words.end());
      break;
    case Kind::arg:
    case Kind::env:
    case Kind::label:
      for (const dockerfile::Pair& pair : instruction.pairs) result.push_back(pair.value);
      break;
    default:
      break;
  }
  return result;
}

class Checker {
 public:
  Checker(const dockerfile::File& file, Sink& out) : file_(file), out_(out), small_(writes_small_keywords(file)) {
    for (const Instruction& each : file.instructions)
      if (each.kind == Kind::arg || each.kind == Kind::env)
        for (const dockerfile::Pair& pair : each.pairs)
          (each.stage < 0 ? global_ : in_stages_).emplace(pair.key.raw, pair.key.span);
  }

  void check(const Instruction& instruction) {
    const EnvNeighbours neighbours(instruction);
    std::size_t next = 0;
    for (const Word& word : expanded_words(instruction)) {
      const std::size_t at = next++;
      if (!word.raw.contains('$')) continue;
      const dockerfile::Expansion expansion = expand(file_, instruction, word);
      for (const Word& use : expansion.undefined) {
        if (neighbours.find(use.raw, at)) continue;  // another rule's matter
        meant_ = {};
        needs_arg_ = false;
        const bool global = instruction.kind == Kind::from || instruction.stage < 0;
        std::optional<Report> report = global ? in_global_scope(use.raw) : in_stage(instruction, use.raw);
        if (!report) continue;
        // A flag's value may stand in quotes, which the word is without.
        report->span = word.span.contains(use.span) ? use.span : word.span;
        if (!meant_.empty()) rename(*report, use);
        if (needs_arg_) declare(*report, instruction, use.raw);
        report->only_aliases = {instruction.kind == Kind::from ? "buildkit:UndefinedArgInFrom"
                                                               : "buildkit:UndefinedVar"};
        out_.report(std::move(*report));
      }
    }
  }

 private:
  using Places = std::unordered_map<std::string_view, Span>;

  std::optional<Report> in_global_scope(std::string_view name) {
    if (dockerfile::is_predefined_arg(name)) return std::nullopt;
    Report report{.span = {},
                  .message = "Nothing before the first FROM declares " + std::string(name) + ": it is empty here"};
    if (const auto found = in_stages_.find(name); found != in_stages_.end())
      report.related.push_back({found->second, "This one holds in its own stage only"});
    else
      suggest(report, name, global_);
    return report;
  }

  // No value where the base image may well set the variable.
  std::optional<Report> in_stage(const Instruction& instruction, std::string_view name) {
    const model::Base base = model::base(file_, file_.stages[static_cast<std::size_t>(instruction.stage)]);
    if (base.facts != nullptr && std::ranges::find(base.facts->env, name) != base.facts->env.end()) return std::nullopt;
    const std::string text(name);
    if (const auto found = global_.find(name); found != global_.end()) {
      Report report{.span = {},
                    .message = "ARG " + text + " before the first FROM does not reach into a stage: repeat ARG " +
                               text + " in this one"};
      report.related.push_back({found->second, "The declaration that holds for FROM only"});
      needs_arg_ = true;
      return report;
    }
    if (dockerfile::is_predefined_arg(name)) {
      needs_arg_ = true;
      return Report{.span = {}, .message = text + " has a value only after ARG " + text + " in this stage"};
    }
    Report report{.span = {}, .message = "Nothing in this stage declares " + text + ": it is empty here"};
    if (const auto found = in_stages_.find(name); found != in_stages_.end()) {
      report.related.push_back({found->second, "This one is declared later, or in another stage"});
      return report;
    }
    const bool near = suggest(report, name, in_stages_);
    const bool whole_environment_known = base.scratch || (base.facts != nullptr && base.facts->env_complete);
    return near || whole_environment_known ? std::optional(std::move(report)) : std::nullopt;
  }

  // Adds the nearest declared name to the message, if one is near.
  bool suggest(Report& report, std::string_view name, const Places& declared) {
    if (declared.size() > kMostNames || ++suggestions_ > kMostSuggestions) return false;
    std::vector<std::string_view> names;
    for (const auto& [each, span] : declared)
      if (each != name) names.push_back(each);
    std::ranges::sort(names);
    const std::string_view meant = nearest(name, names);
    if (!meant.empty()) report.message += "; is " + std::string(meant) + " meant?";
    meant_ = meant;
    return !meant.empty();
  }

  // `use` is $NAME or ${NAME…} in the file.
  void rename(Report& report, const Word& use) const {
    const std::size_t at = file_.source->slice(report.span).find(use.raw);
    if (report.span != use.span || at == std::string_view::npos) return;
    const std::uint32_t begin = use.span.begin + static_cast<std::uint32_t>(at);
    report.edits = {{{begin, begin + static_cast<std::uint32_t>(use.raw.size())}, std::string(meant_)}};
    report.fix_description = "Use " + std::string(meant_);
  }

  // All uses in one stage share the declaration before the first of them.
  void declare(Report& report, const Instruction& instruction, std::string_view name) {
    const auto [found, first] = declarations_.try_emplace({instruction.stage, name});
    if (first) {
      if (last_ != instruction.index) line_ = line_before(file_, file_.instructions[instruction.index]);
      last_ = instruction.index;
      found->second = line_;
    }
    const std::optional<std::uint32_t> place = found->second;
    if (!place) return;
    const std::uint32_t at = *place;
    report.edits = {
        {{at, at}, keyword_in(small_, "ARG ") + std::string(name) + std::string(line_end_at(*file_.source, at))}};
    report.fix_description = "Declare " + std::string(name) + " in the stage";
  }

  const dockerfile::File& file_;
  Sink& out_;
  bool small_;
  Places global_;  // declared before the first FROM
  int suggestions_ = 0;
  std::string_view meant_;           // of the use at hand: the declared name that is near
  bool needs_arg_ = false;           // of the use at hand: an ARG in the stage is all that lacks
  std::uint32_t last_ = UINT32_MAX;  // the instruction that `line_` is for
  std::optional<std::uint32_t> line_;
  std::map<std::pair<std::int32_t, std::string_view>, std::optional<std::uint32_t>> declarations_;
  Places in_stages_;  // declared in any stage, where first
};

void check(const dockerfile::File& file, Sink& out) {
  Checker checker(file, out);
  for (const Instruction& instruction : file.instructions) checker.check(instruction);
}

constexpr std::string_view aliases[] = {"buildkit:UndefinedVar", "buildkit:UndefinedArgInFrom"};

constexpr Bad bad[] = {
    // A global ARG has to be repeated in the stage.
    {"ARG VERSION=1.2\nFROM registry.example.com/base:$VERSION\nLABEL version=«$VERSION»\n",
     "ARG VERSION=1.2\nFROM registry.example.com/base:$VERSION\nARG VERSION\nLABEL version=$VERSION\n"},
    {"ARG DIR=/srv\nFROM alpine:3.22\n\n# the app\nWORKDIR «$DIR»\nCOPY app «${DIR}»/\n",
     "ARG DIR=/srv\nFROM alpine:3.22\n\nARG DIR\n# the app\nWORKDIR $DIR\nCOPY app ${DIR}/\n"},
    {"arg DIR=/srv\nfrom alpine:3.22\nworkdir «$DIR»\n", "arg DIR=/srv\nfrom alpine:3.22\narg DIR\nworkdir $DIR\n"},
    {"ARG VERSION=1.2\nFROM alpine:«${VERSOIN}»\n", "ARG VERSION=1.2\nFROM alpine:${VERSION}\n"},
    {"FROM alpine:3.22\nCOPY «$src» .\nARG src\n"},
    {"FROM registry.example.com/base:4\nARG APP_VERSION\nCOPY app-«${APP_VERSON}».jar /srv/\n",
     "FROM registry.example.com/base:4\nARG APP_VERSION\nCOPY app-${APP_VERSION}.jar /srv/\n"},
    {"FROM golang:1.25 AS build\nARG NAME=app\nFROM debian:12\nCOPY --from=build /«$NAME» /app\n"},
    {"FROM alpine:3.22\nCOPY bin-«$TARGETARCH» /app\n",
     "FROM alpine:3.22\nARG TARGETARCH\nCOPY bin-$TARGETARCH /app\n"},
    {"FROM debian:12\nENV PATH=«$HOME»/bin:$PATH\n"},
};

constexpr std::string_view good[] = {
    "ARG VERSION=1.2\nFROM alpine:$VERSION\nARG VERSION\nLABEL version=$VERSION\n",
    "FROM alpine:3.22\nARG src\nCOPY $src .\n",
    "FROM alpine:3.22 AS base\nENV DIR=/srv\nFROM base\nWORKDIR $DIR\n",
    "FROM --platform=$BUILDPLATFORM golang:1.25\nARG TARGETARCH\nCOPY bin-$TARGETARCH /app\n",
    // What the base image sets, and what it may set.
    "FROM golang:1.25\nWORKDIR $GOPATH/src/app\nENV PATH=$PATH:$GOPATH/bin\n",
    "FROM registry.example.com/jdk:21\nENV PATH=$JAVA_HOME/bin:$PATH\n",
    // What the shell puts in.
    "FROM alpine:3.22\nRUN echo $HOME ${undefined}\nCMD echo $HOME\n",
    "FROM alpine:3.22\nCOPY ${src:-.} .\nENV A=\\$HOME B='$HOME'\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/building/variables/#scoping",
                                           "https://docs.docker.com/reference/build-checks/undefined-var/",
                                           "https://docs.docker.com/reference/build-checks/undefined-arg-in-from/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/undefined-variable",
    .title = "A variable is used that nothing declares",
    .help = "Declare it with ARG or ENV in this stage, before it is used",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(A variable without a declaration is an empty text, without a warning at build time: `COPY $src .` copies from nowhere,
`/opt/$VERSION` is `/opt/`.

Most often an `ARG` stands before the first `FROM`: it holds for the `FROM` lines alone. Repeat it in the stage (`ARG
VERSION`, without a value) to have it there. A stage does not see the variables of another one either, unless it is
`FROM` that stage. Platform arguments such as `TARGETARCH` also need `ARG TARGETARCH`.

Only instructions in which the builder puts in variables are read; in `RUN` and `CMD` the shell does it. A base image may
set variables that the file does not show: those of public images are known, and for other images a name is reported
only where the file itself shows the mistake: declared in another scope, or one letter away from a declared one.

The fix writes `ARG NAME` into the stage where a global `ARG` or a platform argument lacks only that, or the declared name
where one is near. It is unsafe: what was empty until now gets a value.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_undefined_variable
