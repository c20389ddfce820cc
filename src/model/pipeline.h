// SPDX-License-Identifier: Apache-2.0
// Pipelines of GitHub Actions, GitLab CI and Jenkins in one form.
#pragma once
#include <string>
#include <vector>

#include "model/build.h"
#include "model/value.h"

namespace s1::model {

struct Step {
  std::string name;
  Value uses;  // an action or a reusable component
  Value run;   // a script's text, cut to kMostScript
  Place place;
};
inline constexpr std::size_t kMostScript = 16'384;

struct Artifact {
  std::string name;   // GitHub: its name; GitLab: the path; Jenkins: the stash or the pattern
  bool made = false;  // false: taken
  Place place;
};

struct Job {
  std::string id;
  std::string name;
  std::string stage;               // GitLab and Jenkins
  std::vector<Value> needs;        // ids of jobs
  Value image;                     // what it runs in
  Value runner;                    // runs-on, tags, agent label
  Value environment;               // what it deploys to
  Value calls;                     // a reusable workflow or a triggered pipeline
  std::vector<Value> permissions;  // "contents: read", "write-all"
  std::vector<Step> steps;
  std::vector<Artifact> artifacts;
  std::vector<Build> builds;  // images that it builds or pushes
  Place place;
};

struct Pipeline {
  std::string platform;  // github-actions, gitlab-ci, jenkins
  std::string name;
  std::vector<Value> triggers;      // push, pull_request, schedule; GitLab: what workflow:rules name
  std::vector<std::string> stages;  // GitLab and Jenkins, in order
  std::vector<Value> permissions;
  std::vector<Value> includes;  // files, templates and components of GitLab; libraries of Jenkins
  std::vector<Job> jobs;        // in the order they can run
  Place place;
};

}  // namespace s1::model
