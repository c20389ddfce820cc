// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/ignored-source.
#include <string>
#include <utility>

#include "model/infra_model.h"
#include "rules/between_files.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_ignored_source {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  for (const model::UnreachableSource& each : model.unreachable_sources) {
    if (each.why != model::UnreachableSource::Why::ignored) continue;
    const model::CopySource& source = model.images[each.image].sources[each.source];
    Report report = report_at(source.place, source.path + " is kept out of the build context by " + each.ignore_file);
    report.related.push_back(related_at(each.build, "the context is named here"));
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"--- Dockerfile ---\nFROM node:22\nCOPY package.json «docs» ./\n--- package.json ---\n{}\n--- docs/a.md "
     "---\nx\n--- "
     ".dockerignore ---\ndocs\n--- compose.yaml ---\nservices:\n  web:\n    build: .\n"},
    {"--- Dockerfile ---\nFROM node:22\nCOPY «a.md» ./\n--- a.md ---\nx\n--- Dockerfile.dockerignore ---\n**/*.md\n--- "
     "compose.yaml ---\nservices:\n  web:\n    build: .\n"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM node:22\nCOPY docs ./\n--- docs/a.md ---\nx\n--- .dockerignore "
    "---\ndocs\n!docs/a.md\n--- "
    "compose.yaml ---\nservices:\n  web:\n    build: .\n",
    // A pattern may match nothing.
    "--- Dockerfile ---\nFROM node:22\nCOPY *.md ./\n--- a.md ---\nx\n--- b.md ---\nx\n--- .dockerignore "
    "---\na.md\n--- "
    "compose.yaml ---\nservices:\n  web:\n    build: .\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/build/concepts/context/#dockerignore-files",
                                           "https://docs.docker.com/reference/build-checks/copy-ignored-file/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/ignored-source",
    .title = "COPY or ADD names a file that .dockerignore keeps out",
    .help = "Take the file out of .dockerignore, or add an exception with !",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .docs =
        R"(What `.dockerignore` matches is not sent to the builder, so that a COPY of it fails as if the file were not there.

Take the pattern out, or add an exception after it (`!docs/licence.md`). A `NAME.dockerignore` beside the Dockerfile NAME
comes before that of the context.

Reported where a Compose file or a pipeline says which context it is, and no exception might bring the file back.

There is no fix: whether the file belongs into the image, or was kept out on purpose, has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_ignored_source
