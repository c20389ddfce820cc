// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-source.
#include <string>
#include <utility>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_missing_source {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  for (const model::UnreachableSource& each : model.unreachable_sources) {
    if (each.why != model::UnreachableSource::Why::missing) continue;
    const model::CopySource& source = model.images[each.image].sources[each.source];
    const std::string what = source.path + " is not there";
    if (each.build.exists()) {
      Report report =
          report_at(source.place, what + " in the build context " + (each.context.empty() ? "." : each.context));
      report.related.push_back(related_at(each.build, "the context is named here"));
      out.report(std::move(report));
    } else {
      Report report = report_at(source.place, what + ", neither beside the Dockerfile nor in a folder above");
      report.confidence = Confidence::low;
      out.report(std::move(report));
    }
  }
}

constexpr Bad bad[] = {
    {"--- Dockerfile ---\nFROM python:3.13-slim\nCOPY «requirement.txt» .\n--- requirements.txt ---\nflask\n"},
    {"--- app/Dockerfile ---\nFROM nginx:1.29\nCOPY «app/site.conf» /etc/nginx/conf.d/\n--- app/site.conf ---\nserver "
     "{}\n--- "
     "compose.yaml ---\nservices:\n  web:\n    build: ./app\n"},
    {"--- Dockerfile ---\nFROM nginx:1.29\nADD «conf/a.conf» /etc/nginx/conf.d/\n--- conf/a.cnf ---\n\n"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM python:3.13-slim\nCOPY requirements.txt src/*.py ./\n--- requirements.txt "
    "---\nflask\n--- "
    "src/main.py ---\nprint()\n",
    // The context may be a folder above.
    "--- docker/Dockerfile ---\nFROM alpine:3.22\nCOPY docker/start.sh /\nCOPY README.md /\n--- docker/start.sh "
    "---\ntrue\n--- "
    "README.md ---\nx\n",
    // What a build makes, what git ignores, and a folder without the application.
    "--- Dockerfile ---\nFROM eclipse-temurin:21-jre\nCOPY target/app.jar /app.jar\nCOPY app.bin /\n--- .gitignore "
    "---\n*.bin\n",
    "--- Dockerfile ---\nFROM python:3.13\nCOPY app.py /\n",
    // A pattern may match nothing.
    "--- Dockerfile ---\nFROM python:3.13\nCOPY pyproject.toml poetry.lock* ./\n--- pyproject.toml ---\n\n",
    "--- Dockerfile ---\nFROM golang:1.25 AS build\nFROM scratch\nCOPY --from=build /app /app\nADD "
    "https://example.com/a.tgz "
    "/\nARG FILE\nCOPY $FILE /\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#copy"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/missing-source",
    .title = "COPY or ADD names a file that is not in the build context",
    .help = "Name a file of the build context, relative to it",
    .severity = Severity::high,
    .confidence = Confidence::medium,
    .docs =
        R"(The build stops at a COPY or ADD whose source is not in the build context. Sources are relative to the context, not to
the Dockerfile. (A pattern may match nothing.)

Name a file that is there, or build with the context that has it.

Where a Compose file or a pipeline says which context it is, the source is looked for in that one. Else every folder from
the Dockerfile's own up to the root could be it, and the source is reported only where it is in none of them. What looks
like the product of an earlier build (ignored by git, or in a folder such as `target` or `dist`) is not reported, nor is
anything in a submodule or in a folder that holds infrastructure files alone, what an ARG decides, or a stage that no
build is known to need.

There is no fix: whether the name is wrong, the file is missing, or another context is meant, does not stand in the
Dockerfile.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_missing_source
