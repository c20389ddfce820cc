// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/python-output-buffered.
#include <algorithm>
#include <array>
#include <string>

#include "model/dockerfile.h"
#include "model/shipped_stages.h"
#include "model/stage_tools.h"
#include "model/start.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "rules/set_variables.h"
#include "rules/stage_end.h"

namespace s1::rules::dockerfile_python_output_buffered {
namespace {

bool runs_python(const model::Start& start) {
  constexpr std::array<std::string_view, 7> kPrograms = {"python",    "python3", "gunicorn", "uvicorn",
                                                         "hypercorn", "flask",   "celery"};
  return std::ranges::any_of(start.commands, [&](const model::Started& each) {
    return std::ranges::find(kPrograms, each.program) != kPrograms.end() &&
           std::ranges::find(each.arguments, "-u") == each.arguments.end();
  });
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around)) {
    if (!model::is_language_image(file.tree, *stage, "python")) continue;
    if (is_variable_set(file, around, *stage, "PYTHONUNBUFFERED") ||
        !runs_python(model::start_of(file, around, *stage)))
      continue;
    Report report{.span = file.tree.instructions[stage->from].header,
                  .message = "Python keeps its output back, so that the log is behind and its end may be lost",
                  .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    std::string settings = "PYTHONUNBUFFERED=1";
    if (!is_variable_set(file, around, *stage, "PYTHONDONTWRITEBYTECODE"))
      settings = "PYTHONDONTWRITEBYTECODE=1 " + settings;
    rewrite.edits.push_back(add_at_end(file.tree, *stage, "ENV", settings));
    rewrite.checked.emplace_back("nothing sets PYTHONUNBUFFERED, and python is not given -u");
    std::move(rewrite).offer(report, "Set PYTHONUNBUFFERED");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"«FROM python:3.13-slim»\nCOPY . .\nCMD [\"python\", \"app.py\"]\n",
     "FROM python:3.13-slim\nCOPY . .\nENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1\nCMD [\"python\", "
     "\"app.py\"]\n"},
    {"«from python:3.13»\nenv PYTHONDONTWRITEBYTECODE=1\nentrypoint [\"gunicorn\", \"app:app\"]\n",
     "from python:3.13\nenv PYTHONDONTWRITEBYTECODE=1\nenv PYTHONUNBUFFERED=1\nentrypoint [\"gunicorn\", "
     "\"app:app\"]\n"},
};

constexpr std::string_view good[] = {
    "FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1\nCMD [\"python\", \"app.py\"]\n",
    "FROM python:3.13-slim\nCMD [\"python\", \"-u\", \"app.py\"]\n",
    "FROM python:3.13-slim\nCMD [\"bash\"]\n",
    "FROM debian:12\nCMD [\"python3\", \"app.py\"]\n",
    "FROM python:3.13 AS build\nRUN pip wheel .\nFROM debian:12\nCOPY --from=build /a /a\n",
    R"(--- Dockerfile ---
FROM python:3.13-slim
CMD ["python", "app.py"]
--- compose.yaml ---
services:
  web:
    build: .
    environment:
      - PYTHONUNBUFFERED=1
)",
};

constexpr std::string_view references[] = {"https://docs.python.org/3/using/cmdline.html#envvar-PYTHONUNBUFFERED"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/python-output-buffered",
    .title = "Python buffers its output in a container",
    .help = "Set ENV PYTHONUNBUFFERED=1",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(Where its output is no terminal, Python writes it in blocks: the container's log is behind, and what was not written yet is lost when
the process is killed. `ENV PYTHONUNBUFFERED=1` writes each line at once.

Reported is an image of `python` that starts Python or one of its servers, where neither the Dockerfile nor who runs the image sets the variable
and `-u` is not given.

The fix adds the `ENV` at the end of the stage, and with it `PYTHONDONTWRITEBYTECODE=1`, where that is not set: a container that is
thrown away has no use for .pyc files. It is unsafe: much output costs time, and code that was not compiled is compiled at each start.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_python_output_buffered
