// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/healthcheck-tool-missing.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/stage_tools.h"
#include "model/surroundings.h"
#include "rules/add_healthcheck.h"
#include "rules/between_files.h"
#include "rules/dockerfile_edits.h"
#include "rules/known_endpoint.h"
#include "rules/rule.h"
#include "syntax/shell/ast.h"

namespace s1::rules::dockerfile_healthcheck_tool_missing {
namespace {

using dockerfile::Instruction;

constexpr std::array<std::string_view, 2> kTools = {"curl", "wget"};

struct Use {
  std::string_view tool;
  Span span;
};

std::optional<std::string_view> tool_named(std::string_view program) {
  const std::string_view name = program.substr(program.rfind('/') + 1);
  const auto found = std::ranges::find(kTools, name);
  if (found == kTools.end()) return std::nullopt;
  return *found;
}

// The calls of curl and wget, where every command of the check is one or only ends it.
std::vector<Use> uses(const Instruction& check) {
  std::vector<Use> found;
  if (!check.inner) return found;
  const Instruction& command = *check.inner;
  if (command.form == dockerfile::Form::json && !command.script) {
    if (command.words.empty()) return found;
    if (const auto tool = tool_named(command.words.front().raw)) found.push_back({*tool, command.words.front().span});
    return found;
  }
  if (!command.script) return found;
  bool other = false;
  shell::for_each_command(*command.script, [&](const shell::Command& each) {
    if (each.kind != shell::CommandKind::simple || each.words.empty()) return;
    if (const auto tool = tool_named(each.words.front().value))
      found.push_back({*tool, each.words.front().span});
    else if (each.words.front().value == "command" || each.words.front().value == "which")
      other = true;  // it looks first
  });
  if (other) found.clear();
  return found;
}

const Instruction* healthcheck_of(const model::Dockerfile& file, const dockerfile::Stage& stage) {
  const Instruction* last = nullptr;
  for (const Instruction* each : model::history(file.tree, stage))
    if (each->kind == dockerfile::Kind::healthcheck) last = each;
  return last;
}

// One plain question: what else is sent, or done with the answer, would be lost.
bool is_plain(std::string text) {
  for (std::size_t at = text.find("||"); at != std::string::npos; at = text.find("||")) text.erase(at, 2);
  constexpr std::array<std::string_view, 9> kMore = {"|", "$", "`", "&&", " -X", " -d", "--data", " -H", "--header"};
  return std::ranges::none_of(kMore, [&](std::string_view each) { return text.contains(each); });
}

void offer_other_tool(const model::Dockerfile& file, const dockerfile::Stage& stage, const Instruction& check,
                      Report& report) {
  const std::optional<Endpoint> asked = asked_by(check.inner->arguments.text());
  if (!asked || !is_plain(std::string(check.inner->arguments.text())) || holds_comment(file.tree, check.inner->span))
    return;
  std::string url = "http://127.0.0.1";
  if (asked->port != 80) url += ":" + std::to_string(asked->port);
  const std::string command = ask_over_http(file, stage, url + asked->path);
  if (command.empty()) return;
  report.edits.push_back({check.inner->span, command});
  report.fix_description = "Ask with what the image has";
}

// What a Compose service asks with, in an image that is built here.
void check_runners(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                   Sink& out) {
  for (const model::Runner* runner : around.runners_of(stage)) {
    const model::Value& command = runner->container->healthcheck;
    if (runner->by_name || !command.known()) continue;
    const auto tool = tool_named(command.text.substr(0, command.text.find(' ')));
    if (!tool || !model::lacks_tool(file, stage, *tool)) continue;
    Report report{.span = file.tree.instructions[stage.from].header,
                  .message = "The healthcheck of " + runner->container->name + " asks with " + std::string(*tool) +
                             ", which this image does not have"};
    report.resource = runner->container->name;
    report.related.push_back(related_at(command.place, "the healthcheck"));
    out.report(std::move(report));
  }
}

void check_stage(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                 std::vector<bool>& said, Sink& out) {
  check_runners(file, around, stage, out);
  const Instruction* const check = healthcheck_of(file, stage);
  if (check == nullptr || said[check->index]) return;
  const std::vector<Use> found = uses(*check);
  if (found.empty() ||
      !std::ranges::all_of(found, [&](const Use& use) { return model::lacks_tool(file, stage, use.tool); }))
    return;
  Report report{
      .span = found.front().span,
      .message = "The image does not have " + std::string(found.front().tool) + ", so the health check always fails"};
  report.related.push_back({file.tree.instructions[stage.from].header, "the image that is to have it"});
  offer_other_tool(file, stage, *check, report);
  said[check->index] = true;
  out.report(std::move(report));
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  std::vector<bool> said(file.tree.instructions.size());  // a check that several stages have is said once
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around))
    check_stage(file, around, *stage, said, out);
}

constexpr Bad bad[] = {
    {"FROM node:22-alpine\nCOPY . .\nHEALTHCHECK --interval=5s CMD «curl» -f http://localhost:3000/health || exit "
     "1\nCMD [\"node\", \"server.js\"]\n",
     "FROM node:22-alpine\nCOPY . .\nHEALTHCHECK --interval=5s CMD wget -q -O /dev/null "
     "http://127.0.0.1:3000/health || exit 1\nCMD [\"node\", \"server.js\"]\n"},
    {"FROM python:3.13-slim\nRUN pip install flask && apt-get update && apt-get install -y git\nHEALTHCHECK CMD "
     "[«\"wget\"», \"-q\", \"http://127.0.0.1/\"]\n",
     "FROM python:3.13-slim\nRUN pip install flask && apt-get update && apt-get install -y git\nHEALTHCHECK CMD "
     "[\"python\", \"-c\", \"import urllib.request; urllib.request.urlopen('http://127.0.0.1/', timeout=3)\"]\n"},
    {"FROM golang:1.25 AS build\nRUN go build -o /app .\nFROM gcr.io/distroless/static-debian12:nonroot\nCOPY "
     "--from=build /app /app\nHEALTHCHECK CMD [«\"curl\"», \"-f\", \"http://localhost:8080/\"]\nENTRYPOINT "
     "[\"/app\"]\n"},
    {R"(--- Dockerfile ---
«FROM debian:12-slim»
COPY server /
CMD ["/server"]
--- compose.yaml ---
services:
  web:
    build: .
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8080/"]
)"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nHEALTHCHECK CMD curl -f http://localhost:3000/ || exit 1\n",
    "FROM node:22-alpine\nRUN apk add --no-cache curl\nHEALTHCHECK CMD curl -f http://localhost:3000/\n",
    "FROM alpine:3.22\nHEALTHCHECK CMD wget -q -O /dev/null http://localhost:3000/\n",
    // A package may bring it, a script install it.
    "FROM debian:12\nRUN apt-get update && apt-get install -y acme-agent\nHEALTHCHECK CMD curl -f http://localhost/\n",
    "FROM debian:12\nCOPY setup.sh /\nRUN /setup.sh\nHEALTHCHECK CMD curl -f http://localhost/\n",
    "FROM debian:12\nRUN apt-get update && apt-get install -y $PACKAGES\nHEALTHCHECK CMD curl -f http://localhost/\n",
    "FROM alpine:3.22 AS tools\nFROM debian:12\nCOPY --from=tools /usr/bin /usr/bin\nHEALTHCHECK CMD curl -f "
    "http://localhost/\n",
    // What the base image has is not known.
    "FROM example.com/base:1\nHEALTHCHECK CMD curl -f http://localhost/\n",
    // One of the two is there; or it is looked for first.
    "FROM alpine:3.22\nHEALTHCHECK CMD curl -f http://localhost/ || wget -q -O /dev/null http://localhost/\n",
    "FROM debian:12\nHEALTHCHECK CMD command -v curl && curl -f http://localhost/\n",
    "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/\nHEALTHCHECK NONE\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#healthcheck",
                                           "https://docs.docker.com/reference/compose-file/services/#healthcheck"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/healthcheck-tool-missing",
    .title = "The health check uses a tool that the image does not have",
    .help = "Install the tool in the final stage, or ask with what is there",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(The health check runs in the container. Slim, Alpine and distroless images have no `curl`, many have no `wget` either, and a
check that cannot start its tool fails as if the program were down: Compose's `service_healthy` waits for ever, and Swarm
kills a container that works.

Install the tool in the final stage, or ask with what the image has: `wget` of BusyBox, `node -e`, `python -c`.

Reported only where nothing can have brought the tool: the base image is a known one, only packages that are known not to need
it are installed, and no RUN or COPY may put it there. The `healthcheck` of a Compose service that builds the image is judged too.

The fix asks the same address with what the image has. It is unsafe: it looks at the status alone, and a check that failed until
now begins to count. Where the image has nothing to ask with, or the address is not a plain one of this container, there is
no edit.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_healthcheck_tool_missing
