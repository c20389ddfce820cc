// SPDX-License-Identifier: Apache-2.0
// Exports the rule compose/healthcheck-tool-missing.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "facts/base_images.h"
#include "model/infra_model.h"
#include "model/stage_tools.h"
#include "rules/between_files.h"
#include "rules/rule.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules::compose_healthcheck_tool_missing {
namespace {

constexpr std::array<std::string_view, 2> kTools = {"curl", "wget"};

void check(const model::InfraModel& model, Sink& out) {
  for (const model::Service& service : model.services) {
    const model::Container& container = service.container;
    const model::Value& command = container.healthcheck;
    // An image that is built here is judged with its Dockerfile: dockerfile/healthcheck-tool-missing.
    if (service.build || !container.image.known() || !command.known() || !command.place.exists()) continue;
    const std::string_view program = std::string_view(command.text).substr(0, command.text.find(' '));
    const auto tool = std::ranges::find(kTools, program.substr(program.rfind('/') + 1));
    if (tool == kTools.end()) continue;
    const dockerfile::ImageRef image = dockerfile::parse_image_ref(container.image.text);
    const facts::BaseImage* const known =
        facts::find_base_image(image.name, image.tag.empty() && image.digest.empty() ? "latest" : image.tag);
    if (known == nullptr || !model::lacks_tool(*known, *tool)) continue;
    const bool other = std::ranges::any_of(kTools, [&](std::string_view each) {
      return each != *tool && command.text.contains(each) && !model::lacks_tool(*known, each);
    });
    if (other) continue;
    Report report = report_at(command.place, "The image " + container.image.text + " does not have " +
                                                 std::string(*tool) + ", so the health check always fails");
    report.resource = container.name;
    if (container.image.place.exists()) report.related.push_back(related_at(container.image.place, "the image"));
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(--- compose.yaml ---
services:
  cache:
    image: redis:8
    healthcheck:
      test: «curl -f http://localhost:6379»
)"},
};

constexpr std::string_view good[] = {
    R"(--- compose.yaml ---
services:
  web:
    image: nginx:1.29
    healthcheck:
      test: curl -f http://localhost/
  files:
    image: alpine:3.22
    healthcheck:
      test: ["CMD-SHELL", "curl -f http://localhost/ || wget -q -O /dev/null http://localhost/"]
  other:
    image: example.com/server:1
    healthcheck:
      test: curl -f http://localhost/
  store:
    image: postgres:${VERSION}
    healthcheck:
      test: curl -f http://localhost/
)",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/compose-file/services/#healthcheck"};

}  // namespace

extern constinit const Rule rule{
    .id = "compose/healthcheck-tool-missing",
    .title = "The health check uses a tool that the image does not have",
    .help = "Ask with what the image has: its own client, wget of BusyBox",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .docs =
        R"(The health check of a service runs in its container. Where the image has no `curl` (or `wget`), the check fails as if the
program were down: what depends on the service with `service_healthy` never starts.

Ask with what the image has: the program's own client (`redis-cli ping`, `pg_isready`), or `wget` in images that are made from
Alpine.

Reported for public images that are known not to have the tool. An image that is built in the repository is judged with its
Dockerfile.

There is no fix: what the image has for asking its program differs from one to the next.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::compose_healthcheck_tool_missing
