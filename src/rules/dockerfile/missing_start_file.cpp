// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/missing-start-file.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/surroundings.h"
#include "rules/file_origin.h"
#include "rules/rule.h"
#include "rules/started_files.h"
#include "workspace/names.h"

namespace s1::rules::dockerfile_missing_start_file {
namespace {

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (!around.context) return;
  std::set<std::uint32_t> seen;
  for (const dockerfile::Stage* stage : started_stages(file)) {
    for (const StartedFile& started : started_files(file, *stage)) {
      // A bare name is looked for in PATH.
      if (started.by != StartedBy::interpreter && !started.path.contains('/')) continue;
      if (!seen.insert(started.span.begin).second) continue;
      const FileOrigin origin = origin_of(file, around, *stage, started.path);
      if (origin.kind == FileOrigin::Kind::unknown || is_mounted_over(around, *stage, origin.path)) continue;
      Report report{.span = started.span, .message = started.path + " is not in the image: "};
      if (origin.kind == FileOrigin::Kind::ignored)
        report.message += around.context->ignore_path() + " keeps " + around.context->path_of(origin.source) +
                          " out of the build context";
      else if (origin.kind == FileOrigin::Kind::elsewhere)
        report.message += "it is copied to " + origin.elsewhere;
      else
        report.message += around.context->path_of(origin.source) + " is not there to be copied";
      if (origin.copy != nullptr)
        report.related.push_back({origin.copy->header, origin.kind == FileOrigin::Kind::elsewhere
                                                           ? "it is copied here"
                                                           : "what is there is copied here"});
      if (around.context_is_guess && origin.kind != FileOrigin::Kind::elsewhere) report.confidence = Confidence::low;
      if (origin.kind == FileOrigin::Kind::elsewhere) {
        report.edits.push_back({started.span, started.is_json ? "\"" + origin.elsewhere + "\"" : origin.elsewhere});
        report.fix_description = "Name it where it is";
      }
      out.report(std::move(report));
    }
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM debian:12
COPY entrypoint.sh /usr/local/bin/
RUN chmod +x /usr/local/bin/entrypoint.sh
ENTRYPOINT [«"/entrypoint.sh"»]
--- entrypoint.sh ---
#!/bin/sh
)",
     R"(--- Dockerfile ---
FROM debian:12
COPY entrypoint.sh /usr/local/bin/
RUN chmod +x /usr/local/bin/entrypoint.sh
ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]
)"},
    {R"(--- web/Dockerfile ---
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", «"main.py"»]
--- web/requirements.txt ---
flask
--- web/app.py ---
print()
--- compose.yaml ---
services:
  web:
    build: web
)"},
    {R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY . .
CMD node «server.js»
--- server.js ---
x
--- package.json ---
{}
--- .dockerignore ---
server.js
)"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM python:3.13\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"app.py\"]\n--- app.py ---\nx\n",
    // A RUN may make it.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN make\nCMD [\"node\", \"main.js\"]\n--- app.js "
    "---\nx\n",
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN echo 'x' > main.js\nCMD [\"node\", "
    "\"main.js\"]\n--- app.js ---\nx\n",
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCOPY <<EOF main.js\nx\nEOF\nCMD [\"node\", "
    "\"main.js\"]\n--- app.js ---\nx\n",
    // So may a build before this one.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"dist/main.js\"]\n--- dist/app.js "
    "---\nx\n",
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"main.js\"]\n--- app.js ---\nx\n--- "
    ".gitignore ---\nmain.js\n",
    // The application is kept elsewhere.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"main.js\"]\n--- package.json ---\n{}\n",
    // Another stage, image or base image may have it.
    "--- Dockerfile ---\nFROM node:22 AS build\nRUN make\nFROM node:22\nWORKDIR /app\nCOPY . .\nCOPY --from=build /out "
    ".\nCMD [\"node\", \"main.js\"]\n--- app.js ---\nx\n",
    "--- Dockerfile ---\nFROM example.com/base:1\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"main.js\"]\n--- app.js "
    "---\nx\n",
    "--- Dockerfile ---\nFROM nginx:1.29\nCOPY . /\nENTRYPOINT [\"/docker-entrypoint.sh\"]\n--- a.sh ---\nx\n",
    // It comes in when it runs.
    "--- Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"main.js\"]\n--- app.js ---\nx\n--- "
    "compose.yaml ---\nservices:\n  web:\n    build: .\n    volumes: [\"./src:/app\"]\n",
    // Which folder is built is not known, and another one has it.
    "--- docker/Dockerfile ---\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"main.js\"]\n--- docker/app.js "
    "---\nx\n--- main.js ---\nx\n",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/dockerfile/#entrypoint",
                                           "https://docs.docker.com/build/concepts/context/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/missing-start-file",
    .title = "ENTRYPOINT or CMD names a file that nothing brings into the image",
    .help = "Name the file by the path that it has in the image, or copy it",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .docs =
        R"(The file that ENTRYPOINT or CMD starts should have come with a COPY, and it does not: it is not in the build context, is kept
out by `.dockerignore`, or lies at another path of the image. The build succeeds, and every container ends at once.

Name the file by the path that it has in the image, or copy it there.

Reported only where nothing else can have made it: the base image is a known one, every RUN of the stage is of a kind that
makes no such file, no COPY from another stage or image, no archive and no mount lies over its folder, and the folder
has other files of the kind. What git ignores, or
lies in a folder that builds commonly write to (`dist`, `target`), may be there at another time and is not reported. Where no
Compose file or pipeline names the build context, the Dockerfile's own folder is taken for it, and the finding has low
confidence.

The fix names the path at which the stage has a file of that name. It is unsafe: another file may have been meant, and then the
container starts the wrong one. Where there is none, which file is meant has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_missing_start_file
