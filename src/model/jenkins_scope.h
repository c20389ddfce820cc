// SPDX-License-Identifier: Apache-2.0
// Which stage, agent and folder hold at a place of a Jenkinsfile: the braces that are open around it, and the jobs that
// they make.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/image_builds.h"
#include "model/pipeline.h"
#include "model/workspace_path.h"

namespace s1::model {

struct JenkinsAgent {
  std::size_t parent = 0;  // whose it takes where it has none of its own; the first is its own parent
  bool is_set = false;
  Value image;
  Value runner;
  std::optional<Build> build;  // agent { dockerfile … }
};

enum class JenkinsBlock : std::uint8_t { plain, stage, branch, agent, triggers, libraries };

class JenkinsScope {
 public:
  static constexpr std::size_t kNone = SIZE_MAX;

  struct Block {
    std::uint32_t close = 0;  // token of its closing brace
    JenkinsBlock kind = JenkinsBlock::plain;
    std::size_t job = kNone;  // of the stage or branch around it
    std::size_t agent = 0;
    std::size_t owner = 0;        // the block whose job takes the steps that no stage is around
    std::string job_name;         // of an owner's job
    std::size_t own_job = kNone;  // that job, once it is made
    std::size_t folders = 1;      // how many of folders_ hold in it
  };

  explicit JenkinsScope(const JobWorkspace& workspace);

  [[nodiscard]] const Block& top() const { return blocks_.back(); }
  [[nodiscard]] Block& top() { return blocks_.back(); }
  [[nodiscard]] std::size_t depth() const { return blocks_.size(); }
  // A block like the one around it.
  [[nodiscard]] Block inner(JenkinsBlock kind) const;
  // Steps in it that no stage is around make a job of that name.
  void make_owner(Block& block, std::string job_name) const;
  // `folder`: where commands in it run, if that changes.
  void open(Block block, std::uint32_t close, std::optional<WorkspacePath> folder);
  // Closes the blocks that end at this token.
  void close(std::uint32_t token);
  [[nodiscard]] const WorkspacePath& folder() const { return folders_.back(); }

  // Makes a job for a stage or a branch of the block on top.
  std::size_t add_job(std::string id, Place place);
  // The job that a step here belongs to; `place` where it is made for it.
  std::size_t job_at(Place place);
  [[nodiscard]] Job& job(std::size_t index) { return jobs_[index].job; }
  [[nodiscard]] ImageBuilds& builds(std::size_t job) { return jobs_[job].builds; }
  // What all that ran before may have made: stages of one agent share their folder.
  [[nodiscard]] MadePaths& made() { return made_; }

  std::size_t add_agent();
  [[nodiscard]] JenkinsAgent& agent(std::size_t index) { return agents_[index]; }
  // That of the job, or where none is around it of the block on top.
  [[nodiscard]] std::size_t agent_here() const;

  // The jobs, each with its agent; those that only hold others left out.
  [[nodiscard]] std::vector<Job> take();

 private:
  struct Draft {
    Job job;
    std::size_t agent = 0;
    bool has_jobs = false;  // inside it
    ImageBuilds builds;
  };

  const JobWorkspace& workspace_;
  MadePaths made_;
  std::vector<Block> blocks_;
  std::vector<WorkspacePath> folders_;
  std::vector<JenkinsAgent> agents_;
  std::vector<Draft> jobs_;
};

}  // namespace s1::model
