// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/hidden-by-mount.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/copied_files.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/start.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/install_call.h"
#include "rules/known_endpoint.h"
#include "rules/rule.h"
#include "rules/started_files.h"
#include "text/source.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::rules::dockerfile_hidden_by_mount {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr std::size_t kMostBytes = 1024 * std::size_t{1024};
// What a project's packages are needed by, where it is started: who keeps a container open for a shell installs by
// hand.
constexpr std::array<std::string_view, 13> kNodePrograms = {
    "npm", "npx", "node", "yarn", "pnpm", "nodemon", "vite", "next", "nuxt", "tsx", "ts-node", "ng", "react-scripts"};

std::string_view without_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// A folder of the host that a Compose service mounts.
struct Bind {
  const model::Mount* mount = nullptr;
  std::string target;
  std::string source;  // relative to the root
};

// What lies over a path of the image, where that is a folder of this repository.
std::optional<Bind> bind_over(const model::Surroundings& around, const model::Runner& runner, std::string_view path) {
  if (runner.ref.entity != model::Entity::service || runner.by_name || around.root == nullptr) return std::nullopt;
  const model::Mount* over = nullptr;
  std::string_view target;
  for (const model::Mount& mount : runner.container->mounts) {
    const std::string_view at = without_slash(mount.target);
    if (!at.starts_with('/') || at.contains('$') || at.contains("..")) return std::nullopt;
    if (model::lies_in(path, at) && at.size() >= target.size()) over = &mount, target = at;
  }
  if (over == nullptr || !over->source.starts_with('.') || over->source.contains('$')) return std::nullopt;
  // Relative to the project's folder; a file that is included has one of its own.
  const std::string& project = around.model->services[runner.ref.index].project;
  if (around.model->paths[over->place.file] != project) return std::nullopt;
  std::optional<std::string> source =
      workspace::normalised(workspace::join(workspace::parent_path(project), over->source));
  if (!source) return std::nullopt;
  return Bind{over, std::string(target), *std::move(source)};
}

// The file of this repository that a container has at the path.
std::string on_host(const Bind& bind, std::string_view path) {
  std::string_view rest = path.substr(bind.target == "/" ? 0 : bind.target.size());
  while (rest.starts_with('/')) rest.remove_prefix(1);
  return rest.empty() ? bind.source : workspace::join(bind.source, rest);
}

bool installs(std::string_view program, const std::vector<std::string>& arguments) {
  if (program == "yarn" && arguments.empty()) return true;
  return std::ranges::any_of(arguments, [](std::string_view each) {
    return each.contains("install") || each == "ci" || each == "i" || each.contains(" ci") || each.contains(" i ");
  });
}

// The programs that the service starts; nothing where they cannot be told, or one of them installs packages.
std::optional<std::vector<std::string>> started_by(const model::Dockerfile& file, const model::Surroundings& around,
                                                   const dockerfile::Stage& stage, const model::Container& container) {
  if (container.entrypoint.state != model::State::absent) return std::nullopt;
  std::vector<std::string> programs;
  const model::Start start = model::start_of(file, around, stage);
  if (!start.unread.empty()) return std::nullopt;
  for (const model::Started& each : start.commands) {
    if (installs(each.program, each.arguments)) return std::nullopt;
    programs.push_back(each.program);
  }
  if (container.command.state == model::State::absent) return programs;
  if (!container.command.known() || model::commands(file.tree)[stage.index].entrypoint != nullptr) return std::nullopt;
  std::vector<std::string> words;
  for (std::string_view rest = container.command.text; !rest.empty();) {
    const std::size_t blank = std::min(rest.find(' '), rest.size());
    if (blank != 0) words.emplace_back(rest.substr(0, blank));
    rest.remove_prefix(std::min(blank + 1, rest.size()));
  }
  if (words.empty()) return std::nullopt;
  const std::string program = words.front();
  words.erase(words.begin());
  if (installs(program, words) || container.command.text.find_first_of("&|;") != std::string::npos) return std::nullopt;
  return std::vector<std::string>{program};
}

// A volume of its own over the folder keeps what the image has there.
std::optional<OtherFile> with_volume(const model::Surroundings& around, const model::Mount& mount,
                                     std::string_view folder) {
  const std::string& path = around.model->paths[mount.place.file];
  Result<std::string> text = around.root->read(path, kMostBytes);
  if (!text) return std::nullopt;
  const Source source(*std::move(text));
  if (mount.place.span.end > source.size()) return std::nullopt;
  const Span line = source.line_span(source.line_of(mount.place.span.begin));
  const std::string_view before = source.slice({line.begin, mount.place.span.begin});
  const std::size_t dash = before.find_first_not_of(' ');
  const std::string_view after = source.slice({mount.place.span.end, std::max(line.end, mount.place.span.end)});
  const bool plain = dash != std::string_view::npos &&
                     before.substr(dash).find_first_not_of("- ") == std::string_view::npos && before[dash] == '-' &&
                     after.find_first_not_of(" \r") == std::string_view::npos;
  if (!plain || line.end < mount.place.span.end || line.end >= source.size()) return std::nullopt;
  const std::uint32_t next = line.end + (source.bytes()[line.end] == '\r' ? 2 : 1);
  if (next > source.size()) return std::nullopt;
  const std::string_view end = source.slice({line.end, next});
  return OtherFile{.path = path,
                   .text = std::nullopt,
                   .edits = {{{next, next}, std::string(before) + std::string(folder) + std::string(end)}}};
}

class StageCheck {
 public:
  StageCheck(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
             Sink& out)
      : file_(file), around_(around), stage_(stage), out_(out), workdirs_(model::working_directories(file.tree)) {}

  void check_packages() {
    const auto steps = model::history(file_.tree, stage_);
    for (const model::Run& run : file_.runs) {
      if (std::ranges::find(steps, run.owner) == steps.end()) continue;
      const bool moves = std::ranges::any_of(run.calls, [](const model::Call& call) { return call.name == "cd"; });
      for (const model::Call& call : run.calls) {
        const std::optional<InstallCall> install = install_call(call);
        if (!install || moves) continue;
        if (install->ecosystem == Ecosystem::node) check_install(run, *install, "node_modules", "package.json");
        if (install->ecosystem == Ecosystem::php) check_install(run, *install, "vendor", "composer.json");
      }
    }
  }

  void check_start() {
    workspace::GitIgnores ignores(*around_.root);
    std::string workdir;
    for (const Instruction* each : model::history(file_.tree, stage_))
      if (each->kind == Kind::workdir && !each->words.empty())
        workdir = model::workdir_after(workdir, dockerfile::expand(file_.tree, *each, each->words.front()).text);
    for (const StartedFile& started : started_files(file_, stage_)) {
      if (started.by != StartedBy::interpreter && !started.path.contains('/')) continue;
      const std::string path = model::path_in_image(workdir, started.path);
      if (path.empty()) continue;
      for (const model::Runner* runner : around_.runners_of(stage_)) {
        const model::Container& container = *runner->container;
        if (container.entrypoint.state != model::State::absent || container.command.state != model::State::absent)
          continue;
        const std::optional<Bind> bind = bind_over(around_, *runner, path);
        if (!bind || is_seen(*bind)) continue;
        const std::string host = on_host(*bind, path);
        if (workspace::look(*around_.root, host) != workspace::Found::nothing || ignores.ignores(host) ||
            !has_program(*bind, host))
          continue;
        out_.report(report(started.span, container, *bind, path + ", which the container starts"));
      }
    }
  }

 private:
  void check_install(const model::Run& run, const InstallCall& install, std::string_view made,
                     std::string_view manifest) {
    const std::string& workdir = workdirs_[run.owner->index];
    if (workdir.empty()) return;
    const std::string folder = workdir == "/" ? "/" + std::string(made) : workdir + "/" + std::string(made);
    for (const model::Runner* runner : around_.runners_of(stage_)) {
      const std::optional<Bind> bind = bind_over(around_, *runner, folder);
      if (!bind || bind->target == folder || is_seen(*bind)) continue;
      const std::string project = on_host(*bind, workdir);
      // Another way to keep packages (Plug'n'Play) needs no such folder.
      if (lies(project, made) || !lies(project, manifest) || lies(project, ".pnp.cjs") || lies(project, ".yarnrc.yml"))
        continue;
      const auto programs = started_by(file_, around_, stage_, *runner->container);
      if (!programs || (made == "node_modules" && !std::ranges::any_of(*programs, is_node_program))) continue;
      Report found = report(install.call->command->span, *runner->container, *bind,
                            "the packages that " + install.said + " installs");
      if (std::optional<OtherFile> edit = with_volume(around_, *bind->mount, folder)) {
        found.other_files.push_back(*std::move(edit));
        found.fix_description = "Keep them in a volume of their own";
      }
      out_.report(std::move(found));
    }
  }

  // Whether the program's own sources lie there: those of a repository may be kept elsewhere. A script has others of
  // its kind beside it.
  [[nodiscard]] bool has_program(const Bind& bind, const std::string& host) const {
    const std::string_view name = workspace::base_name(host);
    const std::size_t dot = name.rfind('.');
    const bool is_script = dot != std::string_view::npos && dot != 0;
    const std::string folder = is_script ? std::string(workspace::parent_path(host)) : bind.source;
    return std::ranges::any_of(workspace::names_in(*around_.root, folder), [&](const std::string& each) {
      if (is_script) return each.ends_with(name.substr(dot));
      return std::ranges::any_of(server_sources(), [&](std::string_view ending) { return each.ends_with(ending); });
    });
  }

  // One finding for each mount.
  [[nodiscard]] bool is_seen(const Bind& bind) const { return std::ranges::find(seen_, bind.mount) != seen_.end(); }

  [[nodiscard]] bool lies(const std::string& folder, std::string_view name) const {
    return workspace::look(*around_.root, folder.empty() ? std::string(name) : workspace::join(folder, name)) !=
           workspace::Found::nothing;
  }

  static bool is_node_program(std::string_view program) {
    return std::ranges::find(kNodePrograms, program) != kNodePrograms.end();
  }

  Report report(Span span, const model::Container& container, const Bind& bind, const std::string& hidden) {
    seen_.push_back(bind.mount);
    Report report{.span = span,
                  .message = container.name + " mounts " + bind.mount->source + " over " + bind.target +
                             " and so hides " + hidden};
    report.resource = container.name;
    report.related.push_back(related_at(bind.mount->place, "the mount"));
    return report;
  }

  const model::Dockerfile& file_;
  const model::Surroundings& around_;
  const dockerfile::Stage& stage_;
  Sink& out_;
  std::vector<std::string> workdirs_;
  std::vector<const model::Mount*> seen_;
};

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (around.root == nullptr || around.runners.empty()) return;
  for (const dockerfile::Stage& stage : file.tree.stages) {
    if (around.runners_of(stage).empty() || model::base(file.tree, stage).windows) continue;
    StageCheck each(file, around, stage, out);
    each.check_packages();
    each.check_start();
  }
}

constexpr Bad bad[] = {
    {R"(--- web/Dockerfile ---
FROM node:22
WORKDIR /app
COPY package*.json ./
RUN «npm ci»
COPY . .
CMD ["npm", "start"]
--- web/package.json ---
{"scripts": {"start": "node server.js"}, "dependencies": {"express": "5"}}
--- web/server.js ---
x
--- compose.yaml ---
services:
  web:
    build: web
    command: npm run dev
    volumes:
      - ./web:/app
      - data:/data
volumes:
  data:
)",
     R"(--- compose.yaml ---
services:
  web:
    build: web
    command: npm run dev
    volumes:
      - ./web:/app
      - /app/node_modules
      - data:/data
volumes:
  data:
)"},
    {R"(--- Dockerfile ---
FROM golang:1.25
WORKDIR /src
COPY . .
RUN go build -o /src/server .
CMD [«"/src/server"»]
--- main.go ---
package main
--- compose.yaml ---
services:
  web:
    build: .
    volumes: [".:/src"]
)"},
};

constexpr std::string_view good[] = {
    // A volume keeps the packages, the container installs them, the folder has them, or a shell waits for a person.
    R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY package.json .
RUN npm ci
CMD ["npm", "start"]
--- package.json ---
{"scripts": {"start": "node server.js"}}
--- compose.yaml ---
services:
  web:
    build: .
    volumes: [".:/app", "/app/node_modules"]
  named:
    build: .
    volumes: [".:/app", "packages:/app/node_modules"]
  installing:
    build: .
    command: sh -c "npm install && npm start"
    volumes: [".:/app"]
  waiting:
    build: .
    command: sleep infinity
    volumes: [".:/app"]
  part:
    build: .
    volumes: ["./src:/app/src"]
  whole:
    build: .
    volumes: ["code:/app"]
volumes:
  packages:
  code:
)",
    R"(--- Dockerfile ---
FROM node:22
WORKDIR /app
COPY package.json .
RUN npm ci
CMD ["node", "server.js"]
--- package.json ---
{}
--- server.js ---
x
--- node_modules/express/index.js ---
x
--- compose.yaml ---
services:
  web:
    build: .
    volumes: [".:/app"]
)",
    // The sources are kept elsewhere.
    R"(--- Dockerfile ---
FROM python:3.13
WORKDIR /src
COPY . .
CMD ["python", "server.py"]
--- requirements.txt ---
flask
--- compose.yaml ---
services:
  web:
    build: .
    volumes: [".:/src"]
)",
    // What git ignores is made on the host.
    R"(--- Dockerfile ---
FROM golang:1.25
WORKDIR /src
COPY . .
RUN go build -o server .
CMD ["/src/server"]
--- main.go ---
package main
--- .gitignore ---
/server
--- compose.yaml ---
services:
  web:
    build: .
    volumes: [".:/src"]
)",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/engine/storage/bind-mounts/#mounting-into-a-non-empty-directory-in-the-container",
    "https://docs.docker.com/reference/compose-file/services/#volumes"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/hidden-by-mount",
    .title = "A mount hides what the image installs or starts",
    .help = "Mount the sources alone, or a volume over what the image has to keep",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .docs =
        R"(A folder of the host that is mounted over one of the image hides all that the image has there: the packages that a RUN installed
(`node_modules`, `vendor`), or the program that the container starts. In a fresh clone the folder of the host does not have
them, and the container ends at once; on a machine that has them, it runs with the host's and not with those that were tested.

Mount what is edited alone (`./src:/app/src`), or put a volume over what the image has to keep: `- /app/node_modules`.

Reported are folders of the repository that a Compose service mounts over the working directory of an install, or over the file that
ENTRYPOINT or CMD names, where the folder does not have it, but other sources. Not where git ignores such a program (it is built on the host), where the service
installs the packages itself when it starts, or starts something that needs none, nor volumes, which take over what the image has.

The fix adds a volume over the packages to the service. It is unsafe: the volume keeps the packages of the first start until it is
removed (`docker compose up --renew-anon-volumes`). For a program that is hidden there is none: what was meant to be mounted has to be
decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_hidden_by_mount
