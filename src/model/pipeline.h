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
  Value run;   // a script's text, cut to kMostScript; its lines joined where it is a list
  Place place;
};
inline constexpr std::size_t kMostScript = 16'384;

struct Artifact {
  // GitHub: its name, empty where all are taken; GitLab: the path, of one that is taken the job that made it; Jenkins:
  // the stash or the pattern.
  std::string name;
  bool made = false;  // false: taken
  Place place;
};

struct Job {
  std::string id;
  std::string name;
  std::string stage;  // GitLab, empty where a template elsewhere may say it; Jenkins: the outermost one around it
  std::vector<Value> needs;        // ids of jobs
  Value image;                     // what it runs in
  std::vector<Value> services;     // images of the containers beside it
  Value runner;                    // runs-on, tags, agent label
  Value environment;               // what it deploys to
  Value calls;                     // a reusable workflow or a triggered pipeline
  std::vector<Value> permissions;  // "contents: read", "write-all"; "{}": none at all
  std::vector<Value> identities;   // GitLab: the names of its id_tokens
  std::vector<Step> steps;
  std::vector<Artifact> artifacts;
  std::vector<Build> builds;  // images that it builds or pushes
  Place place;
};

struct Pipeline {
  std::string platform;  // github-actions, gitlab-ci, jenkins
  std::string name;
  std::vector<Value> triggers;      // push, pull_request, schedule; GitLab: what workflow:rules name
  std::vector<std::string> stages;  // GitLab and Jenkins, in order; of Jenkins those whose name is written out
  std::vector<Value> permissions;
  std::vector<Value> secrets;  // names of what it takes from the CI system's store, each once; never a value
  // GitLab: "/local.yml", "https://…", "template:NAME", "component:PATH@VERSION", "project:PATH@REF:/file"; Jenkins:
  // libraries.
  std::vector<Value> includes;
  std::vector<Job> jobs;  // in the order they can run
  Place place;
};

}  // namespace s1::model
