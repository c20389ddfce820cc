// SPDX-License-Identifier: Apache-2.0
// A Jenkinsfile's steps: scripts, what they hand on, and the images that they build and use.
#include <algorithm>
#include <utility>

#include "model/jenkinsfile_reader.h"

namespace s1::model {

void JenkinsfileReader::on_script(const JenkinsCall& call) {
  const JenkinsArgument* const script = call.argument({"script", ""});
  if (script == nullptr) return;
  const std::size_t job = job_of(call);
  Step step;
  step.name = tokens_.text(call.argument({"label"}));
  step.run = tokens_.script(script->value);
  step.place = place_of(call);
  if (step.run.text.size() > kMostScript) step.run.text.resize(kMostScript);
  scope_.job(job).steps.push_back(std::move(step));
  if (call.name != "sh") return scope_.made().mention(tokens_.script(script->value).text);
  if (const std::optional<ScriptText> text = tokens_.script_text(script->value)) {
    WorkspacePath folder = scope_.folder();
    scope_.builds(job).add_script(*text, folder);
  }
}

void JenkinsfileReader::on_stash(const JenkinsCall& call) {
  add_artifact(call, {"name", ""}, true);
  const Value name = tokens_.value(call.argument({"name", ""}));
  const Value files = tokens_.value(call.argument({"includes"}));
  stashes_[name.known() ? name.text : std::string()] = files.known() ? files.text : std::string();
}

void JenkinsfileReader::on_unstash(const JenkinsCall& call) {
  add_artifact(call, {"name", ""}, false);
  const Value name = tokens_.value(call.argument({"name", ""}));
  const auto stash = name.known() ? stashes_.find(name.text) : stashes_.end();
  std::string_view files = stash == stashes_.end() ? std::string_view() : stash->second;
  do {  // a list of patterns
    const std::size_t comma = std::min(files.size(), files.find(','));
    std::string_view pattern = files.substr(0, comma);
    pattern.remove_prefix(std::min(pattern.size(), pattern.find_first_not_of(' ')));
    scope_.made().hand_over(pattern);
    files.remove_prefix(std::min(files.size(), comma + 1));
  } while (!files.empty());
}

void JenkinsfileReader::on_write(const JenkinsCall& call) {
  if (const JenkinsArgument* const file = call.argument({"file", ""})) scope_.made().hand_over(tokens_.text(file));
}

void JenkinsfileReader::add_artifact(const JenkinsCall& call, std::initializer_list<std::string_view> names,
                                     bool made) {
  const JenkinsArgument* const name = call.argument(names);
  if (name == nullptr) return;
  // A variable's name or a map is not what it is called.
  const Value value = tokens_.value(name);
  scope_.job(job_of(call)).artifacts.push_back({value.known() ? value.text : std::string(), made, place_of(call)});
}

void JenkinsfileReader::on_build(const JenkinsCall& call) {
  const JenkinsArgument* const name = call.argument({"job", ""});
  if (name == nullptr) return;
  Job& job = scope_.job(job_of(call));
  if (job.calls.state == State::absent) job.calls = tokens_.value(name);
}

void JenkinsfileReader::on_checkout(const JenkinsCall& call) {
  const JenkinsArgument* const what = call.argument({"scm", ""});
  const bool own =
      what != nullptr && what->value.end - what->value.begin == 1 && tokens_.word(what->value.begin) == "scm";
  workspace_.check_out(scope_.folder(), own);
}

void JenkinsfileReader::on_git(const JenkinsCall& call) {
  if (!call.arguments.empty()) workspace_.check_out(scope_.folder(), false);
}

void JenkinsfileReader::on_object(std::uint32_t i) {
  const std::string_view method = tokens_.word(i + 2);
  const bool is_docker = tokens_.word(i) == "docker";
  if (is_docker && (method == "build" || method == "image")) return on_docker(i);
  if (method != "push" && method != "inside" && method != "withRun") return;
  const auto held = images_.find(tokens_.word(i));
  if (held != images_.end()) use(held->second, method, place_of_method(i, i + 2));
}

void JenkinsfileReader::on_docker(std::uint32_t i) {
  const std::optional<JenkinsCall> call = tokens_.call(i + 2, true);
  if (!call || call->arguments.empty()) return;
  const Place place = tokens_.place(TokenRange{i, call->end});
  Held held;
  held.image = tokens_.value(call->argument({""}));
  if (call->name == "build") {
    held.job = scope_.job_at(place);
    held.build = build(*call, held, place);
  }
  if (i > 1 && tokens_.is_mark(i - 1, '=') && !tokens_.word(i - 2).empty())
    images_.insert_or_assign(tokens_.word(i - 2), held);
  if (!tokens_.is_mark(call->end, '.')) return;
  const std::string_view method = tokens_.word(call->end + 1);
  if (method == "push" || method == "inside" || method == "withRun")
    use(held, method, place_of_method(i, call->end + 1));
}

std::size_t JenkinsfileReader::build(const JenkinsCall& call, const Held& held, Place place) {
  ScriptText arguments{&input_, {}, {}};
  ImageBuilds& builds = scope_.builds(held.job);
  if (call.arguments.size() > 1) {
    std::optional<ScriptText> given = tokens_.script_text(call.arguments[1].value);
    if (!given) {
      Build unknown;
      unknown.place = place;
      unknown.context = unknown.dockerfile = unknown.target = tokens_.value(call.arguments[1].value);
      unknown.tags.push_back(held.image);
      return builds.add(std::move(unknown));
    }
    arguments = *std::move(given);
  }
  return builds.add_docker_build(held.image, arguments, scope_.folder(), place);
}

void JenkinsfileReader::use(const Held& held, std::string_view method, Place place) {
  const std::size_t job = scope_.job_at(place);
  if (method == "push") {
    if (held.job == job)
      scope_.builds(job).push(held.build);
    else
      scope_.builds(job).push(held.image, place);
    return;
  }
  JenkinsAgent& agent = scope_.agent(scope_.agent_here());
  if (agent.image.state == State::absent) agent.image = held.image;
}

Place JenkinsfileReader::place_of_method(std::uint32_t object, std::uint32_t method) const {
  return tokens_.place(TokenRange{object, method + 1});
}

}  // namespace s1::model
