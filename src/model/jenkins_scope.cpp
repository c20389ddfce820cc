// SPDX-License-Identifier: Apache-2.0
#include "model/jenkins_scope.h"

#include <utility>

namespace s1::model {

JenkinsScope::JenkinsScope(const JobWorkspace& workspace) : workspace_(workspace), folders_{""}, agents_(1) {
  Block file;
  file.close = UINT32_MAX;
  file.job_name = "pipeline";
  blocks_.push_back(std::move(file));
}

JenkinsScope::Block JenkinsScope::inner(JenkinsBlock kind) const {
  Block block;
  block.kind = kind;
  block.job = top().job;
  block.agent = top().agent;
  block.owner = top().owner;
  return block;
}

void JenkinsScope::make_owner(Block& block, std::string job_name) const {
  block.owner = blocks_.size();
  block.job_name = std::move(job_name);
}

void JenkinsScope::open(Block block, std::uint32_t close, std::optional<WorkspacePath> folder) {
  block.close = close;
  if (folder) folders_.push_back(*std::move(folder));
  block.folders = folders_.size();
  blocks_.push_back(std::move(block));
}

void JenkinsScope::close(std::uint32_t token) {
  while (top().close == token) blocks_.pop_back();
  folders_.resize(top().folders);
}

std::size_t JenkinsScope::add_job(std::string id, Place place) {
  const std::size_t around = top().job;
  Draft draft{Job(), 0, false, ImageBuilds(workspace_, made_)};
  draft.job.id = std::move(id);
  draft.job.name = draft.job.id;
  draft.job.place = place;
  if (around != kNone) {
    draft.job.stage = jobs_[around].job.stage;
    jobs_[around].has_jobs = true;
  }
  draft.agent = add_agent();
  jobs_.push_back(std::move(draft));
  return jobs_.size() - 1;
}

std::size_t JenkinsScope::job_at(Place place) {
  if (top().job != kNone) return top().job;
  Block& owner = blocks_[top().owner];
  if (owner.own_job == kNone) {
    Draft draft{Job(), owner.agent, false, ImageBuilds(workspace_, made_)};
    draft.job.id = owner.job_name;
    draft.job.name = owner.job_name;
    draft.job.place = place;
    jobs_.push_back(std::move(draft));
    owner.own_job = jobs_.size() - 1;
  }
  return owner.own_job;
}

std::size_t JenkinsScope::add_agent() {
  JenkinsAgent agent;
  agent.parent = agent_here();
  agents_.push_back(std::move(agent));
  return agents_.size() - 1;
}

std::size_t JenkinsScope::agent_here() const {
  return top().job != kNone ? jobs_[top().job].agent : top().agent;
}

std::vector<Job> JenkinsScope::take() {
  // A parent always comes before.
  for (JenkinsAgent& agent : agents_) {
    if (agent.is_set) continue;
    const JenkinsAgent& from = agents_[agent.parent];
    if (agent.image.state == State::absent) agent.image = from.image;
    if (agent.runner.state == State::absent) agent.runner = from.runner;
  }
  std::vector<Job> result;
  for (Draft& draft : jobs_) {
    JenkinsAgent& agent = agents_[draft.agent];
    draft.job.image = agent.image;
    draft.job.runner = agent.runner;
    if (std::optional<Build> build = std::exchange(agent.build, std::nullopt)) draft.builds.add(*std::move(build));
    // The pipeline's own agent is built once, before all.
    if (std::optional<Build> build = std::exchange(agents_[0].build, std::nullopt)) draft.builds.add(*std::move(build));
    draft.job.builds = draft.builds.take();
    const bool is_empty = draft.job.steps.empty() && draft.job.artifacts.empty() && draft.job.builds.empty() &&
                          draft.job.calls.state == State::absent;
    if (!draft.has_jobs || !is_empty) result.push_back(std::move(draft.job));
  }
  jobs_.clear();
  return result;
}

}  // namespace s1::model
