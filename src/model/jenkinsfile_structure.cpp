// SPDX-License-Identifier: Apache-2.0
// What holds a Jenkinsfile's steps: the pipeline, stages, branches, nodes, folders, and the agents that they run on.
#include <utility>

#include "model/jenkinsfile_reader.h"

namespace s1::model {

using groovy::kNoToken;
using groovy::TokenKind;

void JenkinsfileReader::on_pipeline(const JenkinsCall& call) {
  if (call.block == kNoToken) return;
  pipeline_.place = place_of(call);
  if (input_.source->bytes().find("skipDefaultCheckout") == std::string_view::npos) workspace_.check_out("", true);
}

void JenkinsfileReader::on_stage(const JenkinsCall& call) {
  const JenkinsArgument* const name = call.argument({"name", ""});
  if (name == nullptr) return;
  const bool is_outermost = scope_.top().job == JenkinsScope::kNone || call.block == kNoToken;
  if (call.block == kNoToken) scope_.top().job = JenkinsScope::kNone;  // the old form holds up to the next one
  const std::size_t job = scope_.add_job(tokens_.text(name), place_of(call));
  if (is_outermost) {
    scope_.job(job).stage = scope_.job(job).id;
    if (tokens_.value(name).known()) pipeline_.stages.push_back(scope_.job(job).id);
  }
  JenkinsScope::Block block = scope_.inner(JenkinsBlock::stage);
  block.job = job;
  if (call.block != kNoToken)
    expect(call, std::move(block));
  else
    scope_.top().job = job;
}

void JenkinsfileReader::on_parallel(const JenkinsCall& call) {
  if (!call.arguments.empty()) parallel_.push_back({call.end, scope_.depth()});
}

void JenkinsfileReader::on_post(const JenkinsCall& call) {
  if (scope_.top().job != JenkinsScope::kNone) return;
  JenkinsScope::Block block = scope_.inner(JenkinsBlock::plain);
  scope_.make_owner(block, "post");
  expect(call, std::move(block));
}

void JenkinsfileReader::on_node(const JenkinsCall& call) {
  const Value label = tokens_.value(call.argument({"label", ""}));
  JenkinsScope::Block block = scope_.inner(JenkinsBlock::plain);
  if (scope_.top().job == JenkinsScope::kNone) {
    block.agent = scope_.add_agent();
    scope_.make_owner(block, label.text.empty() ? "node" : label.text);
  }
  JenkinsAgent& agent = scope_.agent(scope_.top().job == JenkinsScope::kNone ? block.agent : scope_.agent_here());
  if (!agent.is_set && agent.runner.state == State::absent) agent.runner = label;
  expect(call, std::move(block));
}

void JenkinsfileReader::on_dir(const JenkinsCall& call) {
  const JenkinsArgument* const path = call.argument({"path", ""});
  if (path == nullptr) return;
  const Value folder = tokens_.value(path);
  expect(call, scope_.inner(JenkinsBlock::plain),
         folder.known() ? workspace_.locate(scope_.folder(), folder.text) : WorkspacePath());
}

void JenkinsfileReader::in_triggers(std::uint32_t i) {
  if (tokens_.begins_call(i) && tokens_.call(i)) add_trigger(i);
}

void JenkinsfileReader::on_pipeline_triggers(const JenkinsCall& call) {
  for (std::uint32_t i = call.at + 1; i < call.end; ++i) {
    if (tokens_.word(i).empty() || !tokens_.is_mark(i + 1, '(')) continue;
    add_trigger(i);
    if (tokens_[i + 1].partner != kNoToken) i = tokens_[i + 1].partner;
  }
}

void JenkinsfileReader::in_libraries(std::uint32_t i) {
  if (tokens_.word(i) != "lib") return;
  if (const std::optional<JenkinsCall> call = tokens_.call(i)) on_library(*call);
}

void JenkinsfileReader::on_library(const JenkinsCall& call) {
  if (const JenkinsArgument* const name = call.argument({"identifier", ""}))
    pipeline_.includes.push_back(tokens_.value(name));
}

void JenkinsfileReader::on_annotation(std::uint32_t i) {
  if (!tokens_.is_mark(i + 1, '(') || tokens_[i + 1].partner == kNoToken) return;
  for (std::uint32_t k = i + 2; k < tokens_[i + 1].partner; ++k)
    if (tokens_[k].kind == TokenKind::string) pipeline_.includes.push_back(tokens_.value(TokenRange{k, k + 1}));
}

void JenkinsfileReader::on_agent(const JenkinsCall& call) {
  JenkinsAgent& agent = scope_.agent(scope_.agent_here());
  const std::string_view word = tokens_.word(call.at + 1);
  if (word == "any" || word == "none") {
    agent.is_set = true;
    if (word == "any") agent.runner = tokens_.name(call.at + 1);
  } else if (call.block != kNoToken) {
    agent.is_set = true;
    expect(call, scope_.inner(JenkinsBlock::agent));
  }
}

void JenkinsfileReader::in_agent(std::uint32_t i) {
  const std::string_view word = tokens_.word(i);
  if (!tokens_.begins_call(i)) return;
  const std::optional<JenkinsCall> call = tokens_.call(i);
  if (!call) return;
  JenkinsAgent& agent = scope_.agent(scope_.agent_here());
  const Value value = tokens_.value(call->argument({""}));
  if (word == "label") agent.runner = value;
  if (word == "image" || (word == "docker" && value.state != State::absent)) agent.image = value;
  if (word == "kubernetes" && agent.runner.state == State::absent) agent.runner = tokens_.name(i);
  if (word == "dockerfile") {
    agent.build.emplace().place = place_of(*call);
    locate(*agent.build);
  }
  if (!agent.build || (word != "filename" && word != "dir")) return;
  (word == "dir" ? agent.build->context : agent.build->dockerfile) = value;
  locate(*agent.build);
}

void JenkinsfileReader::locate(Build& build) const {
  const bool known = build.context.state == State::absent || build.context.known();
  const WorkspacePath context = known ? workspace_.locate("", build.context.text) : WorkspacePath();
  build.context_path = workspace_.in_root(context);
  const std::string_view file = build.dockerfile.text;
  build.dockerfile_path = workspace_.in_root(workspace_.locate(context, file.empty() ? "Dockerfile" : file));
}

}  // namespace s1::model
