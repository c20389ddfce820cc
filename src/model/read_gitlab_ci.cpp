// SPDX-License-Identifier: Apache-2.0
// Brings a GitLab pipeline into the model. Variables have no values: a value with one in it is unknown. `rules` of jobs
// are not looked at, `parallel` gives one job, and of `workflow: rules` only the sources, tags and branches that are
// asked for by name are taken as triggers. What includes from elsewhere define is not there.
//
// Where a build's files lie is known where the pipeline's file lies right in the root: GitLab starts a file from
// anywhere else only in the folder of the repository, which is then not known.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/gitlab_config.h"
#include "model/image_builds.h"
#include "model/job_order.h"
#include "model/pipeline_secrets.h"
#include "model/read.h"
#include "model/tree_reader.h"
#include "model/workspace_path.h"

namespace s1::model {
namespace {

bool is_keyword(std::string_view key) {
  constexpr std::string_view kKeywords[] = {"after_script", "before_script", "cache",     "default",
                                            "image",        "include",       "services",  "spec",
                                            "stages",       "types",         "variables", "workflow"};
  return std::ranges::find(kKeywords, key) != std::end(kKeywords);
}

std::optional<std::string> repository_of(std::string_view path) {
  if (path.find('/') != std::string_view::npos && !path.starts_with(".gitlab/")) return std::nullopt;
  return "";
}

class JobReader {
 public:
  // `complete`: all that the job extends is in `layers`.
  JobReader(const GitlabConfig& config, const GitlabLayers& layers, bool complete,
            const std::optional<std::string>& repository)
      : config_(config),
        layers_(layers),
        complete_(complete),
        workspace_(repository, {"$CI_PROJECT_DIR", "${CI_PROJECT_DIR}"}),
        builds_(workspace_, made_) {}

  Job read(data::Value key) {
    const TreeReader& reader = config_.reader(key);
    job_.id = reader.text(key);
    job_.name = job_.id;
    job_.place = reader.place(key);
    job_.stage = value(get("stage")).text;
    if (job_.stage.empty() && complete_) job_.stage = "test";
    job_.image = or_elsewhere(named(config_.get_or_default(layers_, "image"), "name"));
    if (const GitlabLayers services = config_.get_or_default(layers_, "services"); !services.empty()) {
      for (const data::Value service : services.front().items()) job_.services.push_back(named({service}, "name"));
    }
    job_.runner = or_elsewhere(joined(config_.get_or_default(layers_, "tags")));
    job_.environment = named(get("environment"), "name");
    if (const GitlabLayers tokens = get("id_tokens"); !tokens.empty())
      for (const data::Member& token : tokens.front().members())
        job_.identities.push_back(config_.reader(token.key).value(token.key));
    read_trigger();
    read_needs();
    read_artifacts();
    read_cache();
    if (const GitlabLayers variables = get("variables"); !variables.empty())
      if (variables.front()["DOCKER_BUILDKIT"].text() == "0") builds_.turn_buildkit_off();
    read_scripts();
    job_.builds = builds_.take();
    return std::move(job_);
  }

 private:
  [[nodiscard]] GitlabLayers get(std::string_view key) const { return config_.get(layers_, key); }
  [[nodiscard]] Value value(const GitlabLayers& layers) const {
    return layers.empty() ? Value() : config_.reader(layers.front()).value(layers.front());
  }
  [[nodiscard]] Value joined(const GitlabLayers& layers) const {
    return layers.empty() ? Value() : config_.reader(layers.front()).joined(layers.front());
  }
  // A name, or a mapping that has it under `key`.
  [[nodiscard]] Value named(const GitlabLayers& layers, std::string_view key) const {
    const bool is_mapping = !layers.empty() && layers.front().is_mapping();
    return value(is_mapping ? config_.get(layers, key) : layers);
  }

  // What is not said here may be said in a file that is not here.
  [[nodiscard]] Value or_elsewhere(Value value) const {
    if (value.state == State::absent && (!complete_ || config_.has_foreign_includes())) value.state = State::unknown;
    return value;
  }

  void read_trigger() {
    const GitlabLayers trigger = get("trigger");
    if (trigger.empty()) return;
    job_.calls = named(trigger, "project");
    const GitlabLayers include = config_.get(trigger, "include");
    if (job_.calls.state != State::absent || include.empty()) return;
    data::Value first = include.front();
    if (const std::vector<data::Value> items = first.items(); !items.empty()) first = items.front();
    for (const std::string_view key : {"local", "artifact", "template", "component", "file"})
      if (first.is_mapping() && first[key]) first = first[key];
    job_.calls = value({first});
  }

  void read_needs() {
    const GitlabLayers needs = get("needs");
    if (!needs.empty()) {
      config_.for_each(needs.front(), [&](data::Value need) { job_.needs.push_back(value({need})); });
      for (const data::Value need : needs.front().items()) {
        // Of another pipeline or project it is nothing here.
        if (!need["job"] || need["project"] || need["pipeline"]) continue;
        job_.needs.push_back(value({need["job"]}));
        if (need["artifacts"].boolean() == true) add_artifact(need["job"], false);
      }
    }
    const GitlabLayers dependencies = get("dependencies");
    if (dependencies.empty()) return;
    config_.for_each(dependencies.front(), [&](data::Value job) { add_artifact(job, false); });
  }

  void read_artifacts() {
    const GitlabLayers untracked = config_.get(config_.get_or_default(layers_, "artifacts"), "untracked");
    if (!untracked.empty() && untracked.front().boolean() == true) add_artifact(untracked.front(), true, "**");
    const GitlabLayers paths = config_.get(config_.get_or_default(layers_, "artifacts"), "paths");
    if (paths.empty()) return;
    config_.for_each(paths.front(), [&](data::Value path) { add_artifact(path, true); });
  }
  void add_artifact(data::Value name, bool made, std::string_view path = {}) {
    const TreeReader& reader = config_.reader(name);
    job_.artifacts.push_back({path.empty() ? reader.text(name) : std::string(path), made, reader.place(name)});
  }

  // What an earlier pipeline left behind.
  void read_cache() {
    const GitlabLayers cache = config_.get_or_default(layers_, "cache");
    if (cache.empty()) return;
    const auto add = [&](data::Value one) {
      config_.for_each(one["paths"], [&](data::Value path) { made_.hand_over(path.text()); });
    };
    add(cache.front());
    for (const data::Value one : cache.front().items()) add(one);
  }

  void read_scripts() {
    const GitlabLayers variables = get("variables");
    const std::string strategy =
        value(config_.get(variables.empty() ? config_.top("variables") : variables, "GIT_STRATEGY")).text;
    if (strategy != "none" && strategy != "empty") workspace_.check_out("", true);
    // One shell runs the first two, another one the last.
    WorkspacePath folder = "";
    read_script("before_script", config_.get_or_default(layers_, "before_script"), folder);
    read_script("script", get("script"), folder);
    folder = "";
    read_script("after_script", config_.get_or_default(layers_, "after_script"), folder);
  }

  void read_script(std::string_view name, const GitlabLayers& layers, WorkspacePath& folder) {
    if (layers.empty()) return;
    Step step;
    step.name = name;
    step.place = config_.reader(layers.front()).place(layers.front());
    step.run.state = State::known;
    step.run.place = step.place;
    config_.for_each(layers.front(), [&](data::Value line) {
      const TreeReader& reader = config_.reader(line);
      const Value text = reader.value(line);
      if (text.text.empty()) return;
      if (step.run.text.size() < kMostScript) step.run.text.append(text.text).append("\n");
      if (reader.budget().parse(line.text().size())) builds_.add_script({&reader.input(), line.mapped(), {}}, folder);
    });
    if (step.run.text.empty()) return;
    if (step.run.text.size() > kMostScript) step.run.text.resize(kMostScript);
    job_.steps.push_back(std::move(step));
  }

  const GitlabConfig& config_;
  const GitlabLayers& layers_;
  bool complete_;
  JobWorkspace workspace_;
  MadePaths made_;
  ImageBuilds builds_;
  Job job_;
};

class PipelineReader {
 public:
  PipelineReader(std::span<const Input> files, const GitlabStart& start)
      : config_(files, start, budget_),
        repository_(!start.runs_here     ? std::nullopt
                    : start.folder == "" ? start.folder
                                         : repository_of(files.front().path)) {}

  // False where the file is no configuration.
  bool read(Pipeline& pipeline) {
    if (!config_.root()) return false;
    pipeline.platform = "gitlab-ci";
    pipeline.place = config_.reader(config_.root()).opening(config_.root());
    if (const GitlabLayers name = config_.get(config_.top("workflow"), "name"); !name.empty())
      pipeline.name = config_.reader(name.front()).text(name.front());
    pipeline.includes = config_.includes();
    read_triggers(pipeline);
    read_stages(pipeline);
    read_jobs(pipeline);
    return true;
  }

 private:
  void read_stages(Pipeline& pipeline) const {
    pipeline.stages.emplace_back(".pre");
    const GitlabLayers stages = config_.top("stages");
    if (stages.empty() || !stages.front().is_sequence()) {
      for (const char* stage : {"build", "test", "deploy"}) pipeline.stages.emplace_back(stage);
    } else {
      config_.for_each(stages.front(), [&](data::Value stage) {
        if (stage.text() != ".pre" && stage.text() != ".post")
          pipeline.stages.push_back(config_.reader(stage).text(stage));
      });
    }
    pipeline.stages.emplace_back(".post");
  }

  void read_jobs(Pipeline& pipeline) const {
    for (const data::Value key : config_.keys()) {
      if (is_keyword(key.text()) || key.text().starts_with('.')) continue;
      bool complete = true;
      const GitlabLayers layers = config_.job(key.text(), complete);
      if (!layers.empty()) pipeline.jobs.push_back(JobReader(config_, layers, complete, repository_).read(key));
    }
    std::unordered_map<std::string_view, std::size_t> order;
    for (std::size_t i = 0; i < pipeline.stages.size(); ++i) order.emplace(pipeline.stages[i], i);
    const auto stage_of = [&](const Job& job) {
      const auto found = order.find(job.stage);
      return found == order.end() ? order.size() : found->second;
    };
    std::ranges::stable_sort(pipeline.jobs, {}, stage_of);
    put_in_run_order(pipeline.jobs);
    take_artifacts(pipeline.jobs);
  }

  // A job has the artifacts of those before it: of all earlier stages, or of those that it needs. Where it takes fewer,
  // it is not known better.
  static void take_artifacts(std::vector<Job>& jobs) {
    MadePaths made;
    for (Job& job : jobs) {
      for (Build& build : job.builds)
        build.may_be_made =
            build.may_be_made || made.may_have(build.context_path) || made.may_have(build.dockerfile_path);
      for (const Artifact& artifact : job.artifacts)
        if (artifact.made) made.hand_over(artifact.name);
    }
  }

  void read_triggers(Pipeline& pipeline) const {
    const GitlabLayers rules = config_.get(config_.top("workflow"), "rules");
    if (rules.empty()) return;
    for (const data::Value rule : rules.front().items()) {
      if (rule["when"].text() == "never") continue;
      const std::string_view condition = rule["if"].text();
      const auto add = [&](std::string_view trigger) {
        const auto same = [&](const Value& other) { return other.text == trigger; };
        if (trigger.empty() || std::ranges::any_of(pipeline.triggers, same)) return;
        const TreeReader& reader = config_.reader(rule["if"]);
        pipeline.triggers.push_back(reader.value(trigger, reader.place(rule["if"])));
      };
      add(source_in(condition));
      if (condition.starts_with("$CI_COMMIT_TAG")) add("tag");
      if (condition.starts_with("$CI_COMMIT_BRANCH")) add("branch");
      if (condition.starts_with("$CI_MERGE_REQUEST_")) add("merge_request_event");
    }
  }

  // The NAME of `$CI_PIPELINE_SOURCE == "NAME"`; empty without one.
  static std::string_view source_in(std::string_view condition) {
    constexpr std::string_view kVariable = "$CI_PIPELINE_SOURCE";
    const std::size_t at = condition.find(kVariable);
    if (at == std::string_view::npos) return {};
    condition.remove_prefix(at + kVariable.size());
    condition.remove_prefix(std::min(condition.find_first_not_of(' '), condition.size()));
    if (!condition.starts_with("==")) return {};
    const std::size_t begin = condition.find_first_of("\"'");
    if (begin == std::string_view::npos) return {};
    const std::size_t end = condition.find(condition[begin], begin + 1);
    return end == std::string_view::npos ? std::string_view() : condition.substr(begin + 1, end - begin - 1);
  }

  TextBudget budget_;
  GitlabConfig config_;
  std::optional<std::string> repository_;
};

}  // namespace

void read_gitlab_ci(std::span<const Input> files, InfraModel& model, const GitlabStart& start) {
  if (files.empty()) return;
  Pipeline pipeline;
  if (!PipelineReader(files, start).read(pipeline)) return;
  for (const Input& file : files.first(std::min(start.files, files.size()))) add_secret_names(file, pipeline);
  model.pipelines.push_back(std::move(pipeline));
}

}  // namespace s1::model
