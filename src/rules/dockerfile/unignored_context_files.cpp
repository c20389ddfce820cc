// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unignored-context-files.
#include <utility>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/ignore_file.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_unignored_context_files {
namespace {

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  const std::vector<std::string> missing = missing_patterns(file, around);
  if (missing.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (i > 0) names += i + 1 == missing.size() ? " and " : ", ";
    names += missing[i].starts_with("**/") ? missing[i].substr(3) : missing[i];
  }
  Report report{.span = whole_context_copy(file)->header,
                .message = "The whole folder is copied, and no .dockerignore keeps " + names + " out"};
  ignore_more(file, around).offer(report, "Keep them out with .dockerignore");
  out.report(std::move(report));
}

constexpr Bad bad[] = {
    {"--- Dockerfile ---\nFROM node:22\nWORKDIR /app\n«COPY . .»\nRUN npm ci\n--- package.json ---\n{}\n--- .git/HEAD "
     "---\nref: refs/heads/main\n",
     "--- .dockerignore ---\n.git\n**/node_modules\n"},
    // One that is there is extended. Git's own list tells what a clean checkout does not have.
    {"--- Dockerfile ---\nFROM python:3.13\nWORKDIR /app\n«COPY . .»\nRUN pip install -r requirements.txt\n--- "
     "requirements.txt ---\nflask\n--- "
     ".dockerignore ---\n.git\n*.md\n--- .gitignore ---\n.env\nlogs/\n--- .env ---\nKEY=1\n--- logs/a.log ---\nx\n--- "
     ".git/HEAD ---\nx\n",
     "--- .dockerignore ---\n.git\n*.md\n**/__pycache__\n.env\nlogs\n"},
    // Virtual environments of the tool that makes them, and the one that the Dockerfile makes.
    {"--- Dockerfile ---\nFROM python:3.13\nWORKDIR /app\n«COPY . .»\nRUN uv sync\n--- pyproject.toml ---\n[project]\n",
     "--- .dockerignore ---\n**/__pycache__\n**/.venv\n"},
    {"--- Dockerfile ---\nFROM python:3.13\nENV VIRTUAL_ENV=/app/venv\nWORKDIR /app\nRUN python -m venv "
     "$VIRTUAL_ENV\n«COPY . .»\n--- requirements.txt ---\nflask\n",
     "--- .dockerignore ---\n**/__pycache__\nvenv\n"},
    {"--- Dockerfile ---\nFROM mcr.microsoft.com/dotnet/sdk:9.0\n«COPY . .»\nRUN dotnet publish -o /out\n--- a.csproj "
     "---\n<Project/>\n--- .gitignore ---\nbin/\nobj/\n",
     "--- .dockerignore ---\n**/obj\n**/bin\n"},
    // That of the Dockerfile comes before that of the folder.
    {"--- Dockerfile ---\nFROM node:22\n«COPY . /app»\nRUN cd /app && npm ci\n--- package.json ---\n{}\n--- "
     "Dockerfile.dockerignore ---\n.git\n--- "
     ".dockerignore ---\nnode_modules\n",
     "--- Dockerfile.dockerignore ---\n.git\n**/node_modules\n"},
};

constexpr std::string_view good[] = {
    "--- Dockerfile ---\nFROM node:22\nCOPY . .\nRUN npm ci\n--- package.json ---\n{}\n--- .dockerignore "
    "---\nnode_modules\n",
    "--- Dockerfile ---\nFROM node:22\nCOPY package.json ./\nRUN npm ci\nCOPY src src\n--- package.json ---\n{}\n--- "
    ".git/HEAD ---\nx\n",
    // What was installed outside is copied on purpose.
    "--- Dockerfile ---\nFROM node:22\nCOPY . .\nCMD [\"node\", \"server.js\"]\n--- package.json ---\n{}\n",
    // So it is by another Dockerfile of the same folder.
    "--- Dockerfile ---\nFROM node:22\nCOPY . .\nRUN npm ci\n--- Dockerfile.prebuilt ---\nFROM node:22\nCOPY . .\nCMD "
    "[\"node\", \".\"]\n--- "
    "package.json ---\n{}\n",
    // Or by one that lies elsewhere and is built from this folder.
    R"(--- web/Dockerfile ---
FROM node:22
COPY . .
RUN npm ci
--- web/package.json ---
{}
--- tools/Dockerfile ---
FROM node:22
COPY . .
CMD ["node", "."]
--- compose.yaml ---
services:
  web:
    build: web
  tools:
    build:
      context: web
      dockerfile: ../tools/Dockerfile
)",
    "--- Dockerfile ---\nFROM node:22\nCOPY . .\nRUN npm ci\nFROM nginx:1.29\nCOPY node_modules/site "
    "/usr/share/nginx/html\n--- package.json ---\n{}\n",
    // The history is read.
    "--- Dockerfile ---\nFROM golang:1.25\nCOPY . .\nRUN go build -o /app .\n--- go.mod ---\nmodule a\n--- .git/HEAD "
    "---\nx\n",
    "--- Dockerfile ---\nFROM node:22\nCOPY . .\n--- package.json ---\n{\"scripts\": {\"build\": \"VERSION=$(git "
    "describe) vite build\"}}\n--- "
    ".git/HEAD ---\nx\n",
    // It is in git, and so meant to be there.
    "--- Dockerfile ---\nFROM debian:12\nCOPY . .\n--- .env ---\nKEY=1\n",
    "--- Dockerfile ---\nFROM debian:12\nCOPY . .\n",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    "https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unignored-context-files",
    .title = "COPY takes files into the image that belong in none",
    .help = "Name .git, node_modules, .env and what else no image needs in a .dockerignore",
    .severity = Severity::low,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(`COPY . .` takes all that lies in the build context: the history in `.git`, secrets in `.env`, packages that were
installed for another system in `node_modules` or `.venv`. They make the image larger, are sent to the builder each
time, and any change of them makes every later step run again.

List them in `.dockerignore` beside the Dockerfile's build context, or in `NAME.dockerignore` for the Dockerfile NAME
alone, which comes first.

Only what is there, or is made by the package manager that the Dockerfile runs, is named: `node_modules` where it
installs with npm, yarn or pnpm, `target` where it runs cargo or Maven, `vendor` of Composer, `obj` of .NET, `.venv` of uv, poetry,
pipenv and pdm, `venv` where the Dockerfile makes it. `.env`, `dist`, `logs`, `coverage` and `bin` of .NET are named where git ignores them too, since a clean checkout does not have them. `.git` is left out where
something in the build may read the history (`git describe`, setuptools-scm, vergen, `go build`, `make`).

The fix makes the file or adds to its end. All Dockerfiles that are built from the folder must do without these files, and all that they
copy by name must still be there. By itself it is unsafe: a program may read such a file when it is built or started. Build the image once.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unignored_context_files
