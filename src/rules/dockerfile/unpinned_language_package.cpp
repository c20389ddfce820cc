// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/unpinned-language-package.
#include <algorithm>
#include <array>
#include <utility>

#include "model/dockerfile.h"
#include "model/package_command.h"
#include "rules/rule.h"
#include "rules/version_pins.h"

namespace s1::rules::dockerfile_unpinned_language_package {
namespace {

using model::PackageManager;
using Words = std::vector<const shell::Word*>;

bool contains_any(std::string_view text, std::string_view characters) {
  return text.find_first_of(characters) != std::string_view::npos;
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> ends) {
  return std::ranges::any_of(ends, [=](std::string_view end) { return text.ends_with(end); });
}

// NAME==VERSION and ranges; git+https://…@REF; a file, a folder, an address.
bool is_pinned_pip(std::string_view package) {
  constexpr std::array<std::string_view, 3> kFiles = {".whl", ".tar.gz", ".zip"};
  const bool repository = package.contains("git+") || package.starts_with("hg+") || package.starts_with("svn+") ||
                          package.starts_with("bzr+");
  if (repository) return package.contains('@');
  return contains_any(package, "=<>/@") || package.contains("!=") || package.starts_with('.') ||
         ends_with_any(package, kFiles);
}

bool is_git(std::string_view package) {
  return package.starts_with("git+") || package.starts_with("git:") || package.starts_with("github:") ||
         package.starts_with("gitlab:") || package.starts_with("git@");
}

// NAME@VERSION, @SCOPE/NAME@VERSION; OWNER/NAME#REF and git addresses with #REF; a file, a folder, an archive.
bool is_pinned_npm(std::string_view package) {
  constexpr std::array<std::string_view, 3> kFiles = {".tgz", ".tar.gz", ".tar"};
  const bool path =
      package.starts_with('.') || package.starts_with('/') || package.starts_with('~') || package.starts_with("file:");
  if (path || ends_with_any(package, kFiles) || package.contains('#')) return true;
  return !is_git(package) && package.find('@', 1) != std::string_view::npos;
}

// NAME:VERSION; a file.
bool is_pinned_gem(std::string_view package) {
  return contains_any(package, ":/") || package.ends_with(".gem");
}

// PATH@VERSION. What is no path of a module on a server (./cmd, main.go, all) is the build's own.
bool is_pinned_go(std::string_view package) {
  const std::string_view host = package.substr(0, package.find('/'));
  if (package.starts_with('.') || package.starts_with('/') || package.ends_with(".go") || !host.contains('.'))
    return true;
  constexpr std::array<std::string_view, 6> kMoving = {"latest", "upgrade", "patch", "main", "master", "HEAD"};
  const std::size_t at = package.find('@');
  return at != std::string_view::npos && std::ranges::find(kMoving, package.substr(at + 1)) == kMoving.end();
}

Words pip_packages(const model::PackageCommand& command) {
  const bool from_list = command.line.has({"requirement", "r", "constraint", "c", "require-hashes", "group"});
  return command.verb->value != "install" || from_list ? Words{} : command.line.operands;
}

std::pair<Words, Words> split_git(Words packages) {
  const auto names =
      std::ranges::stable_partition(packages, [](const shell::Word* word) { return is_git(word->value); });
  return {Words(packages.begin(), names.begin()), Words(names.begin(), names.end())};
}

Words gem_packages(const model::Call& call) {
  constexpr std::array<std::string_view, 9> kValues = {"version",      "install-dir", "bindir",
                                                       "document",     "source",      "platform",
                                                       "trust-policy", "build-root",  "use-system-libraries"};
  // All after -- is for what builds the gem.
  const auto end = std::ranges::find(call.arguments, std::string_view("--"),
                                     [](const shell::Word* word) { return std::string_view(word->value); });
  const std::span<const shell::Word* const> arguments(call.arguments.begin(), end);
  model::CommandLine line = model::read_command_line(arguments, {"vinsPg", kValues});
  if (line.operands.empty() || line.has({"g", "file"})) return {};
  if (line.operands[0]->value != "install" && line.operands[0]->value != "i") return {};
  line.operands.erase(line.operands.begin());
  // -v is of the gem before it, or of the only one.
  for (const model::Option& option : line.options) {
    if (option.name != "v" && option.name != "version") continue;
    const auto after = std::ranges::find_if(
        line.operands, [&](const shell::Word* word) { return word->span.begin > option.word->span.begin; });
    if (line.operands.size() < 2 || after == line.operands.begin()) return {};
    line.operands.erase(after - 1);
    break;
  }
  return line.operands;
}

// With a go.mod, an unversioned path has the version that it says.
Words go_packages(const model::Call& call, bool has_module) {
  constexpr std::array<std::string_view, 8> kValues = {"-C", "-ldflags", "-gcflags", "-tags",
                                                       "-o", "-p",       "-mod",     "-exec"};
  Words words;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const std::string_view text = call.arguments[i]->value;
    if (std::ranges::find(kValues, text) != kValues.end())
      ++i;
    else if (!text.starts_with('-'))
      words.push_back(call.arguments[i]);
  }
  if (words.size() < 2) return {};
  const std::string_view verb = words[0]->value;
  words.erase(words.begin());
  if (verb == "run")
    words.resize(1);  // the rest is for what it runs
  else if (verb != "install" && verb != "get")
    return {};
  if (has_module) std::erase_if(words, [](const shell::Word* word) { return !word->value.contains('@'); });
  return words;
}

bool has_go_module(const model::Dockerfile& file) {
  return std::ranges::any_of(file.tree.instructions, [](const dockerfile::Instruction& instruction) {
    const bool copies = instruction.kind == dockerfile::Kind::copy || instruction.kind == dockerfile::Kind::add;
    const std::string_view text = instruction.arguments.text();
    if (text.contains("go.mod") || text.contains("go mod ")) return true;
    return copies && instruction.flag("from") == nullptr && !instruction.words.empty() &&
           (instruction.words[0].raw == "." || instruction.words[0].raw == "./");
  });
}

void check(const model::Dockerfile& file, Sink& out) {
  const bool go_module = has_go_module(file);
  PinReader pins(file.tree);
  for (const model::Run& run : file.runs) {
    pins.enter(run);
    const auto look = [&](const Words& words, IsPinned is_pinned, std::vector<std::string_view> aliases) {
      report_unpinned(pins.unpinned(words, is_pinned), std::move(aliases), out);
    };
    for (const model::Call& call : run.calls) {
      if (call.name == "gem")
        look(gem_packages(call), is_pinned_gem, {"DL3028", "kics:22cd11f7-9c6c-4f6e-84c0-02058120b341"});
      if (call.name == "go") look(go_packages(call, go_module), is_pinned_go, {"DL3062"});
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command || command->action != model::PackageAction::install || command->verb == nullptr) continue;
      if (command->manager == PackageManager::pip)
        look(pip_packages(*command), is_pinned_pip, {"DL3013", "kics:02d9c71f-3ee8-4986-9c27-1a20d0d19bfc"});
      if (command->manager == PackageManager::npm) {
        // KICS takes any address of a Git repository; hadolint and we ask for a commit or a tag.
        const auto [git, names] = split_git(command->line.operands);
        look(git, is_pinned_npm, {"DL3016"});
        look(names, is_pinned_npm, {"DL3016", "kics:e36d8880-3f78-4546-b9a1-12f0745ca0d5"});
      }
    }
  }
}

constexpr std::string_view aliases[] = {"DL3013",
                                        "DL3016",
                                        "DL3028",
                                        "DL3062",
                                        "kics:02d9c71f-3ee8-4986-9c27-1a20d0d19bfc",
                                        "kics:22cd11f7-9c6c-4f6e-84c0-02058120b341",
                                        "kics:e36d8880-3f78-4546-b9a1-12f0745ca0d5"};

constexpr Bad bad[] = {
    {"FROM python:3.12\nRUN pip install --no-cache-dir flask==3.0.3 «jinja2» gunicorn && python -m pip install "
     "--no-cache-dir -t /srv «git+https://example.com/a.git»\n"},
    {"FROM node:22\nRUN npm install -g «serve» && npm i express@4 «@scope/tool» "
     "«git+ssh://git@example.com/a.git» && npm cache clean --force\n"},
    {"FROM debian:12\nRUN gem install --no-document rake:13.2.1 «bundler» -- --with-x && gem i -N -s "
     "https://example.com "
     "«rails»\n"},
    {"FROM golang:1.23\nRUN go install «example.com/tool/cmd/x» && go install -ldflags '-s -w' "
     "«example.com/other@latest» && go run «example.com/gen@main» -o x.y\n"},
    {"FROM golang:1.23\nCOPY go.mod go.sum ./\nRUN go install «example.com/tool@latest» && go install "
     "example.com/other\n"},
};

constexpr std::string_view good[] = {
    "FROM python:3.12\nRUN pip install --no-cache-dir 'flask~=3.0' 'jinja2>=3,<4' ./lib . dist/a.whl a.tar.gz\n",
    "FROM python:3.12\nRUN pip install --no-cache-dir -r requirements.txt && pip install -c pins.txt flask && pip "
    "install -e . && pip install git+https://example.com/a.git@v1 && pip download flask\n",
    "FROM python:3.12\nARG FLASK\nRUN pip install --no-cache-dir $FLASK \"flask==$FLASK\" --target /srv ${LIST}\n",
    "FROM node:22\nRUN npm install && npm ci && npm i -g npm@10 @scope/tool@1.2 ./tool a.tgz owner/name#v1 gitbook@3 "
    "&& npm run "
    "install\n",
    "FROM debian:12\nRUN gem install -N rake -v 13.2.1 -- --with x && gem i -v 7.1 rails && gem install rails:7.1 "
    "./a.gem && gem update --system\n",
    "FROM golang:1.23\nRUN go install example.com/tool@v1.2.3 && go install ./... && go run main.go && go run "
    "example.com/gen@v1 example.com/arg && go get -d -v "
    "./x\n",
    "FROM golang:1.23\nWORKDIR /src\nCOPY . .\nRUN go install example.com/tool && go build -o /app example.com/app\n",
};

constexpr std::string_view references[] = {
    "https://pip.pypa.io/en/stable/topics/repeatable-installs/", "https://docs.npmjs.com/cli/commands/npm-install",
    "https://guides.rubygems.org/command-reference/#gem-install", "https://go.dev/ref/mod#go-install"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/unpinned-language-package",
    .title = "A package of pip, npm, gem or Go is installed without a version",
    .help = "Name the version, or install from a file that has them: requirements.txt, package-lock.json, Gemfile.lock",
    .severity = Severity::medium,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .aliases = aliases,
    .docs =
        R"(An install without a version takes the newest release of that day. A build that worked fails a week later, two machines
get different programs, and a release that an attacker published is in the image at once.

Name the version: `pip install flask==3.0.3`, `npm install -g serve@14.2.3`, `gem install rake:13.2.1`, `go install
example.com/tool@v1.2.3`. Better, keep the application's packages in a file with all versions and hashes, and install
from that: `pip install -r requirements.txt`, `npm ci`, `bundle install`, `go mod download`. These registries keep their old
versions, so that a pin holds.

The profile `strict` has this rule: many images install a few tools on purpose as they come.

Not reported are lists and constraints (`-r`, `-c`), files, folders and archives, ranges, a tag in npm's form, a variable
without a known value, and for Go a path without a version where the build has a `go.mod`, which says it; other tools report
that one. `@latest` and branch names are no versions of Go.

There is no fix: which version is wanted is not in the file.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_unpinned_language_package
