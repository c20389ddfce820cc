// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/curl-and-wget.
#include <string>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_curl_and_wget {
namespace {

struct Used {
  const model::Call* curl = nullptr;
  const model::Call* wget = nullptr;
};

void check(const model::Dockerfile& file, Sink& out) {
  const std::vector<bool> targets = model::targets(file.tree);
  std::vector<Used> used(file.tree.stages.size());
  auto run = file.runs.begin();
  for (const dockerfile::Stage& stage : file.tree.stages) {
    Used& here = used[stage.index];
    if (stage.base) here = used[*stage.base];
    for (; run != file.runs.end() && run->owner->stage <= static_cast<std::int32_t>(stage.index); ++run) {
      for (const model::Call& call : run->calls) {
        if (run->owner->stage < 0 || (call.name != "curl" && call.name != "wget")) continue;
        const bool had_both = here.curl != nullptr && here.wget != nullptr;
        const model::Call*& tool = call.name == "curl" ? here.curl : here.wget;
        if (tool == nullptr) tool = &call;
        const bool is_builder = !targets[stage.index] && !file.shipped_layers[stage.index];
        if (had_both || is_builder || here.curl == nullptr || here.wget == nullptr) continue;
        const model::Call& other = call.name == "curl" ? *here.wget : *here.curl;
        Report report{.span = call.word->span,
                      .message = "The stage uses " + std::string(other.name) + " already: one of the two is enough"};
        report.related.push_back({other.word->span, "The other one"});
        out.report(std::move(report));
      }
    }
  }
}

constexpr std::string_view aliases[] = {"DL4001", "DS-0014", "kics:fc775e75-fcfb-4c98-b2f2-910c5858b359"};

constexpr Bad bad[] = {
    {"FROM debian:12\nRUN wget -q https://example.com/a\nRUN make && «curl» -O https://example.com/b && wget -q "
     "https://example.com/c\n"},
    {"FROM debian:12 AS base\nRUN curl -O https://example.com/a\nFROM base\nRUN [«\"wget\"», "
     "\"https://example.com/b\"]\n"},
    // A target of its own.
    {"FROM debian:12 AS test\nRUN curl -O https://example.com/a && «wget» https://example.com/b\nFROM debian:12\n"},
};

constexpr std::string_view good[] = {
    "FROM debian:12\nRUN apt-get install -y wget curl && curl -O https://example.com/a\nCMD wget "
    "https://example.com/a\n",
    "FROM debian:12 AS one\nRUN curl -O https://example.com/a\nFROM debian:12\nRUN wget https://example.com/b\n",
    "FROM debian:12 AS build\nRUN curl -O https://example.com/a && wget https://example.com/b\nFROM debian:12\n"
    "COPY --from=build /a /a\n",
};

constexpr std::string_view references[] = {"https://github.com/hadolint/hadolint/wiki/DL4001"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/curl-and-wget",
    .title = "Both curl and wget are used",
    .help = "Use one of the two in a stage, and install that one alone",
    .severity = Severity::low,
    .confidence = Confidence::high,
    .aliases = aliases,
    .docs =
        R"(curl and wget do the same for a build. With both the image is larger by one program and its libraries, there
is one more to keep free of holes, and proxy and certificates have to be told to each.

Use one of them, and install that one alone.

Judged by stage, with the stages that it is `FROM`; reported at the first use of the second tool. Stages from which
others only copy are left out: nothing of their tools is shipped. That a package is installed is no use of it.

There is no fix: their options differ, and so does what a failed download comes to.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_curl_and_wget
