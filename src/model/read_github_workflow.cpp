// SPDX-License-Identifier: Apache-2.0
// Brings GitHub workflows (also Gitea's and Forgejo's) into the model. Expressions are not evaluated: a value with one
// in it is unknown, a matrix is one job, and `if` is not looked at. Composite actions are no pipelines.
//
// Where a build's files lie is known where the workflow lies in its repository's workflows folder and the job checks
// that repository out, as it is scanned: another `repository`, or a `ref` that is written out, are other files.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/image_builds.h"
#include "model/job_order.h"
#include "model/pipeline_secrets.h"
#include "model/read.h"
#include "model/tree_reader.h"
#include "model/workspace_path.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

bool has_expression(std::string_view text) {
  return text.find("${{") != std::string_view::npos;
}

bool is_action(std::string_view uses, std::string_view action) {
  return uses.starts_with(action) && (uses.size() == action.size() || uses[action.size()] == '@');
}

// The repository of .github/workflows/NAME, relative to the root of the scan.
std::optional<std::string> repository_of(std::string_view path) {
  const std::string_view folder = workspace::parent_path(path);
  if (workspace::base_name(folder) != "workflows") return std::nullopt;
  const std::string_view forge = workspace::parent_path(folder);
  const std::string_view name = workspace::base_name(forge);
  if (name != ".github" && name != ".gitea" && name != ".forgejo") return std::nullopt;
  return std::string(workspace::parent_path(forge));
}

bool turns_buildkit_off(data::Value environment) {
  const std::string_view value = environment["DOCKER_BUILDKIT"].text();
  return value == "0" || value == "false";
}

// What holds for the scripts of a workflow, a job or a step.
struct RunDefaults {
  data::Value shell;
  data::Value folder;
  bool without_buildkit = false;

  [[nodiscard]] RunDefaults with(data::Value own) const {
    return {own["shell"] ? own["shell"] : shell, own["working-directory"] ? own["working-directory"] : folder,
            without_buildkit};
  }
  // For a POSIX shell. The default is one but on Windows.
  [[nodiscard]] bool is_posix(const Value& runner) const {
    if (!shell) return runner.text.find("indows") == std::string::npos;
    const std::string_view program = shell.text().substr(0, shell.text().find(' '));
    return program == "bash" || program == "sh" || program.ends_with("/bash") || program.ends_with("/sh");
  }
};

class JobReader {
 public:
  JobReader(const TreeReader& tree, const std::optional<std::string>& repository)
      : tree_(tree),
        workspace_(repository,
                   {"$GITHUB_WORKSPACE", "${GITHUB_WORKSPACE}", "${{ github.workspace }}", "${{github.workspace}}"}),
        remote_(repository, {}),
        builds_(workspace_, made_) {
    remote_.check_out("", true);
  }

  Job read(const data::Member& member, const RunDefaults& defaults) {
    const data::Value from = member.value;
    job_.id = tree_.text(member.key);
    job_.place = tree_.place(member.key);
    job_.name = tree_.text(from["name"]);
    job_.needs = tree_.values(from["needs"]);
    job_.runner = runner(from["runs-on"]);
    job_.image = image(from["container"]);
    for (const data::Member& service : from["services"].members())
      if (Value found = image(service.value); found.state != State::absent) job_.services.push_back(std::move(found));
    job_.environment = named(from["environment"], "name");
    job_.calls = tree_.value(from["uses"]);
    const RunDefaults own = defaults.with(from["defaults"]["run"]);
    if (defaults.without_buildkit || turns_buildkit_off(from["env"])) builds_.turn_buildkit_off();
    for (const data::Value step : from["steps"].items()) read_step(step, own);
    job_.builds = builds_.take();
    return std::move(job_);
  }

 private:
  // A name, or a mapping that has it under `key`.
  [[nodiscard]] Value named(data::Value from, std::string_view key) const {
    return tree_.value(from.is_mapping() ? from[key] : from);
  }
  [[nodiscard]] Value image(data::Value from) const { return named(from, "image"); }
  [[nodiscard]] Value runner(data::Value from) const {
    if (from.is_mapping()) from = from["labels"] ? from["labels"] : from["group"];
    return tree_.joined(from);
  }

  void read_step(data::Value from, const RunDefaults& defaults) {
    if (!from.is_mapping()) return;
    Step step;
    step.place = tree_.opening(from);
    step.name = tree_.text(from["name"]);
    step.uses = tree_.value(from["uses"]);
    step.run = tree_.value(from["run"]);
    if (turns_buildkit_off(from["env"])) builds_.turn_buildkit_off();
    if (from["run"].is_string()) read_script(from["run"], defaults.with(from));
    read_action(step, from["with"]);
    if (step.run.text.size() > kMostScript) step.run.text.resize(kMostScript);
    job_.steps.push_back(std::move(step));
  }

  void read_script(data::Value run, const RunDefaults& defaults) {
    if (!defaults.is_posix(job_.runner) || !tree_.budget().parse(run.text().size())) {
      made_.mention(run.text());
      return;
    }
    ScriptText script{&tree_.input(), run.mapped(), {}};
    script.expressions = github_expressions(script.text.text());
    WorkspacePath folder = "";
    if (defaults.folder) folder = workspace_.locate("", defaults.folder.text());
    builds_.add_script(script, folder);
  }

  void read_action(const Step& step, data::Value with) {
    const std::string_view uses = step.uses.text;
    made_.mention(with["path"].text());  // an artifact's, a cache's, another repository's
    if (is_action(uses, "actions/checkout")) {
      check_out(with);
    } else if (is_action(uses, "actions/upload-artifact")) {
      std::string name = tree_.text(with["name"]);
      job_.artifacts.push_back({name.empty() ? "artifact" : std::move(name), true, step.place});
    } else if (is_action(uses, "actions/download-artifact")) {
      job_.artifacts.push_back({tree_.text(with["name"] ? with["name"] : with["pattern"]), false, step.place});
      made_.hand_over(with["path"].text());
    } else if (is_action(uses, "docker/build-push-action") && !uses.starts_with("docker/build-push-action@v1")) {
      build(step, with);  // version 1 has other inputs and is not read
    } else if (is_action(uses, "redhat-actions/buildah-build")) {
      build_with_buildah(step, with);
    } else if (is_action(uses, "redhat-actions/push-to-registry")) {
      for (const Value& name : buildah_names(with)) builds_.push(name, step.place);
    }
  }

  // `image` under each of `tags`; one with a slash is a name by itself (github.com/redhat-actions/buildah-build).
  [[nodiscard]] std::vector<Value> buildah_names(data::Value with) const {
    const Value image = tree_.value(with["image"]);
    std::vector<Value> names;
    for (const Value& tag : tree_.split(with["tags"], ", \n")) {
      if (tag.text.find('/') != std::string::npos)
        names.push_back(tag);
      else if (!image.text.empty())
        names.push_back(tree_.value(image.text + ":" + tag.text, tag.place));
    }
    if (names.empty() && !image.text.empty()) names.push_back(image);
    return names;
  }

  // Without a file it puts an image together from its other inputs.
  void build_with_buildah(const Step& step, data::Value with) {
    const std::vector<Value> files =
        tree_.split(with["containerfiles"] ? with["containerfiles"] : with["dockerfiles"], "\n");
    if (files.empty()) return;
    Build build;
    build.place = step.place;
    build.context = tree_.value(with["context"]);
    build.dockerfile = files.front();
    if (files.size() > 1) build.dockerfile.state = State::unknown;  // read one after the other, as if they were one
    build.tags = buildah_names(with);
    builds_.locate(build, "", Builder::podman);
    if (files.size() > 1) build.dockerfile_path.clear();
    builds_.add(std::move(build));
  }

  void check_out(data::Value with) {
    const std::string_view repository = with["repository"].text();
    const std::string_view ref = with["ref"].text();
    const bool own =
        (repository.empty() || repository == "${{ github.repository }}") && (ref.empty() || has_expression(ref));
    workspace_.check_out(workspace_.locate("", with["path"].text()), own);
  }

  // NAME=VALUE on each line; `known` is taken back where a line may name others.
  [[nodiscard]] std::vector<BuildInput> inputs(data::Value lines, bool& known) const {
    std::vector<BuildInput> result;
    for (const Value& line : tree_.split(lines, "\n")) {
      std::string_view text = line.text;
      if (text.starts_with('"')) text.remove_prefix(1);
      const std::size_t equals = text.find('=');
      const std::string_view name = text.substr(0, equals);
      if (has_expression(name) || name.starts_with('#') || equals == std::string_view::npos)
        known = false;  // an expression, a comment, or more of a value of several lines
      else
        result.push_back({std::string(name), line.place});
    }
    return result;
  }

  // Without a context the action has BuildKit fetch this repository itself at the commit that runs; {{defaultContext}}
  // is that address, after which a colon and a folder may stand. A file is then named from the context; else from the
  // working folder.
  void build(const Step& step, data::Value with) {
    Build build;
    build.place = step.place;
    build.context = tree_.value(with["context"]);
    build.dockerfile = tree_.value(with["file"]);
    build.target = tree_.value(with["target"]);
    build.tags = tree_.split(with["tags"], ",\n");
    build.args_known = build.secrets_known = true;
    build.args = inputs(with["build-args"], build.args_known);
    for (const std::string_view key : {"secrets", "secret-files", "secret-envs"})
      std::ranges::move(inputs(with[key], build.secrets_known), std::back_inserter(build.secrets));
    const std::string_view outputs = with["outputs"].text();
    const std::string_view push = with["push"].text();
    build.pushes = (!push.empty() && push != "false") || outputs.find("type=registry") != std::string_view::npos ||
                   outputs.find("push=true") != std::string_view::npos;

    constexpr std::string_view kDefault = "{{defaultContext}}";
    const std::string_view context = build.context.text;
    if (context.empty() || context.starts_with(kDefault)) {
      build.is_remote = true;
      WorkspacePath folder = "";
      if (context.size() > kDefault.size() + 1) folder = workspace_.locate("", context.substr(kDefault.size() + 1));
      build.context_path = remote_.in_root(folder);
      std::string_view file = build.dockerfile.text;
      if (file.empty()) file = "Dockerfile";
      build.dockerfile_path = remote_.in_root(workspace_.locate(folder, file));
    } else {
      builds_.locate(build, "", Builder::docker);
    }
    builds_.add(std::move(build));
  }

  TreeReader tree_;
  JobWorkspace workspace_;
  JobWorkspace remote_;  // the repository as BuildKit fetches it
  MadePaths made_;
  ImageBuilds builds_;
  Job job_;
};

class WorkflowReader {
 public:
  explicit WorkflowReader(const Input& input)
      : tree_(input, budget_, has_expression), repository_(repository_of(input.path)) {}

  Pipeline read(data::Value root) {
    Pipeline pipeline;
    pipeline.platform = "github-actions";
    pipeline.place = tree_.opening(root);
    pipeline.name = tree_.text(root["name"]);
    pipeline.triggers = triggers(root["on"]);
    pipeline.permissions = permissions(root["permissions"]);
    RunDefaults defaults = RunDefaults().with(root["defaults"]["run"]);
    defaults.without_buildkit = turns_buildkit_off(root["env"]);
    for (const data::Member& member : root["jobs"].members()) {
      if (!member.value.is_mapping()) continue;
      Job job = JobReader(tree_, repository_).read(member, defaults);
      job.permissions = permissions(member.value["permissions"]);
      pipeline.jobs.push_back(std::move(job));
    }
    put_in_run_order(pipeline.jobs);
    return pipeline;
  }

 private:
  [[nodiscard]] std::vector<Value> triggers(data::Value on) const {
    if (!on.is_mapping()) return tree_.values(on);
    std::vector<Value> result;
    for (const data::Member& member : on.members()) result.push_back(tree_.value(member.key));
    return result;
  }

  [[nodiscard]] std::vector<Value> permissions(data::Value from) const {
    if (!from.is_mapping()) return tree_.values(from);
    std::vector<Value> result;
    for (const data::Member& member : from.members()) {
      const std::string scope = tree_.text(member.key) + ": " + tree_.text(member.value);
      result.push_back(tree_.value(scope, tree_.place(member.key)));
    }
    if (from.size() == 0) result.push_back(tree_.value("{}", tree_.place(from)));
    return result;
  }

  TextBudget budget_;
  TreeReader tree_;
  std::optional<std::string> repository_;
};

}  // namespace

void read_github_workflow(const Input& input, InfraModel& model) {
  if (input.tree == nullptr) return;
  const data::Value root = input.tree->root();
  if (!root["jobs"].is_mapping()) return;
  model.pipelines.push_back(WorkflowReader(input).read(root));
  add_secret_names(input, model.pipelines.back());
}

}  // namespace s1::model
