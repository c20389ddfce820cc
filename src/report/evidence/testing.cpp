// SPDX-License-Identifier: Apache-2.0
// How to test: commands that the repository itself has (scripts of package.json, targets of Makefiles, commands of
// pipelines), then those with which the tools themselves check what is here.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/evidence/collector.h"
#include "report/evidence/find_line.h"
#include "report/evidence/test_commands.h"
#include "syntax/json/read.h"
#include "text/source.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::report {
namespace {

constexpr std::size_t kMostFolders = 24;             // that are looked into
constexpr std::uint64_t kMostBytes = 1024U * 1024U;  // of a package.json or a Makefile
constexpr std::size_t kMostScripts = 1U << 20U;      // bytes of pipelines' scripts that are looked through
constexpr std::size_t kMostFolderClaims = 10;        // of one tool

std::string in_folder(std::string_view folder) {
  return folder.empty() ? "" : " in " + std::string(folder);
}

// The start, and what images are built from: there the code lies that runs.
std::vector<std::string> folders_of(const Collector& to) {
  std::vector<std::string> folders = {std::string(to.start)};
  const auto add = [&](std::string_view folder) {
    if (folder == ".") folder = {};
    if (folders.size() < kMostFolders && std::ranges::find(folders, folder) == folders.end())
      folders.emplace_back(folder);
  };
  for (const model::Service& service : to.model.services)
    if (service.build && !service.build->context_path.empty() && to.covers(service.container.place))
      add(service.build->context_path);
  for (const model::Image& image : to.model.images)
    if (to.covers(image.place)) add(workspace::parent_path(to.model.paths[image.place.file]));
  return folders;
}

std::string_view runner_of(const Collector& to, const std::string& folder) {
  if (workspace::look(to.root, workspace::join(folder, "pnpm-lock.yaml")) == workspace::Found::file) return "pnpm";
  if (workspace::look(to.root, workspace::join(folder, "yarn.lock")) == workspace::Found::file) return "yarn";
  return "npm";
}

void add_package(Collector& to, const std::string& folder) {
  const std::string path = workspace::join(folder, "package.json");
  Result<std::string> bytes = to.root.read(path, kMostBytes);
  if (!bytes) return;
  const Source source(*std::move(bytes));
  const data::File file = json::read(source);
  for (const data::Member& script : file.root()["scripts"].members()) {
    const std::string_view name = script.key.text();
    // What npm writes where nobody has said anything.
    if (!is_test_name(name) || script.value.text().find("no test specified") != std::string_view::npos) continue;
    const std::string_view runner = runner_of(to, folder);
    const std::string command = std::string(runner) + (name == "test" ? " " : " run ") + std::string(name);
    to.add(field::testing, "`" + command + "`" + in_folder(folder), path, script.key.line());
  }
}

void add_makefile(Collector& to, const std::string& folder) {
  for (const std::string_view name : {"GNUmakefile", "makefile", "Makefile"}) {
    const std::string path = workspace::join(folder, name);
    const Result<std::string> bytes = to.root.read(path, kMostBytes);
    if (!bytes) continue;
    for (const MakeTarget& target : test_targets(*bytes))
      to.add(field::testing, "`make " + std::string(target.name) + "`" + in_folder(folder), path, target.line);
    return;
  }
}

void add_pipelines(Collector& to) {
  std::set<std::string_view> told;
  std::size_t left = kMostScripts;
  LineFinder lines(to.root);
  for (const model::Pipeline& pipeline : to.model.pipelines)
    for (const model::Job& job : pipeline.jobs)
      for (const model::Step& step : job.steps) {
        if (step.run.text.size() > left || to.is_full(field::testing)) return;
        left -= step.run.text.size();
        for (const std::string_view command : test_commands(step.run.text))
          if (to.covers(step.place) && told.insert(command).second) {
            model::Place place = step.place;  // where its script begins
            const std::string& path = to.model.paths[place.file];
            std::uint32_t line = lines.alone(path, place.line, command);
            if (line == 0) line = lines.with(path, place.line, command);
            if (line != 0) place.line = line;
            to.add(field::testing,
                   "`" + std::string(command) + "`, run by job " + job.id + " of " + name_of(pipeline, to.model),
                   place);
          }
      }
}

// One claim for each thing to be checked, from the root.
void add_checks(Collector& to) {
  std::set<std::string_view> projects;
  for (const model::Service& service : to.model.services)
    if (to.covers(service.container.place) && projects.size() < kMostFolderClaims &&
        projects.insert(service.project).second)
      to.add(field::testing, "`docker compose -f " + service.project + " config --quiet` checks the Compose project",
             service.project, 0);
  std::set<std::string_view> folders;
  for (const model::Resource& resource : to.model.resources) {
    if (resource.platform != "terraform" || !to.covers(resource.place)) continue;
    const std::string_view folder = workspace::parent_path(to.model.paths[resource.place.file]);
    if (folders.size() == kMostFolderClaims || !folders.insert(folder).second) continue;
    to.add(field::testing, "`terraform validate`" + in_folder(folder) + ", after `terraform init -backend=false`",
           resource.place);
  }
  std::size_t charts = 0;
  for (const model::Chart& chart : to.model.charts)
    if (to.covers(chart.place) && ++charts <= kMostFolderClaims)
      to.add(field::testing, "`helm lint " + chart.folder + "` checks the chart " + chart.name, chart.place);
}

}  // namespace

void collect_testing(Collector& to) {
  for (const std::string& folder : folders_of(to)) {
    add_package(to, folder);
    add_makefile(to, folder);
  }
  add_pipelines(to);
  add_checks(to);
}

}  // namespace s1::report
